package org.creditconnector.ledger;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of items as they will travel, a block for each range and send class. Blocks are packed: records of one lender repeat
 * each other, and a third of the bytes is left to write, to keep and to back up. Holds the block that was read last; not thread-safe.
 */
public final class ItemBlocks {
    private static final String ZSTD = "ZSTD";
    /** The fastest: the next levels save a few percent for twice the time. */
    private static final int LEVEL = 1;

    private final Store store;
    private @Nullable Place place;
    private Optional<byte[]> block = Optional.empty();

    /** @param store where blocks are */
    public ItemBlocks(Store store) {
        this.store = store;
    }

    /** Which block. */
    private record Place(long runId, int range, String sendClass) {}

    /** Stores a block within the open transaction. */
    void write(RangeId id, String sendClass, byte[] bytes) {
        store.jdbc()
                .sql(
                        "insert into item_block (run_id, range_number, send_class, content, packing) values (?, ?, ?, ?, ?)")
                .params(id.runId(), id.number(), sendClass, Zstd.compress(bytes, LEVEL), ZSTD)
                .update();
    }

    /**
     * The bytes of one item.
     *
     * @param runId run that staged it
     * @param range range of the run
     * @param sendClass class of the block
     * @param offset where the item begins in the block, from zero
     * @param length number of bytes
     * @throws IllegalStateException when its block is not in the store any more
     */
    public byte[] item(long runId, int range, String sendClass, int offset, int length) {
        return find(runId, range, sendClass, offset, length)
                .orElseThrow(() -> new IllegalStateException("the store has no " + sendClass + " block of range "
                        + range + " of run " + runId + " any more; nothing can be made of its items"));
    }

    /** The same, empty when its block was purged. */
    Optional<byte[]> find(long runId, int range, String sendClass, int offset, int length) {
        Place wanted = new Place(runId, range, sendClass);
        if (!wanted.equals(place)) {
            block = read(wanted);
            place = wanted;
        }
        return block.map(bytes -> Arrays.copyOfRange(bytes, offset, offset + length));
    }

    private Optional<byte[]> read(Place wanted) {
        return store.jdbc()
                .sql("select content, packing from item_block where run_id = ? and range_number = ? and send_class = ?")
                .params(wanted.runId(), wanted.range(), wanted.sendClass())
                .query((row, number) -> row.getString(2).equals(ZSTD) ? unpacked(row.getBytes(1)) : row.getBytes(1))
                .optional();
    }

    private static byte[] unpacked(byte[] packed) {
        return Zstd.decompress(packed, Math.toIntExact(Zstd.getFrameContentSize(packed)));
    }
}
