package org.creditconnector.mockregistry;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a container block by block, each with the digest over its own bytes: the library's iterator tells no item's
 * place in its block.
 */
final class ItemBlocks {
    private final DataFileStream<GenericRecord> stream;
    private final GenericDatumReader<GenericRecord> reader;
    private final Sha256 sha256 = new Sha256();
    private byte[] block = new byte[0];
    private int end;
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(block, null);
    private long left;

    /**
     * One item.
     *
     * @param datum by the schema that travels in the file
     * @param digest SHA-256 of its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record RawItem(GenericRecord datum, byte[] digest) {}

    /** @param stream just opened, of which nothing was read */
    ItemBlocks(DataFileStream<GenericRecord> stream) {
        this.stream = stream;
        this.reader = new GenericDatumReader<>(stream.getSchema(), stream.getSchema(), Facts.MODEL);
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
            block = next.array();
            int start = next.arrayOffset() + next.position();
            end = start + next.remaining();
            decoder = DecoderFactory.get().binaryDecoder(block, start, next.remaining(), null);
        }
        int before = remaining();
        GenericRecord datum = reader.read(null, decoder);
        left--;
        return new RawItem(datum, sha256.bytes(block, end - before, before - remaining()));
    }

    /** Bytes of the block that no item was read from yet. */
    private int remaining() throws IOException {
        return decoder.inputStream().available();
    }
}
