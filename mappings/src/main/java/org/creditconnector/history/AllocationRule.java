package org.creditconnector.history;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.AmountPart;
import org.creditconnector.record.AmountSplit;

/**
 * Which instalment and which part of it a movement of money settles. The rule is one for the whole house, so that months can be
 * derived again from a record alone; only the order of the parts is a term of the account
 * ({@code account.allocationOrder}).
 *
 * <ol>
 *   <li>A reversed movement or event never happened.
 *   <li>Money flows in the order of its dates (on one day: waivers, payments, refunds, write-offs, recoveries, the end of the
 *       account; then by key) into the oldest instalment that is not settled; within an instalment into penalties, fees,
 *       interest, principal, or the account's own order.
 *   <li>Where a payment carries the lender's split, each part goes to the same part of the oldest open instalment; what finds
 *       no room flows on as above. A split of zeros beside an amount is no split: some systems do not fill it.
 *   <li>A prepayment or settlement without a split pays what is due by its day, then principal, then the rest.
 *   <li>Where instalments carry the lender's {@code paid}, that figure is the room of the slot (instalment, part): at the as-of
 *       date the state is the lender's allocation exactly, and only the days are ours. Money beyond it is the borrower's
 *       credit. What no money explains counts as settled on the due date, or on the as-of date if that is earlier, with the
 *       finding HIST-PAID-UNEXPLAINED.
 *   <li>A refund takes the credit first, then undoes the newest allocations.
 *   <li>Waivers and write-offs count from the day of their event, what has no event from the due date (at the latest the as-of
 *       date). Where instalments carry no figures of the lender, an event settles the oldest open parts; a write-off
 *       without an amount settles everything that is open. Money that a waiver sets free flows on.
 *   <li>Charges deducted at disbursement settle nothing of the schedule. A recovery after a write-off settles nothing either,
 *       but was paid. A movement of unknown kind settles nothing and was not paid (HIST-MOVEMENT-OTHER).
 *   <li>A charge-off is the lender's accounting: the debt is still owed.
 *   <li>When an account ends, interest, fees and penalties of later due dates lapse. When it ends with the debt gone elsewhere
 *       or let off (transferred, refinanced, compensated, written off, settled for less) everything open lapses.
 * </ol>
 *
 * @param order the parts, first settled first; each exactly once
 */
public record AllocationRule(List<AmountPart> order) {
    /** Penalties, fees, interest, principal. */
    public static final AllocationRule STANDARD = new AllocationRule(
            List.of(AmountPart.PENALTIES, AmountPart.FEES, AmountPart.INTEREST, AmountPart.PRINCIPAL));

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException unless each part is there exactly once
     */
    public AllocationRule {
        order = List.copyOf(order);
        if (order.size() != AmountPart.values().length
                || order.stream().distinct().count() != order.size()) {
            throw new IllegalArgumentException("allocation order " + order + " must name each part exactly once");
        }
    }

    /** The account's order: the parts it names, then the others in the standard order. */
    public static AllocationRule of(List<AmountPart> named) {
        if (named.isEmpty()) {
            return STANDARD;
        }
        List<AmountPart> order = new ArrayList<>(AmountPart.values().length);
        for (AmountPart part : named) {
            if (!order.contains(part)) {
                order.add(part);
            }
        }
        for (AmountPart part : STANDARD.order) {
            if (!order.contains(part)) {
                order.add(part);
            }
        }
        return new AllocationRule(order);
    }

    static java.math.BigDecimal part(AmountSplit split, AmountPart part) {
        return switch (part) {
            case PRINCIPAL -> split.getPrincipal();
            case INTEREST -> split.getInterest();
            case FEES -> split.getFees();
            case PENALTIES -> split.getPenalties();
        };
    }
}
