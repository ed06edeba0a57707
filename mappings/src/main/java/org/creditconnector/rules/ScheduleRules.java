package org.creditconnector.rules;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/** Rules about instalments, movements and events. */
final class ScheduleRules {
    private ScheduleRules() {}

    static BigDecimal sum(AmountSplit split) {
        return split.getPrincipal()
                .add(split.getInterest())
                .add(split.getFees())
                .add(split.getPenalties());
    }

    static void sum(Checked checked) {
        BigDecimal principal = checked.record.getAccount().getPrincipal();
        List<Instalment> instalments = checked.record.getInstalments();
        if (principal == null || instalments.isEmpty()) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Instalment instalment : instalments) {
            sum = sum.add(instalment.getDue().getPrincipal());
        }
        if (sum.compareTo(principal) != 0) {
            checked.find("REC-SCHEDULE-SUM", "account.principal", principal);
        }
    }

    static void number(Checked checked) {
        Set<Integer> numbers = new HashSet<>();
        int i = 0;
        for (Instalment instalment : checked.record.getInstalments()) {
            if (!numbers.add(instalment.getNumber())) {
                checked.find("REC-INSTALMENT-NUMBER", "instalments[" + i + "].number", instalment.getNumber());
            }
            i++;
        }
    }

    static void parts(Checked checked) {
        int i = 0;
        for (Instalment instalment : checked.record.getInstalments()) {
            AmountSplit due = instalment.getDue();
            boolean more = isMore(due.getPrincipal(), instalment, AmountSplit::getPrincipal)
                    || isMore(due.getInterest(), instalment, AmountSplit::getInterest)
                    || isMore(due.getFees(), instalment, AmountSplit::getFees)
                    || isMore(due.getPenalties(), instalment, AmountSplit::getPenalties);
            if (more) {
                checked.findAt("REC-INSTALMENT-PARTS", "instalments[" + i + "].due");
            }
            i++;
        }
    }

    private interface Part {
        BigDecimal of(AmountSplit split);
    }

    private static boolean isMore(BigDecimal due, Instalment instalment, Part part) {
        BigDecimal settled = part(instalment.getPaid(), part)
                .add(part(instalment.getWaived(), part))
                .add(part(instalment.getWrittenOff(), part));
        return settled.compareTo(due) > 0;
    }

    private static BigDecimal part(@Nullable AmountSplit split, Part part) {
        return split == null ? BigDecimal.ZERO : part.of(split);
    }

    static void repaymentKey(Checked checked) {
        Set<String> keys = new HashSet<>();
        int i = 0;
        for (Repayment repayment : checked.record.getRepayments()) {
            if (!keys.add(repayment.getRepaymentKey())) {
                checked.find(
                        "REC-REPAYMENT-DUPLICATE", "repayments[" + i + "].repaymentKey", repayment.getRepaymentKey());
            }
            i++;
        }
    }

    static void eventKey(Checked checked) {
        Set<String> keys = new HashSet<>();
        int i = 0;
        for (AccountEvent event : checked.record.getEvents()) {
            if (!keys.add(event.getEventKey())) {
                checked.find("REC-EVENT-DUPLICATE", "events[" + i + "].eventKey", event.getEventKey());
            }
            i++;
        }
    }
}
