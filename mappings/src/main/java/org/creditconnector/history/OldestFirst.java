package org.creditconnector.history;

import java.math.BigDecimal;

/**
 * Spreads an amount over slots, oldest first. Remembers up to where nothing is left, so that spreading all movements of an
 * account costs one walk over its slots and not one per movement.
 */
abstract class OldestFirst {
    private final int instalments;
    /** First slot that may have something left. */
    private int first;
    /** First instalment whose part of that rank may have something left. */
    private final int[] firstOfPart = new int[Slots.PARTS];

    OldestFirst(int instalments) {
        this.instalments = instalments;
    }

    /** What the slot can still take; zero or less when nothing. */
    abstract BigDecimal left(int slot);

    /** Takes an amount of at most what is left. */
    abstract void take(int slot, BigDecimal amount);

    /** Spreads over all parts of the first instalments. Returns what found no room. */
    final BigDecimal spread(BigDecimal amount, int untilInstalment) {
        BigDecimal rest = amount;
        int slot = first;
        int end = untilInstalment * Slots.PARTS;
        while (rest.signum() > 0 && slot < end) {
            rest = take(slot, rest, left(slot));
            if (rest.signum() > 0) {
                slot++;
            }
        }
        first = Math.max(first, Math.min(slot, end));
        return rest;
    }

    /** Spreads over all slots. Returns what found no room. */
    final BigDecimal spread(BigDecimal amount) {
        return spread(amount, instalments);
    }

    /** Spreads over the slots of one part. Returns what found no room. */
    final BigDecimal spreadPart(BigDecimal amount, int rank) {
        BigDecimal rest = amount;
        int instalment = firstOfPart[rank];
        while (rest.signum() > 0 && instalment < instalments) {
            int slot = instalment * Slots.PARTS + rank;
            rest = take(slot, rest, left(slot));
            if (rest.signum() > 0) {
                instalment++;
            }
        }
        firstOfPart[rank] = instalment;
        return rest;
    }

    /** Says that a slot has something left again. */
    final void reopen(int slot) {
        first = Math.min(first, slot);
        int rank = slot % Slots.PARTS;
        firstOfPart[rank] = Math.min(firstOfPart[rank], slot / Slots.PARTS);
    }

    private BigDecimal take(int slot, BigDecimal wanted, BigDecimal left) {
        if (left.signum() <= 0) {
            return wanted;
        }
        BigDecimal taken = wanted.min(left);
        take(slot, taken);
        return wanted.subtract(taken);
    }
}
