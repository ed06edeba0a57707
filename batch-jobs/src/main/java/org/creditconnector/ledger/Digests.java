package org.creditconnector.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.creditconnector.digest.Sha256;

/** How things are put into digests in the ledger. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        return Sha256.start();
    }

    static byte[] sha256(String text) {
        return Sha256.of(text);
    }

    /** Lower-case hex of the digest of these bytes. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Lower-case hex of what was put in. */
    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Puts in one line, ended by a line feed. */
    static void line(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
