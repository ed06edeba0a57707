package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.rules.RuleLimits;
import org.jspecify.annotations.Nullable;

/**
 * The first day on which the facts of an account, or what derivation and rules find in its record, may be others although the record
 * is mapped from the same rows. Derived figures are no facts: days past due grow every day. Most dates do nothing by coming: an
 * instalment that falls due, or a loan that matures, changes figures alone, and an account that a rule holds is looked at every night.
 * What is left:
 *
 * <ul>
 *   <li>the account begins, or money is first drawn;
 *   <li>the oldest month leaves the months that are kept, or a new month begins, where the lender gives months;
 *   <li>derived figures decide about a finding and move by the calendar ({@link #movesByItself}): then every date counts.
 * </ul>
 *
 * <p>Month ends count besides, since something is told on them. What a mapping makes of the day does not show in the record; the mapped
 * account says it.
 */
public final class NextChange {
    private NextChange() {}

    /**
     * The first day after the record's as-of date; at the latest the next month end.
     *
     * @param record the checked record, which no finding holds
     */
    public static LocalDate after(CreditRecord record) {
        LocalDate asOf = record.getReport().getAsOf();
        LocalDate found = YearMonth.from(asOf.plusDays(1)).atEndOfMonth();
        Account account = record.getAccount();
        found = earlier(found, account.getOpenedOn(), asOf);
        found = earlier(found, account.getFirstDrawnOn(), asOf);
        found = earlier(found, monthsMove(record), asOf);
        return movesByItself(record) ? earlier(found, anyDate(record, asOf), asOf) : found;
    }

    private static LocalDate earlier(LocalDate found, @Nullable LocalDate date, LocalDate asOf) {
        return date != null && date.isAfter(asOf) && date.isBefore(found) ? date : found;
    }

    // ------------------------------------------------------------------ months of the lender

    /** The first of a month, where other months of the lender then make a difference. */
    private static @Nullable LocalDate monthsMove(CreditRecord record) {
        List<PeriodState> months = record.getMonths();
        if (months.stream().noneMatch(month -> month.getOrigin() == FigureOrigin.LENDER)) {
            return null;
        }
        YearMonth oldest = YearMonth.from(months.get(0).getStateOn());
        return isClosed(record)
                ? YearMonth.from(record.getReport().getAsOf()).plusMonths(1).atDay(1)
                : oldest.plusMonths(AccountHistory.MONTHS).atDay(1);
    }

    /** Then a balance of the new month, which is ours where the lender has given none yet, is an error. */
    private static boolean isClosed(CreditRecord record) {
        AccountState state = record.getState();
        return state.getClosing() != null || state.getStatus().getValue() == AccountStatus.CLOSED;
    }

    // ------------------------------------------------------------------ figures that decide about a finding

    /**
     * Whether who got which money, or whether figures are within limits, may follow from the calendar: what has no day of its own counts
     * from the as-of date, and so moves behind the movements of that day, or from a due date that is still to come.
     */
    private static boolean movesByItself(CreditRecord record) {
        AccountState state = record.getState();
        Integer graceDays = record.getAccount().getGraceDays();
        return (graceDays != null && graceDays < 0)
                || (state.getStatus().getValue() == AccountStatus.WRITTEN_OFF
                        && state.getStatus().getSince() == null)
                || scheduleMoves(record);
    }

    private static boolean scheduleMoves(CreditRecord record) {
        List<Instalment> instalments = record.getInstalments();
        if (instalments.isEmpty()) {
            return false;
        }
        LocalDate asOf = record.getReport().getAsOf();
        // So few digits before the point that even all parts together stay below the limit of amounts.
        int parts = instalments.size() * Slots.PARTS;
        int digits = RuleLimits.STANDARD.amount().precision()
                - 1
                - String.valueOf(parts).length();
        for (Instalment instalment : instalments) {
            boolean reducedAhead = instalment.getDueOn().isAfter(asOf)
                    && (isAny(instalment.getWaived()) || isAny(instalment.getWrittenOff()));
            if (reducedAhead || hasMoreDigits(instalment.getDue(), digits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAny(@Nullable AmountSplit split) {
        return split != null
                && (split.getPrincipal().signum() != 0
                        || split.getInterest().signum() != 0
                        || split.getFees().signum() != 0
                        || split.getPenalties().signum() != 0);
    }

    private static boolean hasMoreDigits(AmountSplit split, int digits) {
        return hasMoreDigits(split.getPrincipal(), digits)
                || hasMoreDigits(split.getInterest(), digits)
                || hasMoreDigits(split.getFees(), digits)
                || hasMoreDigits(split.getPenalties(), digits);
    }

    private static boolean hasMoreDigits(BigDecimal amount, int digits) {
        return amount.precision() - amount.scale() > digits;
    }

    /** Any date of the record, and the days on which an instalment is late after its days of grace. */
    private static LocalDate anyDate(CreditRecord record, LocalDate asOf) {
        Integer graceDays = record.getAccount().getGraceDays();
        LocalDate found = DatesAhead.first(record);
        for (Instalment instalment : record.getInstalments()) {
            LocalDate late = instalment.getDueOn().plusDays(1L + (graceDays == null ? 0 : graceDays));
            found = earlier(found, late, asOf);
        }
        return found;
    }
}
