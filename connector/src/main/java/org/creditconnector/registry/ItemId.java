package org.creditconnector.registry;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.UUID;
import org.creditconnector.digest.Sha256;

/**
 * Name-based item ids: whoever renders the same item, and however often, gives it the same id. UUID version 8 (RFC 9562) over
 * SHA-256 of the parts, each followed by a line feed; versions 3 and 5 would need digests that are no longer trusted.
 */
public final class ItemId {
    private ItemId() {}

    public static String of(String target, String subject, LocalDate reportDate, long sequence, ItemKind kind) {
        String name = String.join(
                "\n", "item", target, subject, reportDate.toString(), Long.toString(sequence), kind.name(), "");
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(name));
        long high = (digest.getLong() & ~0xF000L) | 0x8000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
