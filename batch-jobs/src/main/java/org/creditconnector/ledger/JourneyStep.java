package org.creditconnector.ledger;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account.
 *
 * @param at database time
 * @param stage what kind of thing
 * @param runName run it happened in, {@code TARGET/SOURCE/DATE/PASS}
 * @param itemId item it is about; null when about the account
 * @param packageId package it is about; null when about none
 * @param text one line for people
 */
public record JourneyStep(
        OffsetDateTime at,
        Stage stage,
        String runName,
        @Nullable String itemId,
        @Nullable String packageId,
        String text) {
    /** In the order in which they come where the clock cannot tell. */
    public enum Stage {
        /** Read from the source and judged. */
        EXTRACTED,
        /** Our own checks found something. */
        FOUND,
        /** An item was rendered. */
        STAGED,
        /** The item went into a package. */
        PACKED,
        /** A try to send the package. */
        SENT,
        /** The registry has the package. */
        RECEIVED,
        /** The registry's verdict on the item. */
        ANSWERED,
        /** The registry's reason. */
        REASON,
        /** A person decided something about its package or run. */
        DECIDED
    }
}
