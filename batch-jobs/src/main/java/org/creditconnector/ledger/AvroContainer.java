package org.creditconnector.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.creditconnector.delivery.Feedback;

/** One Avro value with its schema, so that a row of an older version stays readable. The same value gives the same bytes. */
final class AvroContainer {
    static {
        // Avro reads into generated classes of trusted packages only; what is stored here is of the delivery package.
        synchronized (ClassSecurityValidator.class) {
            ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    before, type -> type.getPackageName().equals(Feedback.class.getPackageName())));
        }
    }

    private AvroContainer() {}

    static <T extends SpecificRecord> byte[] write(T value) {
        Schema schema = value.getSchema();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] sync = new byte[16];
        System.arraycopy(Digests.sha256(schema.toString()), 0, sync, 0, sync.length);
        try (DataFileWriter<T> writer = new DataFileWriter<>(new SpecificDatumWriter<T>(schema))) {
            writer.create(schema, out, sync);
            writer.append(value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    static <T extends SpecificRecord> T read(byte[] bytes, Schema schema) {
        try (DataFileStream<T> reader =
                new DataFileStream<>(new ByteArrayInputStream(bytes), new SpecificDatumReader<T>(schema))) {
            return reader.next();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
