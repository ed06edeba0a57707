package org.creditconnector.registry.baihang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.registry.WireData;

/** What was told, as bytes that outlive the schema. */
final class Tolds {
    static {
        WireData.trust(Told.class);
    }

    private static final BinaryMessageDecoder<Told> DECODER =
            new BinaryMessageDecoder<>(WireData.DATA, Told.getClassSchema());

    private Tolds() {}

    static byte[] encode(Told told) {
        try {
            ByteBuffer buffer = told.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        }
    }

    /** @throws IllegalStateException when the bytes were written by no released schema */
    static Told decode(byte[] bytes) {
        try {
            return DECODER.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException(
                    "what was told, in " + bytes.length
                            + " bytes, cannot be read: its writer's schema is not among the released ones, or the bytes are damaged",
                    e);
        }
    }
}
