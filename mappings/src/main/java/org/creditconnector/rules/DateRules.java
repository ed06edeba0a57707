package org.creditconnector.rules;

import java.time.LocalDate;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/** Rules about dates. */
final class DateRules {
    private DateRules() {}

    static void range(Checked checked) {
        if (!checked.scan.outOfRange) {
            return;
        }
        LocalDate earliest = checked.limits.earliest();
        LocalDate latest = checked.record.getReport().getAsOf().plusYears(checked.limits.yearsAhead());
        Values.walk(checked.record, new Values.Visitor() {
            @Override
            public void date(Values.Place place, LocalDate date) {
                if (date.isBefore(earliest) || date.isAfter(latest)) {
                    checked.find(
                            "REC-DATE-RANGE",
                            place.path(),
                            date,
                            "earliest",
                            earliest.toString(),
                            "latest",
                            latest.toString());
                }
            }
        });
    }

    static void order(Checked checked) {
        CreditRecord record = checked.record;
        Account account = record.getAccount();
        LocalDate opened = account.getOpenedOn();
        before(checked, "account.maturesOn", account.getMaturesOn(), opened);
        before(checked, "account.firstDrawnOn", account.getFirstDrawnOn(), opened);
        if (record.getState().getClosing() != null) {
            before(
                    checked,
                    "state.closing.closedOn",
                    record.getState().getClosing().getClosedOn(),
                    opened);
        }
        int i = 0;
        for (Repayment repayment : record.getRepayments()) {
            if (!repayment.getReversed()) {
                before(checked, "repayments[" + i + "].paidOn", repayment.getPaidOn(), opened);
            }
            i++;
        }
    }

    private static void before(Checked checked, String path, @Nullable LocalDate date, @Nullable LocalDate opened) {
        if (date != null && opened != null && date.isBefore(opened)) {
            checked.find("REC-DATE-ORDER", path, date);
        }
    }

    static void afterAsOf(Checked checked) {
        CreditRecord record = checked.record;
        after(checked, "account.openedOn", record.getAccount().getOpenedOn());
        int i = 0;
        for (Repayment repayment : record.getRepayments()) {
            after(checked, "repayments[" + i++ + "].paidOn", repayment.getPaidOn());
        }
        i = 0;
        for (AccountEvent event : record.getEvents()) {
            after(checked, "events[" + i++ + "].occurredOn", event.getOccurredOn());
        }
        AccountState state = record.getState();
        after(checked, "state.status.since", state.getStatus().getSince());
        if (state.getRiskClass() != null) {
            after(checked, "state.riskClass.since", state.getRiskClass().getSince());
        }
        if (state.getDispute() != null) {
            after(checked, "state.dispute.since", state.getDispute().getSince());
        }
        if (state.getClosing() != null) {
            after(checked, "state.closing.closedOn", state.getClosing().getClosedOn());
        }
    }

    private static void after(Checked checked, String path, @Nullable LocalDate date) {
        LocalDate asOf = checked.record.getReport().getAsOf();
        if (date != null && date.isAfter(asOf)) {
            checked.find("REC-FACT-AFTER-AS-OF", path, date, "asOf", asOf.toString());
        }
    }
}
