package org.creditconnector.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.ledger.BulkInsert.Column;
import org.creditconnector.registry.SubjectClaim;
import org.creditconnector.route.ClaimedSubjects.Claim;
import org.creditconnector.route.PreparedAccount;
import org.jspecify.annotations.Nullable;

/**
 * What the accounts of a night say about other subjects. Ranges of accounts write it; when all of them are stored it is cut into
 * ranges of subjects, in the subjects' order, each of which is prepared and committed like a range of accounts.
 */
final class SubjectClaims {
    private static final int BATCH = 1_000;
    private static final String SUBJECTS = "SUBJECTS";

    private final Store store;
    private final Lease lease;

    SubjectClaims(Store store) {
        this.store = store;
        this.lease = new Lease(store);
    }

    /** Within the transaction of a range. */
    void write(RangeId id, List<PreparedAccount> accounts) {
        List<Claim> claims = new ArrayList<>();
        accounts.forEach(account ->
                account.claims().forEach(claim -> claims.add(new Claim(account.accountKey(), claim))));
        BulkInsert<Claim> insert = new BulkInsert<>(
                "subject_claim",
                List.of(
                        Column.bigint("run_id", claim -> id.runId()),
                        Column.text("subject", claim -> claim.claim().subject()),
                        Column.text("account_key", Claim::accountKey),
                        Column.integer("range_number", claim -> id.number()),
                        Column.date("report_date", claim -> claim.claim().reportDate()),
                        Column.text("content_hash", claim -> claim.claim().contentHash()),
                        Column.bytes("content", claim -> claim.claim().content())));
        insert.insert(store, claims);
    }

    /**
     * Cuts the subjects of which something new is said into ranges, once.
     *
     * @param size most subjects of one range
     * @throws IllegalStateException while a range of accounts is not stored
     */
    void cut(long runId, int size, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            store.jdbc()
                    .sql("select run_id from submission_run where run_id = ? for update")
                    .param(runId)
                    .query(Long.class)
                    .single();
            if (count(runId, "kind = 'SUBJECTS'") > 0) {
                return;
            }
            List<String> firsts = store.jdbc()
                    .sql("""
                         select subject from (
                           select subject, row_number() over (order by subject) as place from (
                             select distinct subject from subject_claim where run_id = ? and content is not null) told) numbered
                         where mod(place - 1, ?) = 0 order by subject""")
                    .params(runId, size)
                    .query(String.class)
                    .list();
            if (firsts.isEmpty()) {
                return;
            }
            int number = (int) count(runId, "true");
            List<StoredRange> ranges = new ArrayList<>();
            for (int i = 0; i < firsts.size(); i++) {
                String next = i + 1 < firsts.size() ? firsts.get(i + 1) : null;
                ranges.add(new StoredRange(number + i, firsts.get(i), next, false));
            }
            store.template().batchUpdate("""
                            insert into key_range (run_id, range_number, lower_bound, upper_bound, state, kind)
                            values (?, ?, ?, ?, 'OPEN', 'SUBJECTS')""", ranges, BATCH, (statement, range) -> {
                statement.setLong(1, runId);
                statement.setInt(2, range.number());
                statement.setString(3, range.from());
                statement.setString(4, range.to());
            });
            lease.assertHeld(token);
        });
    }

    private long count(long runId, String which) {
        return store.jdbc()
                .sql("select count(*) from key_range where run_id = ? and " + which)
                .param(runId)
                .query(Long.class)
                .single();
    }

    /** The next range of subjects that is not stored; empty when there is none. */
    Optional<StoredRange> next(long runId) {
        return store.jdbc()
                .sql("""
                     select range_number, lower_bound, upper_bound from key_range
                     where run_id = ? and kind = 'SUBJECTS' and state <> 'STORED' order by range_number fetch first row only""")
                .param(runId)
                .query((row, number) -> new StoredRange(row.getInt(1), row.getString(2), row.getString(3), false))
                .optional();
    }

    /** All claims about the subjects of a range, by subject in order; of each by account. */
    Map<String, List<Claim>> of(long runId, StoredRange range) {
        Map<String, List<Claim>> claims = new LinkedHashMap<>();
        @Nullable String to = range.to();
        store.jdbc()
                .sql("select subject, account_key, report_date, content_hash, content from subject_claim"
                        + " where run_id = ? and subject >= ? " + (to == null ? "" : "and subject < ? ")
                        + "order by subject, account_key")
                .params(to == null ? List.of(runId, range.from()) : List.of(runId, range.from(), to))
                .query(row -> {
                    SubjectClaim claim = new SubjectClaim(
                            row.getString(1),
                            row.getObject(3, java.time.LocalDate.class),
                            row.getString(4),
                            row.getBytes(5));
                    claims.computeIfAbsent(claim.subject(), subject -> new ArrayList<>())
                            .add(new Claim(row.getString(2), claim));
                });
        return claims;
    }

    /** They have said what they had to say; what is about people is not kept longer than it is needed. */
    void forget(long runId) {
        store.jdbc()
                .sql("delete from subject_claim where run_id = ?")
                .param(runId)
                .update();
    }
}
