package org.creditconnector.extract;

import org.jspecify.annotations.Nullable;

/** A query that cannot be read by COPY and may well be by a cursor; the transaction it was tried in may be lost with it. */
final class NotCopiedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String query;

    /**
     * @param query name of the query
     * @param reason as the end of a sentence, without values of rows
     * @param cause null where nothing was thrown
     */
    NotCopiedException(String query, String reason, @Nullable Exception cause) {
        super(reason, cause);
        this.query = query;
    }

    String query() {
        return query;
    }
}
