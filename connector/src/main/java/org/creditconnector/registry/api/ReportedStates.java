package org.creditconnector.registry.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.WireForm;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.RecordTotals;
import org.jspecify.annotations.Nullable;

/** What is on file, as bytes that outlive the schema. */
final class ReportedStates {
    static final WireForm<ReportedState> FORM = WireForm.of("a reported state of %d bytes", ReportedState.class);

    private ReportedStates() {}

    static byte[] encode(String itemId, DueItems.Due due, CreditRecord record, String contentHash) {
        String currency = record.getAccount().getCurrency();
        Amounts told = RecordTotals.of(record).amounts().getOrDefault(currency, Amounts.NONE);
        return FORM.encode(new ReportedState(
                itemId,
                due.reportDate(),
                due.sequence(),
                contentHash,
                currency,
                scaled(told.principal()),
                scaled(told.creditLimit()),
                scaled(told.outstanding()),
                scaled(told.overdue()),
                scaled(told.paid())));
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(6, RoundingMode.UNNECESSARY);
    }
}
