package org.creditconnector.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.fixture.Records;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.Test;

/** Avro's own writer is the measure: what it writes is what every reader in the world expects. */
class CompiledWriterTest {
    private static final Schema RECORD = CreditRecord.getClassSchema();
    private static final Schema AMOUNT = LogicalTypes.decimal(24, 6).addToSchema(Schema.create(Schema.Type.BYTES));

    private final CompiledWriter<Object> compiled = new CompiledWriter<>(RECORD);
    private final SpecificDatumWriter<Object> avro = new SpecificDatumWriter<>(RECORD, CreditRecordCodec.data());

    @Test
    void randomRecordsHaveTheSameBytes() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            assertThat(bytes(compiled, record)).as("seed %s", seed).isEqualTo(bytes(avro, record));
        }
    }

    @Test
    void aRecordWithEveryFieldSetHasTheSameBytes() throws IOException {
        Object full = CreditRecordCodecTest.full(RECORD);

        assertThat(bytes(compiled, full)).isEqualTo(bytes(avro, full));
    }

    @Test
    void decimalsAtEveryBoundaryOfTheirLengthHaveTheSameBytes() throws IOException {
        CompiledWriter<Object> one = new CompiledWriter<>(AMOUNT);
        SpecificDatumWriter<Object> its = new SpecificDatumWriter<>(AMOUNT, CreditRecordCodec.data());
        for (int bit = 0; bit < 79; bit++) {
            for (int around = -1; around <= 1; around++) {
                BigInteger unscaled = BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(around));
                for (BigInteger value : new BigInteger[] {unscaled, unscaled.negate()}) {
                    BigDecimal amount = new BigDecimal(value, 6);
                    assertThat(bytes(one, amount)).as("%s", amount).isEqualTo(bytes(its, amount));
                }
            }
        }
        for (String text : new String[] {"0", "1", "1.5", "-2.50", "1E+3", "123456789012345678", "0.000001"}) {
            BigDecimal amount = new BigDecimal(text);
            assertThat(bytes(one, amount)).as(text).isEqualTo(bytes(its, amount.setScale(6)));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsPath() {
        CreditRecord noCurrency = Records.loan("200", "2023-01-15", "2023-03-31");
        noCurrency.getAccount().setCurrency(null);
        CreditRecord tooFine = Records.loan("200", "2023-01-15", "2023-03-31");
        tooFine.getAccount().setPrincipal(new BigDecimal("1.0000001"));
        CreditRecord tooLong = Records.loan("200", "2023-01-15", "2023-03-31");
        tooLong.getAccount().setPrincipal(new BigDecimal("1234567890123456789"));

        assertThatThrownBy(() -> bytes(compiled, noCurrency))
                .isInstanceOf(AvroTypeException.class)
                .hasMessage("org.creditconnector.record.CreditRecord.account.currency is null, expected a value");
        assertThatThrownBy(() -> bytes(compiled, tooFine))
                .isInstanceOf(AvroTypeException.class)
                .hasMessage("org.creditconnector.record.CreditRecord.account.principal has more than 6 decimal places");
        assertThatThrownBy(() -> bytes(compiled, tooLong))
                .isInstanceOf(AvroTypeException.class)
                .hasMessage("org.creditconnector.record.CreditRecord.account.principal has more than 24 digits");
    }

    @Test
    void genericSymbolsAreWrittenAndUnknownOnesRefused() throws IOException {
        Schema kind = SchemaBuilder.enumeration("Kind").symbols("A", "B");
        CompiledWriter<Object> one = new CompiledWriter<>(kind);

        assertThat(bytes(one, new GenericData.EnumSymbol(kind, "B"))).containsExactly(2);
        assertThatThrownBy(() -> bytes(one, new GenericData.EnumSymbol(kind, "C")))
                .isInstanceOf(AvroTypeException.class)
                .hasMessage("Kind is C, expected one of [A, B]");
    }

    @Test
    void mapsHaveTheSameBytes() throws IOException {
        Schema texts = Schema.createMap(Schema.create(Schema.Type.STRING));
        CompiledWriter<Object> one = new CompiledWriter<>(texts);
        SpecificDatumWriter<Object> its = new SpecificDatumWriter<>(texts, CreditRecordCodec.data());
        for (int size : new int[] {0, 1, 200}) {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put("名" + i, "value " + i);
            }
            assertThat(bytes(one, map)).as("%s", size).isEqualTo(bytes(its, map));
        }
    }

    @Test
    void aSchemaItDoesNotKnowIsRefusedAtOnce() {
        assertThatThrownBy(() -> new CompiledWriter<>(Schema.create(Schema.Type.DOUBLE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("double is \"double\", which the compiled writer does not know");
    }

    private static <T> byte[] bytes(CompiledWriter<T> writer, T value) {
        AvroBuffer out = new AvroBuffer(1);
        writer.write(value, out);
        return out.toByteArray();
    }

    private static <T> byte[] bytes(DatumWriter<T> writer, T value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
