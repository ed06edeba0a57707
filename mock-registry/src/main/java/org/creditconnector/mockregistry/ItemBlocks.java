package org.creditconnector.mockregistry;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a container block by block, each with its place and the digest over its own bytes: the library's iterator tells
 * no item's place in its block.
 */
final class ItemBlocks {
    private final DataFileStream<GenericRecord> stream;
    private final ItemReader reader;
    private final Sha256 sha256 = new Sha256();
    private byte[] bytes = new byte[0];
    private int block = -1;
    private int start;
    private int end;
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    private long left;

    /**
     * One item.
     *
     * @param datum what is needed of it
     * @param digest SHA-256 of all its bytes
     * @param block which block it is in, from 0
     * @param offset where its bytes begin there
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record RawItem(GenericRecord datum, byte[] digest, int block, int offset) {}

    /**
     * Begins with the first item.
     *
     * @param stream just opened, of which nothing was read
     */
    ItemBlocks(DataFileStream<GenericRecord> stream, ItemReader reader) {
        this.stream = stream;
        this.reader = reader;
    }

    /** The next item, or null at the end of the file. */
    @Nullable RawItem next() throws IOException {
        while (left == 0) {
            if (!decoder.isEnd()) {
                throw new AvroRuntimeException("a block holds more bytes than its items");
            }
            if (!stream.hasNext()) {
                return null;
            }
            ByteBuffer next = stream.nextBlock();
            left = stream.getBlockCount();
            block++;
            bytes = next.array();
            start = next.arrayOffset() + next.position();
            end = start + next.remaining();
            decoder = DecoderFactory.get().binaryDecoder(bytes, start, next.remaining(), null);
        }
        int from = end - remaining();
        GenericRecord datum = reader.read(decoder);
        left--;
        int length = end - remaining() - from;
        return new RawItem(datum, sha256.bytes(bytes, from, length), block, from - start);
    }

    /** Bytes of the block that no item was read from yet. */
    private int remaining() throws IOException {
        return decoder.inputStream().available();
    }
}
