package org.creditconnector.history;

import java.math.BigDecimal;
import java.util.List;

/**
 * Plays the entries of an allocation forward, day by day, and keeps the sums that the monthly figures need. Each entry and each
 * instalment is visited once, however many days are asked for.
 */
final class Replay {
    private final Slots slots;
    private final List<Entry> entries;
    private final long graceDays;
    private final BigDecimal[] paid;
    private final BigDecimal[] waived;
    private final BigDecimal[] writtenOff;
    /** What is left of each slot, below zero where more was settled than fell due. */
    private final BigDecimal[] left;

    private final BigDecimal[] openOfInstalment;

    private int nextEntry;
    /** Instalments before this one have passed their grace. */
    private int passed;
    /** No instalment before this one is open. */
    private int firstOpen;

    private BigDecimal overdueTotal = Slots.ZERO;
    private BigDecimal overduePrincipal = Slots.ZERO;
    private int instalmentsOverdue;
    private int instalmentsLeft;
    private BigDecimal principalSettled = Slots.ZERO;
    private BigDecimal principalDue = Slots.ZERO;
    private BigDecimal credit = Slots.ZERO;

    Replay(Slots slots, List<Entry> entries, long graceDays) {
        this.slots = slots;
        this.entries = entries;
        this.graceDays = graceDays;
        paid = Allocation.zeros(slots.size());
        waived = Allocation.zeros(slots.size());
        writtenOff = Allocation.zeros(slots.size());
        left = slots.due.clone();
        openOfInstalment = Allocation.zeros(slots.count());
        for (int slot = 0; slot < slots.size(); slot++) {
            BigDecimal due = slots.due[slot];
            if (due.signum() == 0) {
                continue;
            }
            openOfInstalment[slot / Slots.PARTS] = openOfInstalment[slot / Slots.PARTS].add(due);
            if (slots.isPrincipal(slot)) {
                principalDue = principalDue.add(due);
            }
        }
        for (BigDecimal open : openOfInstalment) {
            instalmentsLeft += open.signum() > 0 ? 1 : 0;
        }
    }

    /** Goes on to the end of a day, not before the one asked for last. */
    void advanceTo(long day) {
        while (nextEntry < entries.size() && entries.get(nextEntry).day() <= day) {
            apply(entries.get(nextEntry++));
        }
        while (passed < slots.count() && slots.dueDay[passed] + graceDays < day) {
            becomeOverdue(passed++);
        }
        while (firstOpen < passed && openOfInstalment[firstOpen].signum() == 0) {
            firstOpen++;
        }
    }

    private void apply(Entry entry) {
        BigDecimal amount = entry.amount();
        int slot = entry.slot();
        if (entry.kind() == Entry.Kind.CREDIT) {
            credit = credit.add(amount);
            return;
        }
        switch (entry.kind()) {
            case PAID -> paid[slot] = paid[slot].add(amount);
            case WAIVED -> waived[slot] = waived[slot].add(amount);
            case WRITTEN_OFF -> writtenOff[slot] = writtenOff[slot].add(amount);
            case LAPSED, CREDIT -> {
                // What lapsed is no figure of its own.
            }
        }
        BigDecimal before = open(slot);
        left[slot] = left[slot].subtract(amount);
        opened(slot, open(slot).subtract(before));
    }

    private BigDecimal open(int slot) {
        BigDecimal open = left[slot];
        return open.signum() < 0 ? Slots.ZERO : open;
    }

    /** Takes in that a slot is open by more, or by less where the change is negative. */
    private void opened(int slot, BigDecimal change) {
        if (change.signum() == 0) {
            return;
        }
        int instalment = slot / Slots.PARTS;
        boolean wasOpen = openOfInstalment[instalment].signum() > 0;
        openOfInstalment[instalment] = openOfInstalment[instalment].add(change);
        boolean isOpen = openOfInstalment[instalment].signum() > 0;
        int crossed = (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
        instalmentsLeft += crossed;
        if (slots.isPrincipal(slot)) {
            principalSettled = principalSettled.subtract(change);
        }
        if (instalment < passed) {
            instalmentsOverdue += crossed;
            overdueTotal = overdueTotal.add(change);
            if (slots.isPrincipal(slot)) {
                overduePrincipal = overduePrincipal.add(change);
            }
        }
        if (isOpen && instalment < firstOpen) {
            firstOpen = instalment;
        }
    }

    private void becomeOverdue(int instalment) {
        if (openOfInstalment[instalment].signum() > 0) {
            instalmentsOverdue++;
            overdueTotal = overdueTotal.add(openOfInstalment[instalment]);
            overduePrincipal = overduePrincipal.add(open(instalment * Slots.PARTS + slots.principalRank));
        }
    }

    /** What is open of an instalment. */
    BigDecimal openOf(int instalment) {
        return openOfInstalment[instalment];
    }

    /** What is open of its principal. */
    BigDecimal openPrincipalOf(int instalment) {
        return open(instalment * Slots.PARTS + slots.principalRank);
    }

    BigDecimal overdueTotal() {
        return overdueTotal;
    }

    BigDecimal overduePrincipal() {
        return overduePrincipal;
    }

    int instalmentsOverdue() {
        return instalmentsOverdue;
    }

    int instalmentsLeft() {
        return instalmentsLeft;
    }

    /** Index of the oldest overdue instalment, or -1. */
    int oldestOverdue() {
        return firstOpen < passed ? firstOpen : -1;
    }

    /** Principal of the schedule. */
    BigDecimal principalDue() {
        return principalDue;
    }

    /** Principal of the schedule that is not owed any more, for whatever reason. */
    BigDecimal principalSettled() {
        return principalSettled;
    }

    /** Money without room. */
    BigDecimal credit() {
        return credit;
    }

    BigDecimal[] paid() {
        return paid;
    }

    BigDecimal[] waived() {
        return waived;
    }

    BigDecimal[] writtenOff() {
        return writtenOff;
    }
}
