package org.creditconnector.registry;

import java.util.Set;

/**
 * What a kind of registry can do; policy follows from it. A profile declares its powers; a configured target may take some of them
 * away, never add one.
 *
 * @param idempotentById the same package id with the same bytes has one effect, however often it arrives. Without it nothing is
 *     sent again while it is not known whether it took effect
 * @param statusQuery it can be asked what it knows of a package id. Without it an unknown outcome is not asked about
 * @param replaces it takes corrections of what it accepted. Without it an account that needs one is held
 * @param ordered it takes packages in sequence only. Without it packages may pass one that is stuck, unless they carry a later
 *     item of the same subject
 * @param partialAcceptance it accepts a package in part. Without it one bad item takes the others of its package with it: they are
 *     rejected too, with the registry's reason, and a person lets them go again
 * @param feedback it gives verdicts. Without it received is the end that can be had: items stay unanswered, and the item that was
 *     received last is what the next one is compared with
 * @param statement it gives totals of what it holds. Without it the books are compared with the source and the feedback only
 * @param listing it lists what it holds, item by item
 */
public record Powers(
        boolean idempotentById,
        boolean statusQuery,
        boolean replaces,
        boolean ordered,
        boolean partialAcceptance,
        boolean feedback,
        boolean statement,
        boolean listing) {
    /** Whether it has a power. */
    public boolean has(Power power) {
        return switch (power) {
            case IDEMPOTENT_BY_ID -> idempotentById;
            case STATUS_QUERY -> statusQuery;
            case REPLACE -> replaces;
            case ORDERING -> ordered;
            case PARTIAL_ACCEPTANCE -> partialAcceptance;
            case FEEDBACK -> feedback;
            case STATEMENT -> statement;
            case LISTING -> listing;
        };
    }

    /** The same without some; what it does not have stays away. */
    public Powers without(Set<Power> taken) {
        return new Powers(
                idempotentById && !taken.contains(Power.IDEMPOTENT_BY_ID),
                statusQuery && !taken.contains(Power.STATUS_QUERY),
                replaces && !taken.contains(Power.REPLACE),
                ordered && !taken.contains(Power.ORDERING),
                partialAcceptance && !taken.contains(Power.PARTIAL_ACCEPTANCE),
                feedback && !taken.contains(Power.FEEDBACK),
                statement && !taken.contains(Power.STATEMENT),
                listing && !taken.contains(Power.LISTING));
    }
}
