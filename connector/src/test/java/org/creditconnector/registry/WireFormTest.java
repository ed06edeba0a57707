package org.creditconnector.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.creditconnector.registry.api.ReportedState;
import org.creditconnector.registry.pbcrc.KeptSegment;
import org.creditconnector.registry.pbcrc.Told;
import org.junit.jupiter.api.Test;

/** Avro's own encoder of single objects is the measure: what is kept of an item is read by later versions of it. */
class WireFormTest {
    @Test
    void aReportedStateHasTheBytesThatAvroWrites() throws IOException {
        BigDecimal amount = new BigDecimal("1234.500000");
        same(new ReportedState(
                "item", LocalDate.of(2026, 10, 31), 7L, "hash", "CNY", amount, null, amount, amount.negate(), amount));
    }

    @Test
    void listsAndMapsHaveTheBytesThatAvroWrites() throws IOException {
        same(new Told(
                "210",
                LocalDate.of(2026, 10, 31),
                "10",
                "D1",
                Map.of("A", "x"),
                "facts",
                "",
                List.of(new KeptSegment("B", Map.of(), List.of("名", "")))));
    }

    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecordBase> void same(T one) throws IOException {
        WireForm<T> form = WireForm.of("%d bytes", (Class<T>) one.getClass());
        ByteBuffer avro =
                new BinaryMessageEncoder<T>(WireData.DATA, SpecificData.get().getSchema(one.getClass())).encode(one);
        byte[] expected = new byte[avro.remaining()];
        avro.get(expected);

        assertThat(form.encode(one)).isEqualTo(expected);
        assertThat(form.decode(expected)).isEqualTo(one);
    }
}
