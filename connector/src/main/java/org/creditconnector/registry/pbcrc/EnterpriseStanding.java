package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Closing;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.registry.CodeTables;
import org.jspecify.annotations.Nullable;

/** How an enterprise's account stands at the date of a record: segment H of record 410. Amounts in whole yuan. */
final class EnterpriseStanding {
    private static final long MOST_DAYS = 999;
    /** Events that change what is owed without any money coming in. */
    private static final Set<EventKind> CHANGE_BALANCE = Set.of(EventKind.WAIVER);

    private final CreditRecord record;
    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final LocalDate date;
    private final LocalDate opened;
    private final Standing standing;
    private final boolean claim;
    private final boolean line;
    private final @Nullable LastRepayment last;

    /** @param opened the day of opening, where nothing has happened since */
    EnterpriseStanding(CreditRecord record, String type, LocalDate opened, PbcrcSettings settings, CodeTables codes) {
        this.record = record;
        this.settings = settings;
        this.codes = codes;
        this.date = record.getReport().getAsOf();
        this.opened = opened;
        this.standing = new Standing(record, type, settings);
        this.claim = type.equals("C1");
        this.line = type.equals("R1");
        this.last = LastRepayment.of(record);
    }

    /** Null where the lender's status has no code. */
    @Nullable String status() {
        AccountStatus status = record.getState().getStatus().getValue();
        boolean writtenOff = status == AccountStatus.CHARGED_OFF && WrittenOff.isWrittenOff(record);
        return codes.code("enterprise-status", writtenOff ? AccountStatus.WRITTEN_OFF : status);
    }

    @Nullable Long balance() {
        return standing.balance();
    }

    /** The last day on which what is owed changed. */
    LocalDate balanceChanged() {
        LocalDate changed = opened;
        if (last != null && last.principal().signum() > 0) {
            changed = later(changed, last.day());
        } else if (last != null) {
            changed = later(changed, earlierRepayment(last.day()));
        }
        changed = later(changed, Drawn.of(record).lastDay());
        for (AccountEvent event : record.getEvents()) {
            if (CHANGE_BALANCE.contains(event.getKind()) && !event.getReversed()) {
                changed = later(changed, event.getOccurredOn());
            }
        }
        return standing.closed() && owed() ? later(changed, standing.closedOn()) : changed;
    }

    /** The last day before one on which money came in that was principal. */
    private @Nullable LocalDate earlierRepayment(LocalDate before) {
        LastRepayment earlier = LastRepayment.of(LastRepayment.with(
                record,
                record.getRepayments().stream()
                        .filter(one -> one.getPaidOn().isBefore(before))
                        .toList()));
        if (earlier == null) {
            return null;
        }
        return earlier.principal().signum() > 0 ? earlier.day() : earlierRepayment(earlier.day());
    }

    /** Whether anything was left when the account ended. */
    private boolean owed() {
        return LastRepayment.balance(LastRepayment.with(record, record.getRepayments()))
                        .signum()
                > 0;
    }

    private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
        return other == null || other.isBefore(one) ? one : other;
    }

    /** A debt under collection is due as a whole, where the lender does not say otherwise. */
    @Nullable Long overdue() {
        boolean unsaid = record.getPosition() == null || record.getPosition().getOverdueTotal() == null;
        return claim && unsaid ? standing.balance() : Long.valueOf(standing.overdue());
    }

    @Nullable Long overduePrincipal() {
        boolean unsaid = record.getPosition() == null || record.getPosition().getOverduePrincipal() == null;
        return claim && unsaid ? standing.balance() : Long.valueOf(standing.overduePrincipal());
    }

    /** More than zero if and only if an amount is overdue; the field has three digits. */
    long daysOverdue() {
        if (standing.overdue() == 0) {
            return 0;
        }
        Integer days =
                record.getPosition() == null ? null : record.getPosition().getDaysPastDue();
        return Math.min(MOST_DAYS, Math.max(1, days == null ? 1 : days));
    }

    /** Months to the end of a revolving loan. */
    @Nullable Long monthsLeft() {
        LocalDate end = record.getAccount().getMaturesOn();
        if (standing.closed()) {
            return 0L;
        }
        return end == null ? null : Math.max(0, ChronoUnit.MONTHS.between(date, end));
    }

    /** Where nothing was ever repaid, the day of opening: the tag must be there. */
    LocalDate lastRepaid() {
        return last == null ? opened : last.day();
    }

    @Nullable Long lastAmount() {
        return settings.yuan(last == null ? BigDecimal.ZERO : last.amount());
    }

    /** Never more than the amount, whatever rounding does. */
    Long lastPrincipal() {
        Long amount = settings.yuan(last == null ? BigDecimal.ZERO : last.amount());
        Long principal = settings.yuan(last == null ? BigDecimal.ZERO : last.principal());
        return Math.min(Objects.requireNonNullElse(amount, 0L), Objects.requireNonNullElse(principal, 0L));
    }

    /** How the debt is repaid: as it ended, else as the last money came in. */
    @Nullable String howRepaid() {
        Closing closing = record.getState().getClosing();
        String ended = closing == null ? null : codes.code("enterprise-how-repaid", closing.getReason());
        if (standing.closed() && closing != null && closing.getReason() != null && ended != null) {
            return ended;
        }
        return codes.code("enterprise-how-repaid", last == null ? null : last.kind());
    }

    /** The last due date; the day of opening before there was one. */
    LocalDate lastDue() {
        return record.getInstalments().stream()
                .map(Instalment::getDueOn)
                .filter(due -> !due.isAfter(date))
                .max(LocalDate::compareTo)
                .map(due -> later(opened, due))
                .orElse(opened);
    }

    @Nullable Long lastDueAmount() {
        LocalDate due = lastDue();
        return settings.yuan(record.getInstalments().stream()
                .filter(instalment -> instalment.getDueOn().equals(due))
                .map(instalment -> all(instalment.getDue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static BigDecimal all(AmountSplit due) {
        return due.getPrincipal().add(due.getInterest()).add(due.getFees()).add(due.getPenalties());
    }

    /**
     * The next due date; null where nothing falls due any more. Of a line the due dates come with each statement, and nobody knows
     * them beforehand: it tells the agreed end.
     */
    @Nullable LocalDate nextDue() {
        if (line) {
            LocalDate end = record.getAccount().getMaturesOn();
            return standing.closed() || end == null || !end.isAfter(date) ? null : end;
        }
        return standing.closed()
                ? null
                : record.getInstalments().stream()
                        .map(Instalment::getDueOn)
                        .filter(due -> due.isAfter(date))
                        .min(LocalDate::compareTo)
                        .orElse(null);
    }

    @Nullable LocalDate closedOn() {
        return standing.closedOn();
    }
}
