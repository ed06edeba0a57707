package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.Closing;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.RiskClassSince;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands at the date of a record, in the registry's words: status, symbol, amounts in whole yuan. Arrears that round to
 * nothing are none, so that symbol, status and amounts never contradict each other.
 */
final class Standing {
    private static final Set<String> CARDS = Set.of("R2", "R3");
    private static final Set<ClosingReason> PAID =
            Set.of(ClosingReason.PAID_AS_AGREED, ClosingReason.PAID_EARLY, ClosingReason.CANCELLED_BY_BORROWER);
    private static final int[] BUCKETS = {30, 60, 90, 120, 150, 180};

    private final CreditRecord record;
    private final String type;
    private final PbcrcSettings settings;
    private final LocalDate date;
    private final @Nullable PeriodState position;

    Standing(CreditRecord record, String type, PbcrcSettings settings) {
        this.record = record;
        this.type = type;
        this.settings = settings;
        this.date = record.getReport().getAsOf();
        this.position = record.getPosition();
    }

    LocalDate date() {
        return date;
    }

    /** The day the account ended, on or before the date; null while it is open. */
    @Nullable LocalDate closedOn() {
        AccountState state = record.getState();
        AccountStatus status = state.getStatus().getValue();
        Closing closing = state.getClosing();
        if (status != AccountStatus.CLOSED && status != AccountStatus.TRANSFERRED) {
            return null;
        }
        LocalDate closed = closing == null ? null : closing.getClosedOn();
        return closed != null ? closed : state.getStatus().getSince();
    }

    boolean closed() {
        AccountStatus status = record.getState().getStatus().getValue();
        return status == AccountStatus.CLOSED || status == AccountStatus.TRANSFERRED;
    }

    private boolean badDebt() {
        AccountStatus status = record.getState().getStatus().getValue();
        return status == AccountStatus.WRITTEN_OFF || status == AccountStatus.CHARGED_OFF;
    }

    @Nullable Long balance() {
        return closed() ? Long.valueOf(0) : settings.yuan(position == null ? null : position.getBalance());
    }

    long overdue() {
        Long overdue = closed() ? Long.valueOf(0) : settings.yuan(position == null ? null : position.getOverdueTotal());
        return overdue == null ? 0 : overdue;
    }

    private boolean late() {
        return overdue() > 0;
    }

    long overduePrincipal() {
        Long principal = late() && position != null ? settings.yuan(position.getOverduePrincipal()) : null;
        return principal == null ? 0 : principal;
    }

    OverdueAges ages() {
        return OverdueAges.of(
                record.getInstalments(),
                date,
                late() && position != null ? position.getOverduePrincipal() : BigDecimal.ZERO);
    }

    long instalmentsOverdue() {
        Integer overdue = late() && position != null ? position.getInstalmentsOverdue() : null;
        return overdue == null ? 0 : overdue;
    }

    /**
     * Instalments still to pay. Of a line they come with each statement, and nobody knows them beforehand: a revolving loan tells the
     * months to its end, a card none.
     */
    @Nullable Long instalmentsLeft() {
        if (closed() || type.equals("R2")) {
            return 0L;
        }
        if (type.equals("R1")) {
            LocalDate end = record.getAccount().getMaturesOn();
            return end == null ? null : Math.max(0, ChronoUnit.MONTHS.between(date, end));
        }
        Integer left = position == null ? null : position.getInstalmentsLeft();
        return left == null ? null : left.longValue();
    }

    @Nullable Long dueInMonth() {
        return settings.yuan(position == null ? null : position.getDue());
    }

    @Nullable Long paidInMonth() {
        return settings.yuan(position == null ? null : position.getPaid());
    }

    /** The account status of the registry's list for the account type. */
    String status() {
        boolean card = CARDS.contains(type);
        if (type.equals("C1")) {
            return closed() ? "2" : "1";
        }
        if (closed()) {
            return card ? "4" : "3";
        }
        return switch (record.getState().getStatus().getValue()) {
            case WRITTEN_OFF -> card ? "52" : "42";
            case CHARGED_OFF -> WrittenOff.isWrittenOff(record) ? card ? "52" : "42" : card ? "51" : "41";
            case NOT_ACTIVATED -> card ? "6" : "1";
            case FROZEN -> card ? "31" : type.equals("R1") ? "5" : byArrears();
            default -> card ? "1" : byArrears();
        };
    }

