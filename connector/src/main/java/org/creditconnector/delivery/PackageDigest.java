package org.creditconnector.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.creditconnector.digest.Sha256;

/** Digest over the item ids of a package in file order, each followed by a line feed: both sides count the same items. */
public final class PackageDigest {
    private final MessageDigest digest = Sha256.start();

    /** Adds the next item id. */
    public PackageDigest add(String itemId) {
        digest.update(itemId.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return this;
    }

    /** Lower-case hex SHA-256 of what was added; ends this digest. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of a whole list. */
    public static String of(Iterable<String> itemIds) {
        PackageDigest digest = new PackageDigest();
        itemIds.forEach(digest::add);
        return digest.hex();
    }
}
