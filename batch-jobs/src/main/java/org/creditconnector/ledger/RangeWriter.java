package org.creditconnector.ledger;

import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.record.Severity;
import org.creditconnector.registry.AccountVerdict;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.route.AccountStanding;
import org.creditconnector.route.NextLook;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Stores what came out of a key range: all of it in one transaction, or nothing. */
final class RangeWriter {
    private static final int BATCH = 1_000;

    private final Store store;
    private final RunBook runs;
    private final Lease lease;
    private final FindingTable findings;
    private final Salt salt;
    private final DecisionWrites decisions;
    private final SubjectClaims claims;
    private final ItemBlocks blocks;
    private final Scopes scopes;

    RangeWriter(Store store) {
        this.store = store;
        this.runs = new RunBook(store);
        this.lease = new Lease(store);
        this.findings = new FindingTable(store);
        this.salt = new Salt(store);
        this.decisions = new DecisionWrites(store);
        this.claims = new SubjectClaims(store);
        this.blocks = new ItemBlocks(store);
        this.scopes = new Scopes(store);
    }

    /** An item and where its bytes lie. */
    private record Placed(PreparedAccount account, ReportItem item, int offset) {}

    boolean store(RangeId id, PreparedRange prepared, ControlTotals source, LeaseToken token, @Nullable Long claim) {
        prepared.accounts().forEach(RangeWriter::demandWhole);
        try {
            return write(id, prepared, source, token, claim);
        } catch (DuplicateKeyException duplicate) {
            // Outside the transaction: PostgreSQL has given up on it, and nothing of the range is kept.
            throw new IllegalStateException(
                    "range " + id.number() + " of run " + id.runId()
                            + " holds an account or an item that is in the ledger"
                            + " already; account keys must be unique over the whole source, nothing of the range was stored",
                    duplicate);
        }
    }

    /** How a range stands when it is to be written. */
    private record Standing(boolean stored, long claim) {}

