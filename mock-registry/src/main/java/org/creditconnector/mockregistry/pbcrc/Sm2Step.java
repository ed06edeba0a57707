package org.creditconnector.mockregistry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A signature by SM2 with SM3 (GB/T 32918.2) at the end: r and s, 32 bytes each. */
final class Sm2Step implements WrappingStep {
    private static final int LENGTH = 64;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    private final AsymmetricKeyParameter ours;
    private final AsymmetricKeyParameter theirs;
    private final byte[] signer;

    /**
     * @param privateKey PKCS #8 in PEM, signs answers
     * @param publicKey SubjectPublicKeyInfo in PEM, checks files
     */
    Sm2Step(String privateKey, String publicKey, String signer) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC", new BouncyCastleProvider());
        this.ours = ECUtil.generatePrivateKeyParameter(
                keys.generatePrivate(new PKCS8EncodedKeySpec(pem(privateKey, "PRIVATE"))));
        this.theirs = ECUtil.generatePublicKeyParameter(
                keys.generatePublic(new X509EncodedKeySpec(pem(publicKey, "PUBLIC"))));
        this.signer = signer.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pem(String text, String kind) {
        Matcher block = PEM.matcher(text);
        if (!block.find() || !block.group(1).equals(kind)) {
            throw new IllegalArgumentException("expected a PEM file with -----BEGIN " + kind + " KEY-----");
        }
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private SM2Signer signer(boolean signing, CipherParameters key) {
        var sm2 = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        sm2.init(signing, new ParametersWithID(key, signer));
        return sm2;
    }

    @Override
    public byte[] wrap(String name, byte[] content) {
        try {
            SM2Signer sm2 = signer(true, ours);
            sm2.update(content, 0, content.length);
            byte[] all = Arrays.copyOf(content, content.length + LENGTH);
            System.arraycopy(sm2.generateSignature(), 0, all, content.length, LENGTH);
            return all;
        } catch (CryptoException e) {
            throw new IllegalStateException("an answer cannot be signed", e);
        }
    }

    @Override
    public byte[] undo(byte[] content) throws WrappedWrongException {
        int end = Math.max(0, content.length - LENGTH);
        SM2Signer sm2 = signer(false, theirs);
        sm2.update(content, 0, end);
        if (!sm2.verifySignature(Arrays.copyOfRange(content, end, content.length))) {
            throw WrappedWrongException.cipher(new GeneralSecurityException("another signature"));
        }
        return Arrays.copyOf(content, end);
    }
}
