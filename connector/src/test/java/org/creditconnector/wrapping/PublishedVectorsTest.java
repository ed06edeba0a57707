package org.creditconnector.wrapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the standards print, through the steps that the configuration names. */
class PublishedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** GB/T 32907-2016, annex A.1: one block, key and plain text alike. CBC with an IV of zeros begins with the block itself. */
    @Test
    void sm4EnciphersTheBlockOfTheStandard() throws IOException {
        byte[] wrapped = wrap(WrappingSteps.sm4(CipherMode.CBC_NO_PADDING, Keys.BLOCK), Keys.BLOCK, new byte[16]);
        assertThat(HEX.formatHex(wrapped, 16, 32)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    }

    /** GB/T 32907-2016, annex A.2: enciphered a million times. */
    @Test
    @Tag("long")
    void sm4EnciphersAMillionTimesAsTheStandardSays() {
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(HEX.parseHex(Keys.BLOCK)));
        byte[] block = HEX.parseHex(Keys.BLOCK);
        for (int i = 0; i < 1_000_000; i++) {
            engine.processBlock(block, 0, block, 0);
        }
        assertThat(HEX.formatHex(block)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");
    }

    /**
     * RFC 8998, A.1, has additional data, which a file has not; the cipher text without the tag does not depend on it.
     */
    @Test
    void sm4GcmGivesTheCipherTextOfRfc8998() throws IOException {
        byte[] wrapped = wrap(
                WrappingSteps.sm4(CipherMode.GCM, Keys.BLOCK),
                "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                        + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
                HEX.parseHex("00001234567800000000abcd"));
        assertThat(HEX.formatHex(wrapped, 12, 12 + 64))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d");
        assertThat(wrapped).hasSize(12 + 64 + 16);
    }

    /** GB/T 32905-2016, annex A.1 and A.2. */
    @Test
    void sm3DigestsTheTextsOfTheStandard() throws IOException {
        assertThat(HEX.formatHex(seal(WrappingSteps.sm3(), "abc")))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(HEX.formatHex(seal(WrappingSteps.sm3(), "abcd".repeat(16))))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    /** FIPS 180-4, example "abc". */
    @Test
    void sha256DigestsTheTextOfTheStandard() throws IOException {
        assertThat(HEX.formatHex(seal(WrappingSteps.sha256(), "abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** GB/T 32918.5-2017, annex A.2: the signature over "message digest" is made with its k, and found right. */
    @Test
    void sm2SignsAndChecksAsTheStandardSays() throws IOException {
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        ECNamedDomainParameters domain = new ECNamedDomainParameters(GMObjectIdentifiers.sm2p256v1, curve);
        ECPrivateKeyParameters secret = new ECPrivateKeyParameters(
                new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16), domain);
        ECPublicKeyParameters known = new ECPublicKeyParameters(
                curve.getCurve()
                        .createPoint(
                                new BigInteger("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020", 16),
                                new BigInteger("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13", 16)),
                domain);
        byte[] signature = HEX.parseHex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
        Seal seal = WrappingSteps.sm2(
                Keys.pem(
                        "PRIVATE KEY",
                        PrivateKeyInfoFactory.createPrivateKeyInfo(secret).getEncoded()),
                Keys.pem(
                        "PUBLIC KEY",
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(known)
                                .getEncoded()),
                WrappingSteps.COMMON_SIGNER_ID);

        byte[] k = HEX.parseHex("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21");
        assertThat(HEX.formatHex(seal.of(stream("message digest"), giving(k)))).isEqualTo(HEX.formatHex(signature));
        assertThat(seal.fits(stream("message digest"), signature)).isTrue();
        assertThat(seal.fits(stream("message digest."), signature)).isFalse();
        signature[63] ^= 1;
        assertThat(seal.fits(stream("message digest"), signature)).isFalse();
    }

    private static byte[] wrap(WrappingStep step, String hex, byte[] iv) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = step.wrap("x", giving(iv), out)) {
            wrapped.write(HEX.parseHex(hex));
        }
        return out.toByteArray();
    }

    private static byte[] seal(Seal seal, String text) throws IOException {
        return seal.of(stream(text), new SecureRandom());
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Gives what the standard says was drawn. */
    private static SecureRandom giving(byte[] drawn) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(drawn, 0, bytes, 0, bytes.length);
            }
        };
    }
}
