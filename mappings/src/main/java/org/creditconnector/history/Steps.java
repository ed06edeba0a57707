package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Closing;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/** What happens to the slots of one account up to its as-of date, in order. */
final class Steps {
    /** The debt is gone elsewhere or let off: nothing of it is owed to this lender any more. */
    private static final Set<ClosingReason> RELEASING = Set.of(
            ClosingReason.TRANSFERRED,
            ClosingReason.REFINANCED,
            ClosingReason.COMPENSATED,
            ClosingReason.WRITTEN_OFF,
            ClosingReason.SETTLED_FOR_LESS);

    private final Slots slots;
    private final long asOfDay;
    private final List<Step> steps = new ArrayList<>();
    private boolean unknownMovements;

    private Steps(Slots slots, long asOfDay) {
        this.slots = slots;
        this.asOfDay = asOfDay;
    }

    /** @param record a record whose repayments and events are sorted by day and key */
    static Steps of(CreditRecord record, Slots slots) {
        Steps steps = new Steps(slots, record.getReport().getAsOf().toEpochDay());
        for (Repayment repayment : record.getRepayments()) {
            if (!repayment.getReversed()) {
                steps.movement(repayment);
            }
        }
        steps.reductions(record, EventKind.WAIVER, Step.Kind.WAIVER, slots.waivedByLender, slots.lenderWaived);
        boolean writtenOff = steps.reductions(
                record, EventKind.WRITE_OFF, Step.Kind.WRITE_OFF, slots.writtenOffByLender, slots.lenderWrittenOff);
        steps.ends(record, writtenOff);
        steps.steps.sort(Step.ORDER);
        return steps;
    }

    List<Step> inOrder() {
        return steps;
    }

    /** Whether a movement was of no known kind. */
    boolean hasUnknownMovements() {
        return unknownMovements;
    }

    private void movement(Repayment repayment) {
        Step.Kind kind = switch (repayment.getKind()) {
            case REPAYMENT, COMPENSATION -> Step.Kind.PAYMENT;
            case PREPAYMENT, SETTLEMENT -> Step.Kind.PREPAYMENT;
            case RECOVERY -> Step.Kind.RECOVERY;
            case REFUND -> Step.Kind.REFUND;
            case DEDUCTED_AT_DISBURSEMENT -> null;
            case OTHER -> {
                unknownMovements = true;
                yield null;
            }
        };
        if (kind != null) {
            add(
                    repayment.getPaidOn(),
                    kind,
                    repayment.getRepaymentKey(),
                    repayment.getAmount(),
                    usable(repayment.getSplit()));
        }
    }

    private void add(
            LocalDate on, Step.Kind kind, String key, @Nullable BigDecimal amount, @Nullable AmountSplit split) {
        if (!isAfterAsOf(on)) {
            steps.add(new Step(on.toEpochDay(), kind, key, -1, amount, split));
        }
    }

    private boolean isAfterAsOf(LocalDate day) {
        return day.toEpochDay() > asOfDay;
    }

    /** A split of zeros is no split: some systems do not fill it. */
    private static @Nullable AmountSplit usable(@Nullable AmountSplit split) {
        return split == null || sum(split).signum() == 0 ? null : split;
    }

    private static BigDecimal sum(AmountSplit split) {
        return split.getPrincipal()
                .add(split.getInterest())
                .add(split.getFees())
                .add(split.getPenalties());
    }

    /** Adds waivers or write-offs; returns whether there are any, by event or by the lender's figures. */
    private boolean reductions(
            CreditRecord record,
            EventKind eventKind,
            Step.Kind stepKind,
            boolean byLender,
            @Nullable BigDecimal[] lenderFigures) {
        LenderFigures figures = byLender ? new LenderFigures(stepKind, lenderFigures) : null;
        boolean any = false;
        for (AccountEvent event : record.getEvents()) {
            if (event.getKind() != eventKind || event.getReversed() || isAfterAsOf(event.getOccurredOn())) {
                continue;
            }
            AmountSplit split = usable(event.getSplit());
            BigDecimal amount = event.getAmount() == null && split != null ? sum(split) : event.getAmount();
            any = true;
            if (figures != null) {
                figures.explain(event.getOccurredOn().toEpochDay(), amount, split);
            } else if (amount != null || stepKind == Step.Kind.WRITE_OFF) {
                add(event.getOccurredOn(), stepKind, event.getEventKey(), amount, split);
            }
        }
        return figures == null ? any : figures.explainRest() || any;
    }

