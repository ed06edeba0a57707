package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which worker has which key range of a run. A worker takes a range under a number that goes up each time; the transaction that stores
 * the range refuses an older number ({@link SubmissionLedger#storeRange}), so that a range counts once whoever wakes up when.
 *
 * <p>A claim lives as long as its worker says so; all times are the database's. Whoever hands ranges out holds the run's lease,
 * and workers write under its token: a night that was stopped or taken over has no workers any more.
 */
public final class RangeClaims {
    private static final String LIVES =
            "(claimed_by is not null and claim_seen_at > clock_timestamp() - cast(? as integer) * interval '1' second)";

    /**
     * Ranges of keys that are not stored. What stands under one name in place of both bounds is no range of keys: the run itself
     * stores it when all of them are there.
     */
    private static final String OPEN = "kind = 'ACCOUNTS' and state <> 'STORED'"
            + " and (lower_bound is null or upper_bound is null or lower_bound <> upper_bound)";

    private final Store store;
    private final Lease lease;

    /** @param store where the runs are kept */
    public RangeClaims(Store store) {
        this.store = store;
        this.lease = new Lease(store);
    }

    /**
     * A range in a worker's hands.
     *
     * @param range the range
     * @param number grows with each worker that takes the range, from 1
     * @param from first key in it as text; null = open
     * @param to first key after it as text; null = open
     * @param listed whether it is a list of keys, see {@link Scopes#keys}
     */
    public record Claim(
            RangeId range,
            long number,
            @Nullable String from,
            @Nullable String to,
            boolean listed) {}

    /**
     * A range that could not be done.
     *
     * @param range its number with its bounds
     * @param attempts how many workers took it
     * @param worker the last of them
     * @param exit exit code that the last one failed with; null where it did not come back at all
     * @param failure the sentence of that failure; null as before
     */
    public record GivenUp(
            StoredRange range,
            int attempts,
            String worker,
            @Nullable Integer exit,
            @Nullable String failure) {}

    /**
     * How far a run's ranges of accounts are.
     *
     * @param waiting ranges that are not stored and in nobody's hands
     * @param lost ranges whose worker was not heard of for too long, to be handed out again
     * @param live ranges that are being worked on
     * @param accounts stored so far
     */
    public record Standing(List<Integer> waiting, List<Integer> lost, int live, long accounts) {
        /** Ranges that are not stored. */
        public int open() {
            return waiting.size() + lost.size() + live;
        }
    }

    /** Begins to hand out a run's ranges: what was tried under an earlier call counts no more. */
    public void handOut(long runId, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            store.jdbc().sql("""
                         update key_range set attempts = 0, claimed_by = null, claim_seen_at = null, failed_exit = null, failure = null
                         where run_id = ? and kind = 'ACCOUNTS' and state <> 'STORED'""").param(runId).update();
            lease.assertHeld(token);
        });
    }

    /** Whether somebody still wants the range: it is not stored, and the night that offered it goes on. Looks without locking. */
    public boolean isWanted(RangeId id, LeaseToken token) {
        return store.jdbc()
                        .sql("""
                             select count(*) from key_range k, lease l where k.run_id = ? and k.range_number = ?
                               and k.state <> 'STORED' and l.name = ? and l.token = ?""")
                        .params(id.runId(), id.number(), token.name(), token.number())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Takes a range for a worker.
     *
     * @param worker host and process
     * @param orphaned whether the one before is known to be gone, so that nobody waits until its claim has run out
     * @param most attempts of one call of the run
     * @param silence how long a claim lives without a word of its worker, in whole seconds
     * @return empty where there is nothing to do: it is stored, in somebody's hands, or was tried often enough
     * @throws LeaseLostException when the night that offered it is over
     */
    public Optional<Claim> take(
            RangeId id, LeaseToken token, String worker, boolean orphaned, int most, Duration silence) {
        return store.transactions().execute(status -> {
            Row row = store.jdbc()
                    .sql("select state, attempts, claim, lower_bound, upper_bound, " + LIVES
                            + ", listed from key_range where run_id = ? and range_number = ? for update")
                    .params(silence.toSeconds(), id.runId(), id.number())
                    .query((found, number) -> Row.of(found))
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + id));
            lease.assertHeld(token);
            if (row.stored() || (row.lives() && !orphaned)) {
                return Optional.<Claim>empty();
            }
            if (row.attempts() >= most) {
                giveUp(id);
                return Optional.<Claim>empty();
            }
            store.jdbc().sql("""
                         update key_range set claim = claim + 1, attempts = attempts + 1, claimed_by = ?,
                           claim_seen_at = clock_timestamp(), failed_exit = null, failure = null
                         where run_id = ? and range_number = ?""").params(worker, id.runId(), id.number()).update();
            return Optional.of(new Claim(id, row.claim() + 1, row.from(), row.to(), row.listed()));
        });
    }

    private record Row(
            boolean stored,
            int attempts,
            long claim,
            @Nullable String from,
            @Nullable String to,
            boolean lives,
            boolean listed) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1).equals("STORED"),
                    row.getInt(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getString(5),
                    row.getBoolean(6),
                    row.getBoolean(7));
        }
    }

    /** Nobody waits for a worker that is known to be gone. */
    private void giveUp(RangeId id) {
        store.jdbc()
                .sql("update key_range set claim_seen_at = null where run_id = ? and range_number = ?")
                .params(id.runId(), id.number())
                .update();
    }

    /** The worker works on. False when the range is another one's by now, or stored. */
    public boolean keep(Claim claim) {
        return store.jdbc()
                        .sql("""
                             update key_range set claim_seen_at = clock_timestamp()
                             where run_id = ? and range_number = ? and claim = ? and state <> 'STORED'""")
                        .params(claim.range().runId(), claim.range().number(), claim.number())
                        .update()
                == 1;
    }

    /** The worker could not do it and says why; nothing happens where the range is another one's by now. */
    public void failed(Claim claim, int exit, String failure) {
        store.jdbc()
                .sql("""
                     update key_range set claim_seen_at = null, failed_exit = ?, failure = ?
                     where run_id = ? and range_number = ? and claim = ? and state <> 'STORED'""")
                .params(
                        exit,
                        Text.line(failure, 2000),
                        claim.range().runId(),
                        claim.range().number(),
                        claim.number())
                .update();
    }

    /**
     * A worker could not even begin: it counts as no attempt, for what is wrong is the worker's machine or the source as a whole.
     * Nothing happens where the range is in another one's hands.
     */
    public void couldNotBegin(RangeId id, String worker, int exit, String failure, Duration silence) {
        store.jdbc()
                .sql("update key_range set claimed_by = ?, claim_seen_at = null, failed_exit = ?, failure = ?"
                        + " where run_id = ? and range_number = ? and state <> 'STORED' and not coalesce(" + LIVES
                        + ", false)")
                .params(worker, exit, Text.line(failure, 2000), id.runId(), id.number(), silence.toSeconds())
                .update();
    }

    /** How far the ranges of accounts are; see {@link #take} for the silence. */
    public Standing standing(long runId, Duration silence) {
        record Open(int number, boolean taken, boolean lives) {}
        List<Open> open = store.jdbc()
                .sql("select range_number, claimed_by is not null, " + LIVES + " from key_range where run_id = ? and "
                        + OPEN + " order by range_number")
                .params(silence.toSeconds(), runId)
                .query((row, number) -> new Open(row.getInt(1), row.getBoolean(2), row.getBoolean(3)))
                .list();
        long accounts = store.jdbc()
                .sql("select coalesce(sum(booked_accounts), 0) from key_range where run_id = ? and kind = 'ACCOUNTS'")
                .param(runId)
                .query(Long.class)
                .single();
        return new Standing(
                open.stream().filter(one -> !one.taken()).map(Open::number).toList(),
                open.stream()
                        .filter(one -> one.taken() && !one.lives())
                        .map(Open::number)
                        .toList(),
                (int) open.stream().filter(Open::lives).count(),
                accounts);
    }

    /** Whether a worker has a range of any run in its hands: it may be busy for another target. */
    public boolean isAnyoneWorking(Duration silence) {
        return store.jdbc()
                        .sql("select count(*) from submission_run r join key_range k on k.run_id = r.run_id"
                                + " where r.state = 'OPENED' and k.state <> 'STORED' and " + LIVES)
                        .param(silence.toSeconds())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The first range that was tried so often that nobody tries it again. */
    public Optional<GivenUp> givenUp(long runId, int most, Duration silence) {
        return first("attempts >= ? and not coalesce(" + LIVES + ", false)", runId, most, silence.toSeconds());
    }

    /** The first range that is not stored and over which a worker ended with a sentence. */
    public Optional<GivenUp> failed(long runId) {
        return first("failed_exit is not null", runId);
    }

    private Optional<GivenUp> first(String which, Object... parameters) {
        return store.jdbc()
                .sql("select range_number, lower_bound, upper_bound, attempts, claimed_by, failed_exit, failure, listed"
                        + " from key_range where run_id = ? and " + OPEN + " and " + which
                        + " order by range_number fetch first row only")
                .params(parameters)
                .query((row, number) -> new GivenUp(
                        new StoredRange(row.getInt(1), row.getString(2), row.getString(3), false, row.getBoolean(8)),
                        row.getInt(4),
                        row.getString(5),
                        row.getObject(6, Integer.class),
                        row.getString(7)))
                .optional();
    }
}