    private boolean write(
            RangeId id, PreparedRange prepared, ControlTotals source, LeaseToken token, @Nullable Long claim) {
        return store.transactions().execute(status -> {
            Standing standing = store.jdbc()
                    .sql("select state, claim from key_range where run_id = ? and range_number = ? for update")
                    .params(id.runId(), id.number())
                    .query((row, number) -> new Standing(row.getString(1).equals("STORED"), row.getLong(2)))
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + id));
            if (standing.stored()) {
                return false;
            }
            if (claim != null && claim != standing.claim()) {
                throw new StaleStateException(
                        "range " + id.number() + " of run " + id.runId() + " was given to another worker meanwhile");
            }
            Run run = runs.require(id.runId());
            if (run.state() != RunState.OPENED) {
                throw new StaleStateException(
                        "run " + run.name() + " is " + run.state() + ", so nothing is prepared any more");
            }
            List<Placed> items = writeBlocks(id, prepared);
            writeItems(id, run, items);
            writeFindings(id, prepared);
            decisions.settle(prepared.accounts().stream()
                    .flatMap(account -> account.decided().effects().stream())
                    .toList());
            ControlTotals booked = ControlTotals.NOTHING;
            if (prepared.extracted()) {
                writeVerdicts(id, prepared);
                booked = prepared.accounts().stream()
                        .map(PreparedAccount::totals)
                        .reduce(ControlTotals.NOTHING, ControlTotals::plus);
            }
            writeRows(id, prepared);
            claims.write(id, prepared.accounts());
            writeTotals(id, "SOURCE", source);
            writeTotals(id, "BOOKED", booked);
            long seenAgain = prepared.extracted() ? markSeen(id, run, prepared) : 0;
            store.jdbc()
                    .sql("""
                         update key_range set state = 'STORED', source_accounts = ?, booked_accounts = ?, seen_again = ?,
                           item_count = ?, stored_at = clock_timestamp() where run_id = ? and range_number = ?""")
                    .params(source.accounts(), booked.accounts(), seenAgain, items.size(), id.runId(), id.number())
                    .update();
            lease.assertHeld(token);
            return true;
        });
    }

    /** One account goes whole or not at all, and each extracted account counts once. */
    private static void demandWhole(PreparedAccount account) {
        boolean reported = account.verdict() == AccountVerdict.REPORTED;
        boolean error = account.findings().stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
        if (reported == account.items().isEmpty()
                || account.totals().accounts() != 1
                || error != (account.verdict() == AccountVerdict.HELD)) {
            throw new IllegalArgumentException("account " + account.accountKey() + " is " + account.verdict() + " with "
                    + account.items().size() + " items, " + account.totals().accounts() + " in its totals and "
                    + (error ? "an" : "no")
                    + " ERROR finding; expected items exactly when REPORTED, an ERROR exactly when"
                    + " HELD, and one account");
        }
    }

    private List<Placed> writeBlocks(RangeId id, PreparedRange prepared) {
        List<Placed> placed = new ArrayList<>();
        Map<String, ByteArrayOutputStream> blocks = new LinkedHashMap<>();
        for (PreparedAccount account : prepared.accounts()) {
            for (ReportItem item : account.items()) {
                ByteArrayOutputStream block =
                        blocks.computeIfAbsent(item.sendClass(), sendClass -> new ByteArrayOutputStream());
                placed.add(new Placed(account, item, block.size()));
                block.writeBytes(item.bytes());
            }
        }
        blocks.forEach((sendClass, block) -> this.blocks.write(id, sendClass, block.toByteArray()));
        return placed;
    }

    private void writeItems(RangeId id, Run run, List<Placed> items) {
        store.template()
                .batchUpdate(
                        "insert into report_item (item_id, target, run_id, range_number, send_class, block_offset, block_length,"
                                + " account_key, subject, kind, report_date, sequence, supersedes, content_hash,"
                                + " reported_state, state, currency, " + AmountColumns.NAMES
                                + ", item_digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'STAGED', ?, ?, ?, ?, ?, ?, ?)",
                        items,
                        BATCH,
                        (statement, placed) -> bindItem(statement, id, run, placed));
        List<String> replaced = items.stream()
                .map(placed -> placed.item().supersedes())
                .filter(itemId -> itemId != null)
                .toList();
        // An item that nobody saw yet gives way at once; one that left keeps its verdict, and the new item names it.
        store.template().batchUpdate("""
                        update report_item set state = 'SUPERSEDED'
                        where item_id = ? and state = 'STAGED' and package_id is null""", replaced, BATCH, (statement, itemId) -> statement.setString(1, itemId));
    }

    private static void bindItem(PreparedStatement statement, RangeId id, Run run, Placed placed) throws SQLException {
        ReportItem item = placed.item();
        if (!item.accountKey().equals(placed.account().accountKey())) {
            throw new IllegalArgumentException("item " + item.itemId() + " belongs to account " + item.accountKey()
                    + " but came with " + placed.account().accountKey());
        }
        statement.setString(1, item.itemId());
        statement.setString(2, run.target());
        statement.setLong(3, id.runId());
        statement.setInt(4, id.number());
        statement.setString(5, item.sendClass());
        statement.setInt(6, placed.offset());
        statement.setInt(7, item.bytes().length);
        statement.setString(8, item.accountKey());
        statement.setString(9, item.subject());
        statement.setString(10, item.kind().name());
        statement.setObject(11, item.reportDate());
        statement.setLong(12, item.sequence());
        statement.setString(13, item.supersedes());
        statement.setString(14, item.contentHash());
        statement.setBytes(15, item.reportedState());
        // A deletion tells no amounts: it counts in no currency.
        ControlTotals told = item.kind().takesBack() ? ControlTotals.NOTHING : item.totals();
        AmountColumns.bindSingle(statement, 16, "item " + item.itemId(), told);
        statement.setString(22, Digests.hex(item.bytes()));
    }

    private void writeVerdicts(RangeId id, PreparedRange prepared) {
        store.template()
                .batchUpdate(
                        "insert into account_verdict (run_id, account_key, range_number, source_position, verdict, account_status,"
                                + " days_past_due, currency, " + AmountColumns.NAMES
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        prepared.accounts(),
                        BATCH,
                        (statement, account) -> {
                            statement.setLong(1, id.runId());
                            statement.setString(2, account.accountKey());
                            statement.setInt(3, id.number());
                            statement.setString(4, Text.line(account.sourcePosition(), 1000));
                            statement.setString(5, account.verdict().name());
                            AccountStanding standing = account.standing();
                            statement.setString(
                                    6,
                                    standing == null ? null : standing.status().name());
                            statement.setObject(7, standing == null ? null : standing.daysPastDue(), Types.INTEGER);
                            AmountColumns.bindSingle(statement, 8, "account " + account.accountKey(), account.totals());
                        });
    }

    private void writeFindings(RangeId id, PreparedRange prepared) {
        List<FindingTable.Row> rows = new ArrayList<>();
        for (PreparedAccount account : prepared.accounts()) {
            List<@Nullable String> values = account.decided().findingValues();
            for (int place = 0; place < account.findings().size(); place++) {
                String digest = place < values.size() ? values.get(place) : null;
                rows.add(new FindingTable.Row(
                        id.runId(),
                        id.number(),
                        account.accountKey(),
                        null,
                        null,
                        null,
                        account.findings().get(place),
                        digest == null ? null : salt.of(digest)));
            }
        }
        findings.insert(rows);
    }

    private void writeRows(RangeId id, PreparedRange prepared) {
        store.template()
                .batchUpdate(
                        "insert into range_rows (run_id, range_number, query_name, row_count) values (?, ?, ?, ?)",
                        List.copyOf(prepared.rows().entrySet()),
                        BATCH,
                        (statement, rows) -> {
                            statement.setLong(1, id.runId());
                            statement.setInt(2, id.number());
                            statement.setString(3, rows.getKey());
                            statement.setLong(4, rows.getValue());
                        });
    }

    private void writeTotals(RangeId id, String side, ControlTotals totals) {
        List<Map.Entry<String, Amounts>> rows = List.copyOf(totals.amounts().entrySet());
        store.template()
                .batchUpdate(
                        "insert into range_total (run_id, range_number, side, currency, " + AmountColumns.NAMES
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        rows,
                        BATCH,
                        (statement, row) -> {
                            statement.setLong(1, id.runId());
                            statement.setInt(2, id.number());
                            statement.setString(3, side);
                            statement.setString(4, row.getKey());
                            AmountColumns.bind(statement, 5, row.getValue());
                        });
    }

    /** What the ledger knows of an account from earlier nights. */
    private record Known(boolean open, boolean closed) {}

    /** An account that was seen: whether it is closed, whether it was seen before, and when it is looked at again. */
    private record Seen(
            String accountKey,
            boolean closed,
            boolean before,
            @Nullable String rangeKey,
            @Nullable LocalDate lookOn,
            @Nullable LocalDate changesOn) {
        /**
         * @param planned whether the source can name what changed, so that it matters when an account is looked at again
         * @param asOf date of the run: what has a question open is looked at by every run from then on
         */
        static Seen of(PreparedAccount account, boolean closed, boolean before, boolean planned, LocalDate asOf) {
            NextLook next = planned ? account.nextLook() : null;
            if (next == null) {
                return new Seen(account.accountKey(), closed, before, null, null, null);
            }
            boolean settled = next.on() != null && account.verdict() != AccountVerdict.REPORTED;
            return new Seen(
                    account.accountKey(), closed, before, next.rangeKey(), settled ? next.on() : asOf, next.on());
        }
    }

    /**
     * Notes which accounts were seen; returns how many of them were known to be open before. A closed account is not expected again.
     * An account whose record could not be made is what it was when last seen. A line that nobody could read names no account.
     * Where a run is continued after a later one, what the later one saw stands, and this one counts by what it was opened with.
     */
    private long markSeen(RangeId id, Run run, PreparedRange prepared) {
        List<PreparedAccount> accounts =
                prepared.accounts().stream().filter(PreparedAccount::hasKey).toList();
        // To a later run that is open already, what this one finds was not there when it was opened.
        long newest = runs.newestRunId();
        long change = runs.changeBy(id.runId());
        boolean planned = scopes.of(id.runId()).basis() != null;
        Map<String, Known> known = store.ledByKeys(() ->
                known(run, accounts.stream().map(PreparedAccount::accountKey).toList()));
        List<Seen> seen = accounts.stream()
                .map(account -> {
                    Known before = known.get(account.accountKey());
                    AccountStanding standing = account.standing();
                    boolean closed = standing == null ? before != null && before.closed() : standing.isClosed();
                    return Seen.of(account, closed, before != null, planned, run.asOf());
                })
                .toList();
        store.template().batchUpdate("""
                        update source_account set last_run = ?, closed = ?, open_account = ?,
                          changed_run = case when open_account = ? then changed_run else ? end,
                          range_key = ?, look_on = ?, changes_on = ?
                        where target = ? and source = ? and account_key = ? and last_run <= ?""", seen.stream().filter(Seen::before).toList(), BATCH, (statement, account) -> {
            statement.setLong(1, id.runId());
            statement.setBoolean(2, account.closed());
            statement.setBoolean(3, !account.closed());
            statement.setBoolean(4, !account.closed());
            statement.setLong(5, change);
            bindPlan(statement, 6, account);
            statement.setString(9, run.target());
            statement.setString(10, run.source());
            statement.setString(11, account.accountKey());
            statement.setLong(12, id.runId());
        });
        store.template()
                .batchUpdate(
                        """
                        insert into source_account (target, source, account_key, open_account, closed, first_run, last_run,
                          range_key, look_on, changes_on)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        seen.stream().filter(account -> !account.before()).toList(),
                        BATCH,
                        (statement, account) -> {
                            statement.setString(1, run.target());
                            statement.setString(2, run.source());
                            statement.setString(3, account.accountKey());
                            statement.setBoolean(4, !account.closed());
                            statement.setBoolean(5, account.closed());
                            statement.setLong(6, newest);
                            statement.setLong(7, id.runId());
                            bindPlan(statement, 8, account);
                        });
        return known.values().stream().filter(Known::open).count();
    }

    private static void bindPlan(PreparedStatement statement, int at, Seen account) throws SQLException {
        statement.setString(at, account.rangeKey());
        statement.setObject(at + 1, account.lookOn());
        statement.setObject(at + 2, account.changesOn());
    }

    private Map<String, Known> known(Run run, List<String> keys) {
        Map<String, Known> known = new HashMap<>();
        store.jdbc()
                .sql("select account_key, first_run < ? and open_account = (changed_run <= ?), closed from "
                        + SqlArrays.KEYS
                        + " join source_account on account_key = k.key_text where target = ? and source = ?")
                .params(run.runId(), run.runId(), SqlArrays.text(keys), run.target(), run.source())
                .query(row -> {
                    known.put(row.getString(1), new Known(row.getBoolean(2), row.getBoolean(3)));
                });
        return known;
    }

    Set<String> keysOfOtherSources(String target, String source, Collection<String> accountKeys) {
        return new HashSet<>(store.ledByKeys(() -> store.jdbc()
                .sql("select account_key from " + SqlArrays.KEYS
                        + " join source_account a on a.target = ? and a.account_key = k.key_text and a.source <> ?")
                .params(SqlArrays.text(accountKeys), target, source)
                .query(String.class)
                .list()));
    }
}
