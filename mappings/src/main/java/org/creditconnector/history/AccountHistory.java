package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/**
 * One account over time: gives the figures at the end of any day up to the as-of date. The facts are walked once, forward, so
 * days are asked for in ascending order.
 */
final class AccountHistory {
    /** Months kept, as registries keep them. */
    static final int MONTHS = 60;

    private final CreditRecord record;
    private final Slots slots;
    private final Steps steps;
    private final Allocation allocation;
    private final StateHistory states;
    private final Balance balance;
    private final boolean movementsKnown;
    private final boolean scheduleUsable;
    /** Before this day another schedule was in force, which the facts do not hold. */
    private final @Nullable LocalDate scheduleFrom;

    private final Map<String, PeriodState> lenderMonths = new HashMap<>();
    private final long asOfDay;

    /** @param record sorted facts
     * @param explanations the reasons for what the facts lack */
    AccountHistory(CreditRecord record, Explanations explanations) {
        this.record = record;
        asOfDay = record.getReport().getAsOf().toEpochDay();
        Account account = record.getAccount();
        slots = new Slots(record.getInstalments(), AllocationRule.of(account.getAllocationOrder()));
        steps = Steps.of(record, slots);
        allocation = Allocation.of(slots, steps.inOrder(), asOfDay);
        states = new StateHistory(record);
        movementsKnown = !record.getRepayments().isEmpty() || explanations.reason("repayments") == null;
        scheduleUsable = slots.count() > 0 && (movementsKnown || slots.paidByLender);
        scheduleFrom = scheduleFrom(record);
        balance = new Balance(record, steps.inOrder(), movementsKnown, isNeverUsed(record, explanations));
        for (PeriodState month : record.getMonths()) {
            if (!HistoryDerivation.isDerived(month)) {
                lenderMonths.put(month.getMonth(), month);
            }
        }
    }

    static boolean isRevolving(Account account) {
        AccountKind kind = account.getKind();
        return kind == AccountKind.REVOLVING || kind == AccountKind.CARD || kind == AccountKind.OVERDRAFT_CARD;
    }

    /** A line of which movements and events are known, and none ever moved it: nothing was drawn, billed or paid. */
    private boolean isNeverUsed(CreditRecord record, Explanations explanations) {
        return isRevolving(record.getAccount())
                && movementsKnown
                && explanations.reason("events") == null
                && record.getRepayments().stream().allMatch(Repayment::getReversed)
                && record.getEvents().stream()
                        .allMatch(event -> event.getReversed() || event.getKind() != EventKind.DISBURSEMENT)
                && slots.isNothing();
    }

    private static @Nullable LocalDate scheduleFrom(CreditRecord record) {
        LocalDate from = null;
        for (AccountEvent event : record.getEvents()) {
            EventKind kind = event.getKind();
            boolean replaces =
                    kind == EventKind.EXTENSION || kind == EventKind.RESTRUCTURING || kind == EventKind.PAYMENT_HOLIDAY;
            if (replaces
                    && !event.getReversed()
                    && !event.getOccurredOn().isAfter(record.getReport().getAsOf())) {
                from = event.getOccurredOn();
            }
        }
        return from;
    }

    /** Whether months can be derived, and not only taken from the lender. */
    boolean derivable() {
        return slots.count() > 0 || lenderMonths.isEmpty();
    }

    /** Whether there is a schedule, and something tells what was paid of it. */
    boolean scheduleUsable() {
        return scheduleUsable;
    }

    /** First day of the schedule that the facts hold, where it replaced another one; else null. */
    @Nullable LocalDate scheduleFrom() {
        return scheduleFrom;
    }

    StateHistory states() {
        return states;
    }

    Slots slots() {
        return slots;
    }

    Steps steps() {
        return steps;
    }

    Allocation allocation() {
        return allocation;
    }

    Balance balance() {
        return balance;
    }

    /** The lender's figures for a month, if their day is not after {@code until}. */
    @Nullable PeriodState lenderMonth(YearMonth month, LocalDate until) {
        if (lenderMonths.isEmpty()) {
            return null;
        }
        PeriodState given = lenderMonths.get(MonthName.of(month));
        return given == null || given.getStateOn().isAfter(until) ? null : given;
    }

