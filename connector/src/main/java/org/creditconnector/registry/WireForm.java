package org.creditconnector.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a profile remembers of an item, in bytes that outlive the schema: Avro's single-object encoding, which puts the fingerprint of the
 * writer's schema in front. A released schema is added to the decoder for ever.
 *
 * @param <T> generated from the profile's schema
 */
public final class WireForm<T extends SpecificRecordBase> {
    private final String what;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private WireForm(String what, Class<T> type) {
        WireData.trust(type);
        var schema = SpecificData.get().getSchema(type);
        this.what = what;
        this.encoder = new BinaryMessageEncoder<>(WireData.DATA, schema);
        this.decoder = new BinaryMessageDecoder<>(WireData.DATA, schema);
    }

    /** @param what what it is, as a sentence about damaged bytes begins, e.g. {@code a reported state of %d bytes} */
    public static <T extends SpecificRecordBase> WireForm<T> of(String what, Class<T> type) {
        return new WireForm<>(what, type);
    }

    /** The bytes of one. */
    public byte[] encode(T one) {
        try {
            ByteBuffer buffer = encoder.encode(one);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        }
    }

    /** @throws IllegalStateException when the bytes were written by no released schema */
    public T decode(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, what, bytes.length)
                            + " cannot be read: its writer's schema is not among the released ones, or the bytes are damaged",
                    e);
        }
    }
}
