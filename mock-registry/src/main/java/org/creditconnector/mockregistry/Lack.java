package org.creditconnector.mockregistry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a registry cannot do although the published API promises it: others, older or cheaper ones are like that. */
enum Lack {
    /** The same package id again has another effect, and its item ids are no longer a reason to reject. */
    IDEMPOTENT_BY_ID,
    /** getPackage is not there (404). */
    STATUS_QUERY,
    /** Corrections and deletions are rejected (L001). */
    REPLACE,
    /** Any sequence of packages is taken. */
    ORDERING,
    /** One rejected item takes all others of its package with it (L002). */
    PARTIAL_ACCEPTANCE,
    /** listFeedback is not there (404); items are judged all the same. */
    FEEDBACK,
    /** getStatement is not there (404). */
    STATEMENT,
    /** listHoldings is not there (404). */
    LISTING;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable Lack of(String id) {
        for (Lack lack : values()) {
            if (lack.id().equals(id)) {
                return lack;
            }
        }
        return null;
    }
}
