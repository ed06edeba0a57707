package org.creditconnector.mockregistry.pbcrc;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** 32 bytes of digest at the end: SM3 (GB/T 32905) or SHA-256. */
final class DigestStep implements WrappingStep {
    private static final int LENGTH = 32;

    private final MessageDigest digest;

    DigestStep(String algorithm) throws GeneralSecurityException {
        digest = switch (algorithm) {
            case "sm3" -> MessageDigest.getInstance("SM3", new BouncyCastleProvider());
            case "sha256" -> MessageDigest.getInstance("SHA-256");
            default -> throw new IllegalArgumentException("algorithm is " + algorithm + ", expected sm3 or sha256");
        };
    }

    @Override
    public byte[] wrap(String name, byte[] content) {
        byte[] all = Arrays.copyOf(content, content.length + LENGTH);
        System.arraycopy(digest.digest(content), 0, all, content.length, LENGTH);
        return all;
    }

    @Override
    public byte[] undo(byte[] content) throws WrappedWrongException {
        int end = Math.max(0, content.length - LENGTH);
        byte[] plain = Arrays.copyOf(content, end);
        if (!MessageDigest.isEqual(digest.digest(plain), Arrays.copyOfRange(content, end, content.length))) {
            throw WrappedWrongException.cipher(new GeneralSecurityException("another digest"));
        }
        return plain;
    }
}
