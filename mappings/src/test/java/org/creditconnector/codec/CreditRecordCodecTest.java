package org.creditconnector.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.fixture.Records;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.Test;

class CreditRecordCodecTest {
    @Test
    void aRecordWithEveryFieldSetComesBackAsItWas() {
        CreditRecord full = (CreditRecord) full(CreditRecord.getClassSchema());
        CreditRecordCodec codec = new CreditRecordCodec();

        CreditRecord back = codec.decode(codec.encode(full));

        assertThat(back).isEqualTo(full);
        assertThat(back.getParties().get(0).getPerson().getBirthDate()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(back.getInstalments().get(0).getDue().getPrincipal()).isEqualTo(new BigDecimal("12.345678"));
    }

    @Test
    void derivedRecordsComeBackOneAfterTheOther() {
        CreditRecordCodec codec = new CreditRecordCodec();
        for (long seed = 0; seed < 50; seed++) {
            CreditRecord record = HistoryDerivation.derive(new RandomAccounts(seed).anything())
                    .record();
            byte[] bytes = codec.encode(record);

            assertThat(codec.decode(bytes)).isEqualTo(record);
            assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void damagedBytesAreRefused() {
        CreditRecordCodec codec = new CreditRecordCodec();
        byte[] bytes = codec.encode(Records.loan("200", "2023-01-15", "2023-03-31"));

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("the " + (bytes.length - 1) + " bytes end before the record does");
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("bytes are left after the record, of " + (bytes.length + 1));
    }

    @Test
    void anAmountWithMorePlacesThanSixIsRefusedAndNotRounded() {
        CreditRecord record = Records.loan("200", "2023-01-15", "2023-03-31");
        record.getAccount().setPrincipal(new BigDecimal("0.0000001"));

        assertThatThrownBy(() -> new CreditRecordCodec().encode(record)).isInstanceOf(AvroRuntimeException.class);
        record.getAccount().setPrincipal(Records.amount("1"));
        CreditRecordCodec codec = new CreditRecordCodec();
        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
    }

    /** Any record of ours with a value in every field. */
    static Object full(Schema schema) {
        IndexedRecord record = (IndexedRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema()));
        }
        return record;
    }

    private static Object value(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return (decimal.getScale() == 6 ? new BigDecimal("12.345678") : new BigDecimal("0.25"))
                    .setScale(decimal.getScale());
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Date) {
            return LocalDate.of(2024, 2, 29);
        }
        return switch (schema.getType()) {
            case RECORD -> full(schema);
            case ARRAY -> new ArrayList<>(List.of(value(schema.getElementType())));
            case UNION ->
                value(schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow());
            case ENUM -> enumValue(schema);
            case STRING -> "007 é中";
            case INT -> 7;
            case LONG -> 7L;
            case BOOLEAN -> true;
            default -> throw new IllegalStateException("no value for " + schema.getType());
        };
    }

    private static Object enumValue(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        return type.getEnumConstants()[0];
    }
}