    private String byArrears() {
        return late() ? "2" : "1";
    }

    /**
     * The repayment status symbol of the month.
     *
     * @param opening whether it is the opening record, where nothing can be late yet
     */
    String symbol(boolean opening) {
        if (closed()) {
            Closing closing = record.getState().getClosing();
            ClosingReason reason = closing == null ? null : closing.getReason();
            return reason == null || PAID.contains(reason) ? "C" : "G";
        }
        if (badDebt()) {
            return "B";
        }
        if (late()) {
            Integer days = position == null ? null : position.getDaysPastDue();
            return bucket(days == null ? 1 : days);
        }
        String byOthers = CARDS.contains(type) ? null : paidByOthers();
        if (byOthers != null) {
            return byOthers;
        }
        Long due = dueInMonth();
        if (due == null || due == 0) {
            return "*";
        }
        return !opening && !CARDS.contains(type) && paidLate() ? "M" : "N";
    }

    /** Whether a guarantor or an asset paid in the month of the date in the borrower's place; null where the borrower did. */
    private @Nullable String paidByOthers() {
        boolean guarantor = record.getRepayments().stream()
                        .anyMatch(one -> !one.getReversed()
                                && one.getKind() == RepaymentKind.COMPENSATION
                                && isInMonth(one.getPaidOn()))
                || happened(EventKind.COMPENSATION_BY_GUARANTOR);
        return guarantor ? "D" : happened(EventKind.COLLATERAL_REALISED) ? "Z" : null;
    }

    private boolean happened(EventKind kind) {
        return record.getEvents().stream()
                .anyMatch(one -> !one.getReversed() && one.getKind() == kind && isInMonth(one.getOccurredOn()));
    }

    private boolean isInMonth(LocalDate day) {
        return YearMonth.from(day).equals(YearMonth.from(date)) && !day.isAfter(date);
    }

    private static String bucket(int days) {
        for (int i = 0; i < BUCKETS.length; i++) {
            if (days <= BUCKETS[i]) {
                return Integer.toString(i + 1);
            }
        }
        return Integer.toString(BUCKETS.length + 1);
    }

    /** Whether the instalment of the month was still unpaid after its due date and grace, though it is paid now. */
    private boolean paidLate() {
        Integer grace = record.getAccount().getGraceDays();
        LocalDate due = dueDateInMonth();
        if (due == null) {
            return false;
        }
        LocalDate first = due.plusDays(1L + (grace == null ? 0 : grace));
        if (first.isAfter(date)
                || Repaid.of(record).daysBetween(due, date.plusDays(1)).isEmpty()) {
            return false;
        }
        CreditRecord then = RecordAsOf.at(record, first).recordOrNull();
        return then != null && new Standing(then, type, settings).late();
    }

    private @Nullable LocalDate dueDateInMonth() {
        YearMonth month = YearMonth.from(date);
        return record.getInstalments().stream()
                .map(Instalment::getDueOn)
                .filter(due -> YearMonth.from(due).equals(month) && !due.isAfter(date))
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /** The due date of the month, or the report date where none falls in it. */
    LocalDate settlementDate() {
        LocalDate due = dueDateInMonth();
        return due == null ? date : due;
    }

    /** Whether what is told is negative information, of which the borrower must have been told before. */
    boolean negative() {
        return "1234567BDZG".contains(symbol(false)) || Set.of("2", "41", "42").contains(status()) || isClassedBad();
    }

    /** Whether the risk class is substandard or worse. */
    boolean isClassedBad() {
        RiskClassSince given = record.getState().getRiskClass();
        return given != null
                && switch (given.getValue()) {
                    case SUBSTANDARD, DOUBTFUL, LOSS -> true;
                    default -> false;
                };
    }
}
