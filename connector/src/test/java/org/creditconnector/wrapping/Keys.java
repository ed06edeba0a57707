package org.creditconnector.wrapping;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Keys for tests only, and random bytes that are the same in each run. */
final class Keys {
    static final String BLOCK = "0123456789abcdeffedcba9876543210";
    static final String OTHER_BLOCK = "0123456789abcdeffedcba9876543211";

    private Keys() {}

    record Pair(String privatePem, String publicPem) {}

    /** Not random at all, which no test needs. */
    static SecureRandom random(long seed) {
        Random seeded = new Random(seed);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                seeded.nextBytes(bytes);
            }
        };
    }

    static Pair sm2(long seed) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByName("sm2p256v1")),
                random(seed)));
        return pems(generator.generateKeyPair());
    }

    static Pair rsa(long seed, int bits) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), random(seed), bits, 80));
        return pems(generator.generateKeyPair());
    }

    private static Pair pems(AsymmetricCipherKeyPair pair) {
        try {
            AsymmetricKeyParameter ours = pair.getPrivate();
            return new Pair(
                    pem(
                            "PRIVATE KEY",
                            PrivateKeyInfoFactory.createPrivateKeyInfo(ours).getEncoded()),
                    pem(
                            "PUBLIC KEY",
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                                    .getEncoded()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String kind, byte[] bytes) {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8)).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
