package org.creditconnector.mockregistry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256, in the forms the contract asks for. */
final class Sha256 {
    private final MessageDigest digest = messageDigest();

    private static MessageDigest messageDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the text and a line feed, UTF-8. */
    void line(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /** The digest of a part of an array; what was added before is forgotten. */
    byte[] bytes(byte[] from, int offset, int length) {
        digest.reset();
        digest.update(from, offset, length);
        return digest.digest();
    }

    /** Lower-case hex over what was added; starts anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The header Content-Digest of RFC 9530 for the body. */
    static String contentDigest(byte[] body) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(messageDigest().digest(body)) + ":";
    }
}