    /** Months up to a day, oldest first, the last one as of that day; the lender's where there are any. */
    List<PeriodState> monthsUntil(LocalDate until) {
        YearMonth last = YearMonth.from(until);
        YearMonth first = last.minusMonths(MONTHS - 1L);
        YearMonth derivedFrom = derivable() ? firstMonth(last) : last.plusMonths(1);
        List<PeriodState> months = new ArrayList<>(MONTHS);
        MonthFigures figures = new MonthFigures();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            PeriodState given = lenderMonth(month, until);
            if (given != null) {
                months.add(given);
            } else if (!month.isBefore(derivedFrom)) {
                LocalDate end = month.atEndOfMonth();
                months.add(figures.at(month, end.isAfter(until) ? until : end));
            }
        }
        return months;
    }

    private YearMonth firstMonth(YearMonth last) {
        LocalDate first =
                earlier(record.getAccount().getOpenedOn(), record.getAccount().getFirstDrawnOn());
        first = earlier(first, balance.firstDisbursedOn());
        if (slots.count() > 0) {
            first = earlier(first, slots.instalments.get(0).getDueOn());
        }
        for (Repayment repayment : record.getRepayments()) {
            if (!repayment.getReversed()) {
                first = earlier(first, repayment.getPaidOn());
                break;
            }
        }
        return first == null || YearMonth.from(first).isAfter(last) ? last : YearMonth.from(first);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        if (a == null) {
            return b;
        }
        return b == null || a.isBefore(b) ? a : b;
    }

    Replay replay() {
        Integer graceDays = record.getAccount().getGraceDays();
        return new Replay(slots, allocation.entries(), graceDays == null ? 0 : graceDays);
    }

    /** Derives month after month. */
    private final class MonthFigures {
        private final Replay replay = replay();
        private int nextInstalment;
        private int nextRepayment;

        PeriodState at(YearMonth month, LocalDate stateOn) {
            long day = stateOn.toEpochDay();
            long monthFrom = month.atDay(1).toEpochDay();
            replay.advanceTo(day);
            PeriodState state = new PeriodState();
            state.setMonth(MonthName.of(month));
            state.setStateOn(stateOn);
            state.setOrigin(FigureOrigin.DERIVED);
            state.setCreditLimit(states.creditLimitAt(stateOn));
            state.setStatus(states.statusAt(stateOn));
            state.setRiskClass(states.riskClassAt(stateOn));
            BigDecimal paid = paidIn(monthFrom, day);
            state.setPaid(movementsKnown ? paid : null);
            BigDecimal due = dueIn(monthFrom, day);
            boolean replaced = scheduleFrom != null && stateOn.isBefore(scheduleFrom);
            state.setBalance(replaced ? null : balance.at(day, scheduleUsable ? replay : null));
            if (slots.count() > 0 && !replaced) {
                state.setDue(due);
            }
            if (scheduleUsable && !replaced) {
                overdue(state);
            }
            return state;
        }

        private void overdue(PeriodState state) {
            state.setOverdueTotal(replay.overdueTotal());
            state.setOverduePrincipal(replay.overduePrincipal());
            state.setInstalmentsOverdue(replay.instalmentsOverdue());
            state.setInstalmentsLeft(replay.instalmentsLeft());
            int oldest = replay.oldestOverdue();
            state.setDaysPastDue(oldest < 0 ? 0 : (int) (state.getStateOn().toEpochDay() - slots.dueDay[oldest]));
            state.setOldestUnpaidDueOn(
                    oldest < 0 ? null : slots.instalments.get(oldest).getDueOn());
        }

        private BigDecimal dueIn(long from, long until) {
            BigDecimal due = Slots.ZERO;
            for (; nextInstalment < slots.count() && slots.dueDay[nextInstalment] <= until; nextInstalment++) {
                if (slots.dueDay[nextInstalment] >= from) {
                    for (int rank = 0; rank < Slots.PARTS; rank++) {
                        BigDecimal part = slots.due[nextInstalment * Slots.PARTS + rank];
                        due = part.signum() == 0 ? due : due.add(part);
                    }
                }
            }
            return due;
        }

        private BigDecimal paidIn(long from, long until) {
            List<Repayment> repayments = record.getRepayments();
            BigDecimal paid = Slots.ZERO;
            for (; nextRepayment < repayments.size(); nextRepayment++) {
                Repayment repayment = repayments.get(nextRepayment);
                long day = repayment.getPaidOn().toEpochDay();
                if (day > until) {
                    break;
                }
                if (day >= from) {
                    paid = paid.add(EffectiveRepayment.paidBy(repayment));
                }
            }
            return paid;
        }
    }
}
