package org.creditconnector.wrapping;

import java.util.List;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * The steps there are. Keys come as text: secret keys in hex or Base64, others in PEM. Each method throws
 * {@link IllegalArgumentException} in one sentence without the key when a key cannot be used.
 */
public final class WrappingSteps {
    /** The signer's identity that GM/T 0009 names for whom none was agreed with. */
    public static final String COMMON_SIGNER_ID = "1234567812345678";

    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));
    private static final int BLOCK_KEY = 16;
    private static final int LEAST_RSA_BITS = 2_048;

    private WrappingSteps() {}

    /** gzip (RFC 1952). */
    public static WrappingStep gzip() {
        return new GzipStep();
    }

    /** A zip with one entry named after the plain file. */
    public static WrappingStep zip() {
        return new ZipStep();
    }

    /** SM4 (GB/T 32907); the key has 16 bytes. */
    public static WrappingStep sm4(CipherMode mode, String key) {
        return new BlockCipherStep("sm4", SM4Engine::new, mode, SymmetricKey.of(key, BLOCK_KEY));
    }

    /** AES (FIPS 197); the key has 16, 24 or 32 bytes. */
    public static WrappingStep aes(CipherMode mode, String key) {
        return new BlockCipherStep("aes", AESEngine::newInstance, mode, SymmetricKey.of(key, BLOCK_KEY, 24, 32));
    }

    /**
     * Lines of Base64 under an AES key that RSA enciphers.
     *
     * @param theirs the receiver's public key or certificate; null where nothing leaves
     * @param ours our private key; null where nothing comes
     */
    public static WrappingStep sessionKey(SessionKeyForm form, @Nullable String theirs, @Nullable String ours) {
        return new SessionKeyStep(
                form,
                theirs == null ? null : rsa(PemKey.publicKey(theirs)),
                ours == null ? null : rsa(PemKey.privateKey(ours)));
    }

    /**
     * RSA over some fields of a JSON object, each into Base64.
     *
     * @param fields their tags
     * @param theirs the receiver's public key or certificate
     */
    public static WrappingStep rsaFields(List<String> fields, SessionKeyForm.RsaPadding padding, String theirs) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("fields: none, expected the tags of the fields that are enciphered");
        }
        return new RsaFieldsStep(fields, padding, rsa(PemKey.publicKey(theirs)));
    }

    /** A seal at the end of the content as it is at this step. */
    public static WrappingStep appended(Seal seal) {
        return new AppendedSealStep(seal);
    }

    /** SM3 (GB/T 32905), 32 bytes. */
    public static Seal sm3() {
        return new DigestSeal("sm3", SM3Digest::new);
    }

    /** SHA-256 (FIPS 180-4), 32 bytes. */
    public static Seal sha256() {
        return new DigestSeal("sha256", SHA256Digest::newInstance);
    }

    /**
     * SM2 with SM3 (GB/T 32918.2).
     *
     * @param ours our private key; null where nothing is signed
     * @param theirs the other side's public key or certificate; null where nothing is checked
     * @param signerId identity of the signer as agreed, else {@link #COMMON_SIGNER_ID}
     */
    public static Seal sm2(@Nullable String ours, @Nullable String theirs, String signerId) {
        return new Sm2Seal(
                ours == null ? null : elliptic(PemKey.privateKey(ours), ECPrivateKeyParameters.class),
                theirs == null ? null : elliptic(PemKey.publicKey(theirs), ECPublicKeyParameters.class),
                signerId);
    }

    private static RSAKeyParameters rsa(AsymmetricKeyParameter key) {
        if (!(key instanceof RSAKeyParameters rsa)) {
            throw new IllegalArgumentException("the key is no RSA key");
        }
        if (rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            throw new IllegalArgumentException(
                    "the RSA key has " + rsa.getModulus().bitLength() + " bits, expected at least " + LEAST_RSA_BITS);
        }
        return rsa;
    }

    private static <T extends ECKeyParameters> T elliptic(AsymmetricKeyParameter key, Class<T> kind) {
        if (!kind.isInstance(key) || !kind.cast(key).getParameters().equals(CURVE)) {
            throw new IllegalArgumentException("the key is no SM2 key on the curve sm2p256v1 (GB/T 32918.5)");
        }
        return kind.cast(key);
    }
}
