package org.creditconnector.mockregistry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One durable effect on the registry, in the order in which they happened.
 *
 * @param number running number from 1
 * @param at when, by the registry's clock
 * @param kind what happened
 * @param lender code of the lender
 * @param packageId the package
 * @param packageSequence its sequence
 * @param item the item; null for a package
 */
public record Effect(
        long number,
        Instant at,
        Kind kind,
        String lender,
        String packageId,
        long packageSequence,
        @Nullable Item item) {
    /** Kinds of effects, with their names in the control API. */
    public enum Kind {
        /** Bytes of a package were kept; there is a receipt. */
        PACKAGE_KEPT("package-kept"),
        /** An item was accepted. */
        ITEM_ACCEPTED("item-accepted"),
        /** An item was rejected. */
        ITEM_REJECTED("item-rejected");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Name in the control API. */
        public String id() {
            return id;
        }
    }

    /**
     * The item an effect is about.
     *
     * @param itemId its id
     * @param kind REPORT, CORRECTION, DELETION or ID_CHANGE
     * @param subject its subject
     * @param reportDate its report date
     * @param sequence its sequence within the subject
     * @param codes codes of all findings, warnings included
     * @param record the record as JSON; null without a record, or when records are not kept
     */
    public record Item(
            String itemId,
            String kind,
            String subject,
            LocalDate reportDate,
            long sequence,
            List<String> codes,
            @Nullable String record) {}
}
