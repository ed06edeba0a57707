package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Instalment;
import org.jspecify.annotations.Nullable;

/**
 * Each instalment of an account at the end of one day after another, for registries that are told of instalments and not of months. The
 * same allocation as in the months of the record; the facts are walked once, forward. Not thread-safe.
 */
public final class DailyPositions {
    private final AccountHistory history;
    private final Replay replay;
    private final long graceDays;
    private long day = Long.MIN_VALUE;

    private DailyPositions(AccountHistory history, long graceDays) {
        this.history = history;
        this.replay = history.replay();
        this.graceDays = graceDays;
    }

    /**
     * Positions of a record.
     *
     * @return null where it has no schedule, or nothing tells what was paid of it
     */
    public static @Nullable DailyPositions of(CreditRecord record) {
        CreditRecord sorted = HistoryDerivation.sorted(record);
        AccountHistory history = new AccountHistory(sorted, new Explanations(sorted));
        Integer grace = record.getAccount().getGraceDays();
        return history.scheduleUsable() ? new DailyPositions(history, grace == null ? 0 : grace) : null;
    }

    /** Before this day another schedule was in force, of which nothing is known; null where there was none. */
    public @Nullable LocalDate knownFrom() {
        return history.scheduleFrom();
    }

    /** The schedule by due date and number; the methods below count its places from 0. */
    public List<Instalment> schedule() {
        return history.slots().instalments;
    }

    /**
     * Goes to the end of a day.
     *
     * @throws IllegalArgumentException for a day before the one asked for last
     */
    public void advanceTo(LocalDate next) {
        long asked = next.toEpochDay();
        if (asked < day) {
            throw new IllegalArgumentException(
                    next + " is before " + LocalDate.ofEpochDay(day) + ", expected days in ascending order");
        }
        day = asked;
        replay.advanceTo(asked);
    }

    /** What is still to pay of an instalment. */
    public BigDecimal open(int place) {
        return replay.openOf(place);
    }

    /** What is still to pay of its principal. */
    public BigDecimal openPrincipal(int place) {
        return replay.openPrincipalOf(place);
    }

    /** Principal paid out so far; null where it is not known. */
    @Nullable BigDecimal paidOut() {
        return history.balance().paidOutUntil(day, replay);
    }

    /** Money without room. */
    BigDecimal credit() {
        return replay.credit();
    }

    /** What was paid of an instalment so far. */
    public BigDecimal paid(int place) {
        BigDecimal sum = Slots.ZERO;
        for (int rank = 0; rank < Slots.PARTS; rank++) {
            sum = sum.add(replay.paid()[place * Slots.PARTS + rank]);
        }
        return sum;
    }

    /** Days from the due date, where the grace has passed and something is open; else 0. */
    public int daysLate(int place) {
        long late = day - history.slots().dueDay[place];
        return late > graceDays && open(place).signum() > 0 ? Math.toIntExact(late) : 0;
    }

    /** The first day on which an instalment that was not paid counts as late. */
    public LocalDate firstLateDay(int place) {
        return LocalDate.ofEpochDay(history.slots().dueDay[place] + graceDays + 1);
    }

    /** Place of the oldest instalment that is late; -1 where none is. */
    public int oldestLate() {
        return replay.oldestOverdue();
    }

    /** What is late, all parts. */
    public BigDecimal overdue() {
        return replay.overdueTotal();
    }

    /** Principal owed; null where it is not known. */
    public @Nullable BigDecimal balance() {
        return history.balance().at(day, replay);
    }
}
