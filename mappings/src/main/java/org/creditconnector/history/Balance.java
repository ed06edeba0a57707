package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Principal owed: what was paid out so far, less the principal that is settled (paid, waived, written off, lapsed).
 *
 * <p>Paid out is the sum of the disbursements, never more than the amount lent; without disbursements the amount lent from the
 * first pay-out or opening on; without that the schedule's principal. Without a schedule the lender's splits say what was
 * principal; from the first movement without one the balance is not known. Never below zero, except that a revolving account
 * shows the borrower's credit.
 */
final class Balance {
    private record PaidOut(long day, BigDecimal amount) {}

    private final List<Step> steps;
    private final boolean movementsKnown;
    private final boolean neverUsed;
    private final boolean revolving;
    private final @Nullable BigDecimal principal;
    private final List<PaidOut> paidOuts = new ArrayList<>();
    private final @Nullable LocalDate drawnOn;
    private boolean unknownAmount;
    private boolean moreThanPrincipal;

    /**
     * @param record a record whose events are sorted by day and key
     * @param neverUsed whether it is a line that nothing ever moved: then nothing is owed
     */
    Balance(CreditRecord record, List<Step> steps, boolean movementsKnown, boolean neverUsed) {
        this.steps = steps;
        this.neverUsed = neverUsed;
        this.movementsKnown = movementsKnown;
        Account account = record.getAccount();
        revolving = AccountHistory.isRevolving(account);
        // What was repaid of a revolving account can be drawn again: an amount lent is no bound.
        principal = revolving ? null : account.getPrincipal();
        LocalDate firstDrawn = account.getFirstDrawnOn();
        drawnOn = firstDrawn == null ? account.getOpenedOn() : firstDrawn;
        BigDecimal sum = Slots.ZERO;
        for (AccountEvent event : record.getEvents()) {
            if (event.getKind() != EventKind.DISBURSEMENT
                    || event.getReversed()
                    || event.getOccurredOn().isAfter(record.getReport().getAsOf())) {
                continue;
            }
            BigDecimal amount = event.getAmount() == null ? principal : event.getAmount();
            if (amount == null) {
                unknownAmount = true;
                continue;
            }
            if (principal != null && sum.add(amount).compareTo(principal) > 0) {
                moreThanPrincipal = true;
                amount = principal.subtract(sum);
            }
            sum = sum.add(amount);
            paidOuts.add(new PaidOut(event.getOccurredOn().toEpochDay(), amount));
        }
    }

    /** Whether the disbursements add up to more than was lent. */
    boolean isMoreThanPrincipal() {
        return moreThanPrincipal;
    }

    @Nullable LocalDate firstDisbursedOn() {
        return paidOuts.isEmpty() ? null : LocalDate.ofEpochDay(paidOuts.get(0).day());
    }

    /** @param replay the schedule's figures at that day; null where there is no schedule to go by */
    @Nullable BigDecimal at(long day, @Nullable Replay replay) {
        if (neverUsed) {
            return Slots.ZERO;
        }
        BigDecimal paidOut = paidOutUntil(day, replay);
        if (paidOut == null) {
            return null;
        }
        if (replay == null) {
            return withoutSchedule(day, paidOut);
        }
        BigDecimal balance = paidOut.subtract(replay.principalSettled()).max(Slots.ZERO);
        return revolving ? balance.subtract(replay.credit()) : balance;
    }

    /** Principal paid out until the end of a day; null where it is not known. */
    @Nullable BigDecimal paidOutUntil(long day, @Nullable Replay replay) {
        if (unknownAmount) {
            return null;
        }
        if (paidOuts.isEmpty()) {
            BigDecimal lent = principal == null && replay != null && !revolving ? replay.principalDue() : principal;
            return drawnOn != null && drawnOn.toEpochDay() > day ? Slots.ZERO : lent;
        }
        BigDecimal sum = Slots.ZERO;
        for (PaidOut paidOut : paidOuts) {
            if (paidOut.day() <= day) {
                sum = sum.add(paidOut.amount());
            }
        }
        return sum;
    }

    private @Nullable BigDecimal withoutSchedule(long day, BigDecimal paidOut) {
        if (!movementsKnown) {
            return null;
        }
        BigDecimal owed = paidOut;
        boolean known = true;
        boolean writtenOff = false;
        for (Step step : steps) {
            if (step.day() > day) {
                break;
            }
            AmountSplit split = step.split();
            BigDecimal part = split == null ? null : split.getPrincipal();
            switch (step.kind()) {
                case END, RELEASE -> {
                    return Slots.ZERO;
                }
                case WRITE_OFF -> {
                    writtenOff = true;
                    if (step.amount() == null) {
                        return Slots.ZERO;
                    }
                    known &= part != null;
                    owed = part == null ? owed : owed.subtract(part);
                }
                case RECOVERY -> {
                    if (!writtenOff) {
                        known &= part != null;
                        owed = part == null ? owed : owed.subtract(part);
                    }
                }
                case REFUND -> {
                    known &= part != null;
                    owed = part == null ? owed : owed.add(part);
                }
                case WAIVER, PAYMENT, PREPAYMENT -> {
                    known &= part != null;
                    owed = part == null ? owed : owed.subtract(part);
                }
            }
        }
        if (!known) {
            return null;
        }
        return revolving ? owed : owed.max(Slots.ZERO);
    }
}