    private void ends(CreditRecord record, boolean writtenOff) {
        AccountState state = record.getState();
        AccountStatus status = state.getStatus().getValue();
        LocalDate asOf = record.getReport().getAsOf();
        LocalDate since = state.getStatus().getSince();
        // What the lender gives no day for is true at the as-of date, and we know of no earlier one.
        LocalDate reached = since == null || since.isAfter(asOf) ? asOf : since;
        Closing closing = state.getClosing();
        if (closing != null || status == AccountStatus.CLOSED) {
            LocalDate closedOn = closing == null ? null : closing.getClosedOn();
            if (closedOn == null) {
                closedOn = status == AccountStatus.CLOSED ? reached : asOf;
            }
            boolean released =
                    closing != null && closing.getReason() != null && RELEASING.contains(closing.getReason());
            add(closedOn, released ? Step.Kind.RELEASE : Step.Kind.END, "", null, null);
        }
        if (status == AccountStatus.TRANSFERRED) {
            add(reached, Step.Kind.RELEASE, "", null, null);
        }
        if (status == AccountStatus.WRITTEN_OFF && !writtenOff) {
            add(reached, Step.Kind.WRITE_OFF, "", null, null);
        }
        for (AccountEvent event : record.getEvents()) {
            if (event.getReversed()) {
                continue;
            }
            if (event.getKind() == EventKind.EARLY_SETTLEMENT) {
                add(event.getOccurredOn(), Step.Kind.END, event.getEventKey(), null, null);
            } else if (event.getKind() == EventKind.TRANSFER_OUT) {
                add(event.getOccurredOn(), Step.Kind.RELEASE, event.getEventKey(), null, null);
            }
        }
    }

    /** Gives the lender's figures, known as totals at the as-of date, the days of the events that explain them. */
    private final class LenderFigures extends OldestFirst {
        private final Step.Kind kind;
        private final @Nullable BigDecimal[] rest;
        private long day;

        LenderFigures(Step.Kind kind, @Nullable BigDecimal[] figures) {
            super(slots.count());
            this.kind = kind;
            this.rest = figures.clone();
        }

        @Override
        BigDecimal left(int slot) {
            BigDecimal left = rest[slot];
            return left == null ? Slots.ZERO : left;
        }

        @Override
        void take(int slot, BigDecimal amount) {
            rest[slot] = left(slot).subtract(amount);
            steps.add(new Step(day, kind, "", slot, amount, null));
        }

        void explain(long onDay, @Nullable BigDecimal amount, @Nullable AmountSplit split) {
            day = onDay;
            if (amount == null) {
                for (int slot = 0; slot < rest.length; slot++) {
                    takeAll(slot);
                }
            } else if (split == null) {
                spread(amount);
            } else {
                for (int rank = 0; rank < Slots.PARTS; rank++) {
                    spreadPart(AllocationRule.part(split, slots.parts[rank]), rank);
                }
            }
        }

        /** What no event explains counts from the due date; returns whether there was any. */
        boolean explainRest() {
            boolean any = false;
            for (int slot = 0; slot < rest.length; slot++) {
                if (left(slot).signum() > 0) {
                    day = Math.min(slots.dueDayOf(slot), asOfDay);
                    takeAll(slot);
                    any = true;
                }
            }
            return any;
        }

        private void takeAll(int slot) {
            BigDecimal left = left(slot);
            if (left.signum() > 0) {
                take(slot, left);
            }
        }
    }
}
