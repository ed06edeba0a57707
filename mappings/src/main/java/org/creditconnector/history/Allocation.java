package org.creditconnector.history;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.creditconnector.record.AmountSplit;
import org.jspecify.annotations.Nullable;

/**
 * Who got which money when: turns the steps of an account into entries by {@link AllocationRule}. An entry never depends on a
 * later step, except where the lender's own figures at the as-of date decide.
 */
final class Allocation {
    private final Slots slots;
    private final long asOfDay;
    private final BigDecimal[] paid;
    /** Waived, written off and lapsed together. */
    private final BigDecimal[] reduced;

    private final Money money;
    private final Open open;
    private final List<Entry> entries = new ArrayList<>();
    /** Payments by slot, newest last, for refunds. */
    private final Deque<Entry> undoable = new ArrayDeque<>();
    /** Money without room, oldest first; each with the day it came in. */
    private final Deque<Entry> credit = new ArrayDeque<>();

    private long day;
    private boolean writtenOff;
    private BigDecimal unexplained = Slots.ZERO;
    private boolean outOfOrder;

    private Allocation(Slots slots, long asOfDay) {
        this.slots = slots;
        this.asOfDay = asOfDay;
        this.paid = zeros(slots.size());
        this.reduced = zeros(slots.size());
        this.money = new Money();
        this.open = new Open();
    }

    static BigDecimal[] zeros(int size) {
        BigDecimal[] zeros = new BigDecimal[size];
        Arrays.fill(zeros, Slots.ZERO);
        return zeros;
    }

    /** @param steps in order, none after the as-of date */
    static Allocation of(Slots slots, List<Step> steps, long asOfDay) {
        Allocation allocation = new Allocation(slots, asOfDay);
        for (Step step : steps) {
            allocation.apply(step);
        }
        if (slots.paidByLender) {
            allocation.explainLenderPaid();
        }
        if (allocation.outOfOrder) {
            allocation.entries.sort(Comparator.comparingLong(Entry::day));
        }
        return allocation;
    }

    /** Entries in order of their days. */
    List<Entry> entries() {
        return entries;
    }

    /** What the lender says was paid and no money explains. */
    BigDecimal unexplained() {
        return unexplained;
    }

    private void apply(Step step) {
        day = step.day();
        switch (step.kind()) {
            case WAIVER -> reduce(step, Entry.Kind.WAIVED);
            case WRITE_OFF -> {
                writtenOff = true;
                reduce(step, Entry.Kind.WRITTEN_OFF);
            }
            case PAYMENT, PREPAYMENT -> pay(step);
            case RECOVERY -> {
                if (!writtenOff) {
                    pay(step);
                }
            }
            case REFUND -> refund(amount(step));
            case END -> lapse(false);
            case RELEASE -> lapse(true);
        }
    }

    private static BigDecimal amount(Step step) {
        BigDecimal amount = step.amount();
        return amount == null ? Slots.ZERO : amount;
    }

    // ------------------------------------------------------------------ money

    private void pay(Step step) {
        BigDecimal rest = amount(step);
        AmountSplit split = step.split();
        if (split != null) {
            rest = paySplit(rest, split);
        } else if (step.kind() == Step.Kind.PREPAYMENT) {
            rest = money.spread(rest, dueBy(step.day()));
            rest = money.spreadPart(rest, slots.principalRank);
            rest = money.spread(rest);
        } else {
            rest = money.spread(rest);
        }
        addCredit(rest);
    }

    /** Returns what is left for the credit. */
    private BigDecimal paySplit(BigDecimal amount, AmountSplit split) {
        BigDecimal unsplit = amount;
        BigDecimal homeless = Slots.ZERO;
        for (int rank = 0; rank < Slots.PARTS; rank++) {
            BigDecimal part =
                    AllocationRule.part(split, slots.parts[rank]).min(unsplit).max(Slots.ZERO);
            if (part.signum() > 0) {
                unsplit = unsplit.subtract(part);
                homeless = homeless.add(money.spreadPart(part, rank));
            }
        }
        if (slots.paidByLender) {
            // The lender put this part nowhere: it is the borrower's credit, not room for somebody else's money.
            return money.spread(homeless).add(unsplit);
        }
        return money.spread(homeless.add(unsplit));
    }

    private int dueBy(long onDay) {
        int low = 0;
        int high = slots.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slots.dueDay[middle] <= onDay) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void addCredit(BigDecimal amount) {
        if (amount.signum() > 0) {
            Entry entry = new Entry(day, Entry.Kind.CREDIT, -1, amount);
            entries.add(entry);
            credit.addLast(entry);
        }
    }

    private void refund(BigDecimal amount) {
        BigDecimal rest = amount;
        while (rest.signum() > 0 && !credit.isEmpty()) {
            Entry newest = credit.removeLast();
            BigDecimal taken = rest.min(newest.amount());
            entries.add(new Entry(day, Entry.Kind.CREDIT, -1, taken.negate()));
            rest = rest.subtract(taken);
            keepRest(credit, newest, taken);
        }
        while (rest.signum() > 0 && !undoable.isEmpty()) {
            Entry newest = undoable.removeLast();
            BigDecimal taken = rest.min(newest.amount()).min(paid[newest.slot()]);
            if (taken.signum() > 0) {
                unpay(newest.slot(), taken);
                rest = rest.subtract(taken);
                if (rest.signum() == 0) {
                    keepRest(undoable, newest, taken);
                }
            }
        }
    }

