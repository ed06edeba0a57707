package org.creditconnector.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.creditconnector.codec.AvroBuffer;
import org.creditconnector.codec.CompiledWriter;

/**
 * What a profile remembers of an item, in bytes that outlive the schema: Avro's single-object encoding, which puts the fingerprint of the
 * writer's schema in front. A released schema is added to the decoder for ever.
 *
 * @param <T> generated from the profile's schema
 */
public final class WireForm<T extends SpecificRecordBase> {
    private static final byte[] MARKER = {(byte) 0xC3, 1};
    private static final int USUAL_BYTES = 512;

    private final String what;
    private final byte[] head;
    private final CompiledWriter<T> writer;
    private final BinaryMessageDecoder<T> decoder;

    private WireForm(String what, Class<T> type) {
        WireData.trust(type);
        Schema schema = SpecificData.get().getSchema(type);
        this.what = what;
        this.head = head(schema);
        this.writer = new CompiledWriter<>(schema);
        this.decoder = new BinaryMessageDecoder<>(WireData.DATA, schema);
    }

    /** @param what what it is, as a sentence about damaged bytes begins, e.g. {@code a reported state of %d bytes} */
    public static <T extends SpecificRecordBase> WireForm<T> of(String what, Class<T> type) {
        return new WireForm<>(what, type);
    }

    /** The marker of the format and the fingerprint of the schema, which the specification of Avro puts in front of the content. */
    private static byte[] head(Schema schema) {
        byte[] fingerprint = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
        return ByteBuffer.allocate(MARKER.length + fingerprint.length)
                .put(MARKER)
                .put(fingerprint)
                .array();
    }

    /** The bytes of one. */
    public byte[] encode(T one) {
        AvroBuffer out = new AvroBuffer(USUAL_BYTES);
        out.raw(head);
        writer.write(one, out);
        return out.toByteArray();
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
