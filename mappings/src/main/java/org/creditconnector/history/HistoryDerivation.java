package org.creditconnector.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.rules.RuleTable;
import org.jspecify.annotations.Nullable;

/**
 * Derives the monthly history and the position of an account from its instalments, movements and events. Money is allocated by
 * {@link AllocationRule}. Pure: the same record gives the same figures, whatever the order of its rows; a fact of a day changes
 * only months from that day on.
 *
 * <h2>Figures at the end of a day</h2>
 *
 * <ul>
 *   <li>balance: principal paid out so far less principal settled; an overpaid loan owes zero, a revolving account shows the
 *       credit as a negative balance.
 *   <li>due: what the schedule says falls due in the month, also where it was paid early, waived or written off.
 *   <li>paid: money from or for the borrower in the month (recoveries and compensations too), less refunds.
 *   <li>overdue: parts of instalments whose due date plus grace days is before the day and that are not settled; days past due
 *       count from the due date of the oldest of them, not from the end of its grace.
 *   <li>instalmentsLeft: instalments not settled, overdue ones included; an instalment of zero is settled from the start.
 *   <li>status, riskClass, creditLimit: as the since-dates and events tell, else null.
 * </ul>
 *
 * <p>What the facts do not tell is null, with a reason in {@code missing}: without a schedule nothing is known about arrears;
 * before an extension, restructuring or payment holiday another schedule was in force, which the record does not hold.
 *
 * <p>Months that the lender gives (origin LENDER) are taken as they are. An account with such months and no schedule has only
 * those; its position is the lender's month that holds the as-of date.
 */
public final class HistoryDerivation {
    private static final Comparator<Instalment> INSTALMENTS = Comparator.comparing(Instalment::getDueOn)
            .thenComparingInt(Instalment::getNumber)
            .thenComparing(Comparator.naturalOrder());
    private static final Comparator<Repayment> REPAYMENTS = Comparator.comparing(Repayment::getPaidOn)
            .thenComparing(Repayment::getRepaymentKey)
            .thenComparing(Comparator.naturalOrder());
    private static final Comparator<AccountEvent> EVENTS = Comparator.comparing(AccountEvent::getOccurredOn)
            .thenComparing(AccountEvent::getEventKey)
            .thenComparing(Comparator.naturalOrder());

    private HistoryDerivation() {}

    /**
     * Fills months, position and missing.
     *
     * @param facts a record as the mapping builds it; not changed. Amounts have six decimal places. Months of origin DERIVED in
     *     it are made anew
     * @return a new record that shares the facts with the old one
     */
    public static DerivedRecord derive(CreditRecord facts) {
        CreditRecord record = sorted(facts);
        Explanations explanations = new Explanations(record);
        AccountHistory history = new AccountHistory(record, explanations);
        fill(record, history, explanations);
        return new DerivedRecord(record, findings(record, history));
    }

    /** Sets the months up to the record's as-of date, the position and the reasons. */
    static void fill(CreditRecord record, AccountHistory history, Explanations explanations) {
        List<PeriodState> months = history.monthsUntil(record.getReport().getAsOf());
        record.setMonths(months);
        record.setPosition(position(record, months));
        explanations.months(months);
        explanations.position(record.getPosition());
        record.setMissing(explanations.sorted());
    }

    private static @Nullable PeriodState position(CreditRecord record, List<PeriodState> months) {
        if (months.isEmpty()) {
            return null;
        }
        PeriodState last = months.get(months.size() - 1);
        return last.getMonth().equals(MonthName.of(record.getReport().getAsOf())) ? last : null;
    }

    static boolean isDerived(PeriodState state) {
        return state.getOrigin() == FigureOrigin.DERIVED;
    }

    private static List<Finding> findings(CreditRecord record, AccountHistory history) {
        List<Finding> findings = new ArrayList<>(0);
        if (history.allocation().unexplained().signum() > 0) {
            findings.add(RuleTable.rule("HIST-PAID-UNEXPLAINED").finding(record));
        }
        if (history.balance().isMoreThanPrincipal()) {
            findings.add(RuleTable.rule("HIST-DISBURSED-OVER-PRINCIPAL").finding(record));
        }
        if (history.steps().hasUnknownMovements()) {
            findings.add(RuleTable.rule("HIST-MOVEMENT-OTHER").finding(record));
        }
        if (history.scheduleFrom() != null && history.derivable()) {
            findings.add(RuleTable.rule("HIST-SCHEDULE-REPLACED").finding(record));
        }
        return findings;
    }

    // ------------------------------------------------------------------ canonical order

    /** A copy that shares everything but the lists that are put in order. */
    static CreditRecord sorted(CreditRecord facts) {
        CreditRecord record = shallowCopy(facts, new CreditRecord());
        record.setInstalments(sorted(facts.getInstalments(), INSTALMENTS));
        record.setRepayments(sorted(facts.getRepayments(), REPAYMENTS));
        record.setEvents(sorted(facts.getEvents(), EVENTS));
        return record;
    }

    /** Copies the fields, not what they refer to. */
    static <R extends SpecificRecordBase> R shallowCopy(R from, R to) {
        for (Schema.Field field : from.getSchema().getFields()) {
            to.put(field.pos(), from.get(field.pos()));
        }
        return to;
    }

    private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
        for (int i = 1; i < list.size(); i++) {
            if (order.compare(list.get(i - 1), list.get(i)) > 0) {
                List<T> copy = new ArrayList<>(list);
                copy.sort(order);
                return copy;
            }
        }
        return list;
    }
}