    private static void keepRest(Deque<Entry> lots, Entry lot, BigDecimal taken) {
        BigDecimal kept = lot.amount().subtract(taken);
        if (kept.signum() > 0) {
            lots.addLast(new Entry(lot.day(), lot.kind(), lot.slot(), kept));
        }
    }

    private void unpay(int slot, BigDecimal amount) {
        paid[slot] = paid[slot].subtract(amount);
        entries.add(new Entry(day, Entry.Kind.PAID, slot, amount.negate()));
        money.reopen(slot);
        open.reopen(slot);
    }

    // ------------------------------------------------------------------ waivers, write-offs, the end

    private void reduce(Step step, Entry.Kind kind) {
        open.kind = kind;
        BigDecimal amount = step.amount();
        AmountSplit split = step.split();
        if (step.slot() >= 0) {
            open.take(step.slot(), amount(step));
            free(step.slot());
        } else if (amount == null) {
            reduceAllOpen();
        } else if (split == null) {
            open.spread(amount);
        } else {
            for (int rank = 0; rank < Slots.PARTS; rank++) {
                open.spreadPart(AllocationRule.part(split, slots.parts[rank]), rank);
            }
        }
    }

    private void reduceAllOpen() {
        for (int slot = 0; slot < slots.size(); slot++) {
            BigDecimal left = open.left(slot);
            if (left.signum() > 0) {
                open.take(slot, left);
            }
        }
    }

    /** Money in a slot that owes less now flows on. */
    private void free(int slot) {
        if (slots.lenderPaid[slot] != null) {
            return;
        }
        BigDecimal excess =
                paid[slot].add(reduced[slot]).subtract(slots.due[slot]).min(paid[slot]);
        if (excess.signum() > 0) {
            unpay(slot, excess);
            addCredit(money.spread(excess));
        }
    }

    private void lapse(boolean all) {
        open.kind = Entry.Kind.LAPSED;
        if (all) {
            reduceAllOpen();
            return;
        }
        for (int slot = dueBy(day) * Slots.PARTS; slot < slots.size(); slot++) {
            BigDecimal left = open.left(slot);
            if (left.signum() > 0 && !slots.isPrincipal(slot)) {
                open.take(slot, left);
            }
        }
    }

    // ------------------------------------------------------------------ what the lender says beyond the movements

    private void explainLenderPaid() {
        for (int slot = 0; slot < slots.size(); slot++) {
            BigDecimal lenderPaid = slots.lenderPaid[slot];
            if (lenderPaid == null) {
                continue;
            }
            BigDecimal rest = lenderPaid.subtract(paid[slot]);
            long dueDay = Math.min(slots.dueDayOf(slot), asOfDay);
            while (rest.signum() > 0) {
                Entry lot = credit.pollFirst();
                BigDecimal settled = lot == null ? rest : rest.min(lot.amount());
                long settledOn = lot == null ? dueDay : Math.max(dueDay, lot.day());
                settle(slot, settled, settledOn);
                rest = rest.subtract(settled);
                if (lot == null) {
                    unexplained = unexplained.add(settled);
                } else {
                    entries.add(new Entry(settledOn, Entry.Kind.CREDIT, -1, settled.negate()));
                    keepRestFirst(lot, settled);
                }
            }
        }
    }

    private void keepRestFirst(Entry lot, BigDecimal taken) {
        BigDecimal kept = lot.amount().subtract(taken);
        if (kept.signum() > 0) {
            credit.addFirst(new Entry(lot.day(), lot.kind(), lot.slot(), kept));
        }
    }

    private void settle(int slot, BigDecimal amount, long onDay) {
        paid[slot] = paid[slot].add(amount);
        entries.add(new Entry(onDay, Entry.Kind.PAID, slot, amount));
        outOfOrder = true;
    }

    /** Room for money: up to the lender's figure where there is one, else what is open. */
    private final class Money extends OldestFirst {
        Money() {
            super(slots.count());
        }

        @Override
        BigDecimal left(int slot) {
            @Nullable BigDecimal lenderPaid = slots.lenderPaid[slot];
            return lenderPaid == null ? open.left(slot) : lenderPaid.subtract(paid[slot]);
        }

        @Override
        void take(int slot, BigDecimal amount) {
            paid[slot] = paid[slot].add(amount);
            Entry entry = new Entry(day, Entry.Kind.PAID, slot, amount);
            entries.add(entry);
            undoable.addLast(entry);
        }
    }

    /** What is open, for waivers and write-offs. */
    private final class Open extends OldestFirst {
        private Entry.Kind kind = Entry.Kind.WAIVED;

        Open() {
            super(slots.count());
        }

        @Override
        BigDecimal left(int slot) {
            BigDecimal unpaid = paid[slot].signum() == 0 ? slots.due[slot] : slots.due[slot].subtract(paid[slot]);
            return reduced[slot].signum() == 0 ? unpaid : unpaid.subtract(reduced[slot]);
        }

        @Override
        void take(int slot, BigDecimal amount) {
            reduced[slot] = reduced[slot].add(amount);
            entries.add(new Entry(day, kind, slot, amount));
        }
    }
}
