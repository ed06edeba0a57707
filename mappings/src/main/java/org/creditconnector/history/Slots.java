package org.creditconnector.history;

import java.math.BigDecimal;
import java.util.List;
import org.creditconnector.record.AmountPart;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Instalment;
import org.jspecify.annotations.Nullable;

/**
 * The schedule as a row of slots, one per instalment and part: oldest due first, within an instalment in the order of the rule.
 * Slot {@code i * PARTS + rank} is the part {@code rank} of instalment {@code i}. Never changes.
 */
final class Slots {
    static final int PARTS = AmountPart.values().length;
    static final BigDecimal ZERO = BigDecimal.ZERO.setScale(6);

    final List<Instalment> instalments;
    final AmountPart[] parts;
    final int principalRank;
    /** Due date of each instalment as epoch day. */
    final long[] dueDay;
    /** What falls due, by slot. */
    final BigDecimal[] due;
    /** The lender's figures by slot; null elements where the lender keeps none of that instalment. */
    final @Nullable BigDecimal[] lenderPaid;

    final @Nullable BigDecimal[] lenderWaived;
    final @Nullable BigDecimal[] lenderWrittenOff;
    /** Whether the lender keeps the figure for any instalment. */
    final boolean paidByLender;

    final boolean waivedByLender;
    final boolean writtenOffByLender;

    /** @param sorted instalments by due date and number */
    Slots(List<Instalment> sorted, AllocationRule rule) {
        instalments = sorted;
        parts = rule.order().toArray(new AmountPart[0]);
        principalRank = rule.order().indexOf(AmountPart.PRINCIPAL);
        int count = sorted.size();
        dueDay = new long[count];
        due = new BigDecimal[count * PARTS];
        lenderPaid = new BigDecimal[count * PARTS];
        lenderWaived = new BigDecimal[count * PARTS];
        lenderWrittenOff = new BigDecimal[count * PARTS];
        boolean anyPaid = false;
        boolean anyWaived = false;
        boolean anyWrittenOff = false;
        for (int i = 0; i < count; i++) {
            Instalment instalment = sorted.get(i);
            dueDay[i] = instalment.getDueOn().toEpochDay();
            fill(due, i, instalment.getDue());
            anyPaid |= fill(lenderPaid, i, instalment.getPaid());
            anyWaived |= fill(lenderWaived, i, instalment.getWaived());
            anyWrittenOff |= fill(lenderWrittenOff, i, instalment.getWrittenOff());
        }
        paidByLender = anyPaid;
        waivedByLender = anyWaived;
        writtenOffByLender = anyWrittenOff;
    }

    private boolean fill(@Nullable BigDecimal[] target, int instalment, @Nullable AmountSplit split) {
        if (split == null) {
            return false;
        }
        for (int rank = 0; rank < PARTS; rank++) {
            target[instalment * PARTS + rank] = AllocationRule.part(split, parts[rank]);
        }
        return true;
    }

    /** Whether nothing ever falls due. */
    boolean isNothing() {
        for (BigDecimal part : due) {
            if (part.signum() != 0) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return dueDay.length;
    }

    int size() {
        return due.length;
    }

    boolean isPrincipal(int slot) {
        return slot % PARTS == principalRank;
    }

    long dueDayOf(int slot) {
        return dueDay[slot / PARTS];
    }

    /** The figures of one instalment, taken from an array by slot, as a split. */
    AmountSplit split(BigDecimal[] figures, int instalment) {
        AmountSplit split = new AmountSplit();
        for (int rank = 0; rank < PARTS; rank++) {
            BigDecimal figure = figures[instalment * PARTS + rank];
            switch (parts[rank]) {
                case PRINCIPAL -> split.setPrincipal(figure);
                case INTEREST -> split.setInterest(figure);
                case FEES -> split.setFees(figure);
                case PENALTIES -> split.setPenalties(figure);
            }
        }
        return split;
    }
}
