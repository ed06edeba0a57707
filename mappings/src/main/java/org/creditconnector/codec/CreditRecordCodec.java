package org.creditconnector.codec;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.ClassSecurityValidator;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/**
 * Credit records as Avro binary, without a container and without the schema. The same record gives the same bytes.
 *
 * <p>Not thread-safe: the decoder is re-used. Make one per thread or per range.
 */
public final class CreditRecordCodec {
    static {
        trust();
    }

    private static final SpecificData DATA = data();

    private static final int USUAL_BYTES = 4_096;
    private static final CompiledWriter<CreditRecord> WRITER = new CompiledWriter<>(CreditRecord.getClassSchema());

    private final SpecificDatumReader<CreditRecord> reader;
    private @Nullable BinaryDecoder decoder;

    /** Reads and writes the current schema. */
    public CreditRecordCodec() {
        this(CreditRecord.getClassSchema());
    }

    /**
     * Writes the current schema and reads an older one.
     *
     * @param writerSchema the schema that the bytes were written with
     */
    public CreditRecordCodec(Schema writerSchema) {
        reader = new SpecificDatumReader<>(writerSchema, CreditRecord.getClassSchema(), DATA);
    }

    /**
     * Trusts the package of the record. Avro reads into generated classes of trusted packages only, and whoever reads records
     * by other means than this class calls this first. Calling it again does no harm.
     */
    public static void trust() {
        TrustedPackage.trustOnce();
    }

    /** The Avro model that knows decimals and dates, for readers and writers of other forms (containers, JSON). */
    public static SpecificData data() {
        SpecificData data = new PlainListData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        return data;
    }

    /**
     * The record as bytes.
     *
     * @throws AvroRuntimeException when a required field is null or an amount has more than six decimal places
     */
    public byte[] encode(CreditRecord record) {
        AvroBuffer out = new AvroBuffer(USUAL_BYTES);
        WRITER.write(record, out);
        return out.toByteArray();
    }

    /**
     * The record that {@code encode} wrote.
     *
     * @throws AvroRuntimeException when the bytes are not one whole record of the schema
     */
    public CreditRecord decode(byte[] bytes) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
        try {
            CreditRecord record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new AvroRuntimeException("bytes are left after the record, of " + bytes.length);
            }
            return record;
        } catch (IOException e) {
            throw new AvroRuntimeException("the " + bytes.length + " bytes end before the record does", e);
        }
    }

    /** Avro's own lists throw when two lists of records with decimals are compared; plain ones do not. */
    private static final class PlainListData extends SpecificData {
        PlainListData() {
            super(CreditRecord.class.getClassLoader());
        }

        @Override
        public Object newArray(@Nullable Object old, int size, Schema schema) {
            return new ArrayList<>(size);
        }
    }

    /** Adds our package to what Avro trusts, once a process. */
    private static final class TrustedPackage {
        static {
            synchronized (ClassSecurityValidator.class) {
                ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
                ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                        before, type -> type.getPackageName().equals(CreditRecord.class.getPackageName())));
            }
        }

        static void trustOnce() {}
    }
}
