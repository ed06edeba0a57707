package org.creditconnector.ledger;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Leases by the database's clock with fencing tokens: at most one process works on a target, and one that slept through the end
 * of its lease is refused at its next write.
 */
public final class Lease {
    /** No holder's lease lasts longer than so many times our own. */
    private static final int LONGEST = 10;

    private final Store store;

    /** @param store where leases are kept */
    public Lease(Store store) {
        this.store = store;
    }

    /**
     * Who holds a lease.
     *
     * @param holder host and process as given to {@link #acquire}
     * @param token the number it holds the lease under
     * @param until end by the database's clock
     */
    public record Holder(String holder, long token, OffsetDateTime until) {}

    /**
     * Takes a lease that nobody holds. One that ends later than any lease can was taken before the database's clock was put back:
     * its holder has so long as a lease lasts to show that it lives, which its next renewal does.
     *
     * @param name what is leased, see {@link LeaseToken#ofTarget}
     * @param holder host and process, for people
     * @param time how long it holds unless renewed, in whole seconds
     * @return empty when somebody holds it
     */
    public Optional<LeaseToken> acquire(String name, String holder, Duration time) {
        createOnce(name);
        return store.transactions().execute(status -> {
            int taken =
                    store.jdbc().sql("""
                         update lease set token = token + 1, holder = ?,
                           held_until = clock_timestamp() + cast(? as integer) * interval '1' second
                         where name = ? and held_until <= clock_timestamp()""").params(holder, seconds(time), name).update();
            if (taken == 0) {
                store.jdbc()
                        .sql("""
                             update lease set held_until = clock_timestamp() + cast(? as integer) * interval '1' second
                             where name = ? and held_until > clock_timestamp() + cast(? as integer) * interval '1' second""")
                        .params(seconds(time), name, LONGEST * seconds(time))
                        .update();
            }
            return taken == 0
                    ? Optional.<LeaseToken>empty()
                    : Optional.of(new LeaseToken(
                            name,
                            store.jdbc()
                                    .sql("select token from lease where name = ?")
                                    .param(name)
                                    .query(Long.class)
                                    .single()));
        });
    }

    /**
     * Takes a lease from a holder that is known to be dead, without waiting for its end. The caller must be sure of that: whoever
     * still lives is refused at its next write, as after the end of its time.
     *
     * @param name what is leased
     * @param dead the holder as it was found by {@link #holder}
     * @param heir host and process of the new holder
     * @param time how long it holds unless renewed, in whole seconds
     * @return empty when the lease is not the dead holder's any more
     */
    public Optional<LeaseToken> takeOver(String name, Holder dead, String heir, Duration time) {
        int taken = store.jdbc()
                .sql("""
                     update lease set token = token + 1, holder = ?,
                       held_until = clock_timestamp() + cast(? as integer) * interval '1' second
                     where name = ? and token = ? and holder = ?""")
                .params(heir, seconds(time), name, dead.token(), dead.holder())
                .update();
        return taken == 0 ? Optional.empty() : Optional.of(new LeaseToken(name, dead.token() + 1));
    }

    private void createOnce(String name) {
        if (exists(name)) {
            return;
        }
        store.transactions().executeWithoutResult(status -> {
            store.lockLedger();
            if (!exists(name)) {
                store.jdbc()
                        .sql("insert into lease (name, token, holder, held_until) values (?, 0, '', clock_timestamp())")
                        .param(name)
                        .update();
            }
        });
    }

    private boolean exists(String name) {
        return store.jdbc()
                        .sql("select count(*) from lease where name = ?")
                        .param(name)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Holds on for the given time from now. False when it was lost: another process took it, or it was released. */
    public boolean renew(LeaseToken token, Duration time) {
        return store.jdbc()
                        .sql("""
                             update lease set held_until = clock_timestamp() + cast(? as integer) * interval '1' second
                             where name = ? and token = ? and holder <> ''""")
                        .params(seconds(time), token.name(), token.number())
                        .update()
                == 1;
    }

    /**
     * Gives it back; harmless when it was lost. The number goes up, so that a copy of the store that was taken while the lease was
     * held can be told from the store after it.
     *
     * @return the number that the lease stands at now; empty when it was lost
     */
    public OptionalLong release(LeaseToken token) {
        int released =
                store.jdbc().sql("""
                     update lease set holder = '', held_until = clock_timestamp(), token = token + 1
                     where name = ? and token = ? and holder <> ''""").params(token.name(), token.number()).update();
        return released == 1 ? OptionalLong.of(token.number() + 1) : OptionalLong.empty();
    }

    /** Who holds a lease now. */
    public Optional<Holder> holder(String name) {
        return store.jdbc()
                .sql("select holder, token, held_until from lease where name = ? and held_until > clock_timestamp()")
                .param(name)
                .query((row, number) ->
                        new Holder(row.getString(1), row.getLong(2), row.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    /**
     * Refuses unless the lease is held now. To be called last in the transaction whose writes it guards: it locks the lease's row,
     * so that nobody can take the lease before the commit.
     *
     * @throws LeaseLostException when it is not held; the transaction must then roll back
     */
    public void assertHeld(LeaseToken token) {
        if (!lock(token)) {
            throw new LeaseLostException(token, "its time ran out");
        }
    }

    /**
     * Refuses when another holder took the lease since. Unlike {@link #assertHeld} it lets a late writer tell what it knows while
     * nobody else has taken over.
     *
     * @throws LeaseLostException when the lease has a newer token
     */
    public void assertNotOvertaken(LeaseToken token) {
        lock(token);
    }

    /** Locks the row until the transaction ends; says whether the time still runs. */
    private boolean lock(LeaseToken token) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a lease can only guard the writes of an open transaction");
        }
        return store.jdbc()
                .sql("select held_until > clock_timestamp() from lease where name = ? and token = ? for update")
                .params(token.name(), token.number())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new LeaseLostException(token, "another process took it"));
    }

    private static int seconds(Duration time) {
        if (time.toSeconds() < 1) {
            throw new IllegalArgumentException("a lease of " + time + " is shorter than a second");
        }
        return Math.toIntExact(time.toSeconds());
    }
}
