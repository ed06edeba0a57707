package org.creditconnector.registry;

import java.util.Locale;

/** One thing that a kind of registry can do or not; see {@link Powers} for what each means. */
public enum Power {
    IDEMPOTENT_BY_ID,
    STATUS_QUERY,
    REPLACE,
    ORDERING,
    PARTIAL_ACCEPTANCE,
    FEEDBACK,
    STATEMENT,
    LISTING;

    /** As it is written in the configuration, e.g. {@code status-query}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
