package org.creditconnector.wrapping;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.jspecify.annotations.Nullable;

/** The signature SM2 with SM3 (GB/T 32918.2), written as r and s of 32 bytes each. */
final class Sm2Seal implements Seal {
    private static final int LENGTH = 64;

    private final @Nullable ECPrivateKeyParameters ours;
    private final @Nullable ECPublicKeyParameters theirs;
    private final byte[] signerId;

    /**
     * @param ours signs what leaves; null where nothing is signed
     * @param theirs checks what comes; null where nothing is checked
     * @param signerId the identity both sides put into the digest
     */
    Sm2Seal(@Nullable ECPrivateKeyParameters ours, @Nullable ECPublicKeyParameters theirs, String signerId) {
        this.ours = ours;
        this.theirs = theirs;
        this.signerId = signerId.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "sm2";
    }

    @Override
    public boolean canBeChecked() {
        return theirs != null;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public Making make(SecureRandom random) throws WrappingException {
        if (ours == null) {
            throw new WrappingException("the step sm2 has no private-key, so that nothing can be signed");
        }
        return new Signing(signer(true, new ParametersWithRandom(ours, random)));
    }

    @Override
    public Checking check() throws WrappingException {
        if (theirs == null) {
            throw new WrappingException("the step sm2 has no public-key, so that no signature can be checked");
        }
        return new Verifying(signer(false, theirs));
    }

    private SM2Signer signer(boolean signing, CipherParameters key) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(signing, new ParametersWithID(key, signerId));
        return signer;
    }

    @Override
    public String toString() {
        return name();
    }

    private record Signing(SM2Signer signer) implements Making {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            signer.update(bytes, offset, length);
        }

        @Override
        public byte[] end() {
            try {
                return signer.generateSignature();
            } catch (CryptoException e) {
                throw new IllegalStateException("the step sm2 cannot sign", e);
            }
        }
    }

    private record Verifying(SM2Signer signer) implements Checking {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            signer.update(bytes, offset, length);
        }

        @Override
        public boolean fits(byte[] seal) {
            return signer.verifySignature(seal);
        }
    }
}
