package org.creditconnector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who a store is, in all its copies, and where it went. */
final class StoreIdentity {
    private final Store store;

    StoreIdentity(Store store) {
        this.store = store;
    }

    /** A name that no other store has; made when it is first asked for, and part of every copy. */
    String id() {
        return store.transactions().execute(status -> {
            Optional<String> before = read();
            if (before.isPresent()) {
                return before.get();
            }
            store.lockLedger();
            return read().orElseGet(() -> {
                String fresh = UUID.randomUUID().toString();
                store.jdbc()
                        .sql("insert into store_identity (store_id, born_at) values (?, clock_timestamp())")
                        .param(fresh)
                        .update();
                return fresh;
            });
        });
    }

    private Optional<String> read() {
        return store.jdbc()
                .sql("select store_id from store_identity")
                .query(String.class)
                .optional();
    }

    /** The name of the store behind a connection; null when it has none yet. */
    static @Nullable String of(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select store_id from store_identity");
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** From now on whoever opens it is sent to the new place. */
    void moved(StoreSettings settings, String author) {
        store.jdbc()
                .sql("update store_identity set moved_to = ?, moved_by = ?, moved_at = clock_timestamp()")
                .params(Text.line(settings.toString(), 500), Text.line(author, 300))
                .update();
    }

    /**
     * A person came back to it.
     *
     * @return whether it had been moved
     */
    boolean stays() {
        return store.jdbc()
                        .sql("update store_identity set moved_to = null, moved_by = null, moved_at = null"
                                + " where moved_to is not null")
                        .update()
                > 0;
    }

    /** @throws StoreException when the store was moved */
    void requireNotMoved() {
        store.jdbc()
                .sql("select moved_to, moved_by, moved_at from store_identity where moved_to is not null")
                .query((row, number) -> row.getString(1) + " by " + row.getString(2) + " on "
                        + row.getObject(3, OffsetDateTime.class)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.SECONDS))
                .optional()
                .ifPresent(words -> {
                    throw new StoreException("STORE-MOVED the store was moved to " + words
                            + ": nothing is read or decided here any more; set store.url to the new place, or, if that one is"
                            + " lost, call `db restored` to go on here");
                });
    }
}
