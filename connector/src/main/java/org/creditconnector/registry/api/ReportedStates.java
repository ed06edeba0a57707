package org.creditconnector.registry.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.WireData;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.RecordTotals;
import org.jspecify.annotations.Nullable;

/**
 * What is on file, in bytes that outlive the schema: Avro's single-object encoding, which puts the fingerprint of the writer's
 * schema in front. A released schema is added to the decoder for ever.
 */
final class ReportedStates {
    static {
        WireData.trust(ReportedState.class);
    }

    private static final BinaryMessageDecoder<ReportedState> DECODER =
            new BinaryMessageDecoder<>(WireData.DATA, ReportedState.getClassSchema());

    private ReportedStates() {}

    static byte[] encode(String itemId, DueItems.Due due, CreditRecord record, String contentHash) {
        String currency = record.getAccount().getCurrency();
        Amounts told = RecordTotals.of(record).amounts().getOrDefault(currency, Amounts.NONE);
        ReportedState state = new ReportedState(
                itemId,
                due.reportDate(),
                due.sequence(),
                contentHash,
                currency,
                scaled(told.principal()),
                scaled(told.creditLimit()),
                scaled(told.outstanding()),
                scaled(told.overdue()),
                scaled(told.paid()));
        try {
            ByteBuffer buffer = state.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a state in memory cannot fail to be written", e);
        }
    }

    static ReportedState decode(byte[] bytes) {
        try {
            return DECODER.decode(bytes);
        } catch (IOException | AvroRuntimeException e) {
            throw new IllegalStateException(
                    "a reported state of " + bytes.length
                            + " bytes cannot be read: its writer's schema is not among the released ones, or the bytes are damaged",
                    e);
        }
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(6, RoundingMode.UNNECESSARY);
    }
}
