package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.ledger.FeedbackCheck.SentItem;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.SubjectHistory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is on file at the registries. An accepted item stands until a correction or deletion that names it is accepted too, in
 * whatever order the answers come, or until one that takes back all of its subject's; of the items that stand the one with the newest report date, then the highest sequence, is
 * what is on file now. Items on their way stand beside the mirror, never in it.
 */
public final class RegistryMirror {
    private static final int BATCH = 1_000;
    private static final int FETCH = 5_000;

    private static final String STANDING =
            "insert into registry_mirror_date (target, subject, report_date, sequence, item_id,"
                    + " item_digest, currency, " + AmountColumns.NAMES
                    + ") select i.target, i.subject, i.report_date, i.sequence, i.item_id, i.item_digest, i.currency, i.principal,"
                    + " i.credit_limit, i.outstanding, i.overdue, i.paid";

    /** Accepted, and no deletion. */
    private static final String ON_FILE = "i.answer = 'ACCEPTED' and i.kind in ('REPORT', 'CORRECTION')";

    /** Not replaced or taken back by another accepted item. */
    private static final String IN_FORCE = """
            not exists (
              select 1 from report_item j where j.target = i.target and j.subject = i.subject
                and j.answer in ('ACCEPTED', 'LOST') and j.kind not in ('REPORT', 'ID_CHANGE')
                and (j.supersedes = i.item_id or (j.kind = 'DELETE_ALL' and j.sequence > i.sequence)))""";

    private static final String NEWEST = """
            insert into registry_mirror (target, subject, account_key, item_id, sequence, report_date, content_hash, reported_state)
            select i.target, i.subject, i.account_key, i.item_id, i.sequence, i.report_date, i.content_hash, i.reported_state""";

    /** Of the items of subjects that stand. One step back from the end of each subject's, however many there are. */
    private static final String IS_NEWEST = " from " + SqlArrays.KEYS
            + " left join report_item i on i.item_id = (select d.item_id from registry_mirror_date d"
            + " where d.target = ? and d.subject = k.key_text order by d.report_date desc, d.sequence desc"
            + " fetch first row only) where " + SqlArrays.found("i.item_id");

    /** The same of a whole target without a look-up for each item: it must not depend on how well the database knows its tables. */
    private static final String ALL_THAT_STAND = """
            from report_item i left join (
              select w.subject, max(w.sequence) as sequence from report_item w
              where w.target = ? and w.answer in ('ACCEPTED', 'LOST') and w.kind = 'DELETE_ALL' group by w.subject) gone
              on gone.subject = i.subject
            where i.answer = 'ACCEPTED' and i.kind in ('REPORT', 'CORRECTION') and i.target = ?
              and (gone.sequence is null or gone.sequence < i.sequence) and i.item_id not in (
              select j.supersedes from report_item j
              where j.target = ? and j.answer in ('ACCEPTED', 'LOST') and j.kind not in ('REPORT', 'ID_CHANGE') and j.supersedes is not null)""";

    private static final String ALL_THE_NEWEST = """
            from (select m.item_id, row_number() over (partition by m.subject order by m.report_date desc, m.sequence desc) as place
              from registry_mirror_date m where m.target = ?) d
            join report_item i on i.item_id = d.item_id where d.place = 1""";

    /** All that is asked of a subject: what is on file, its highest sequence, and its items that are on their way or were rejected. */
    private static final String HISTORY = """
            select k.key_text, m.item_id, m.sequence, m.report_date, m.content_hash, m.reported_state,
              (select max(x.sequence) from report_item x where x.target = ? and x.subject = k.key_text) as last_sequence,
              i.item_id, i.sequence, i.report_date, i.content_hash, i.state from\s""" + SqlArrays.KEYS + """
             left join registry_mirror m on m.target = ? and m.subject = k.key_text
            left join report_item i on i.target = ? and i.subject = k.key_text and i.state in ('STAGED', 'SENT', 'REJECTED')""";

    private final Store store;
    private final Targets targets;

    /** @param store where the mirror is kept */
    public RegistryMirror(Store store) {
        this.store = store;
        this.targets = new Targets(store);
    }

    /**
     * As below, as the target's profile wants to know it: where a registry gives no verdicts, what it received is what it was told,
     * so that the newest item received stands for what is on file and nothing of it is on its way any more. Where the profile
     * compares with all that stands, all of it.
     */
    public Map<String, SubjectHistory> histories(String target, Collection<String> subjects, RegistryProfile profile) {
        return store.ledByKeys(() -> read(target, subjects, profile));
    }

    private Map<String, SubjectHistory> read(String target, Collection<String> subjects, RegistryProfile profile) {
        Map<String, SubjectHistory> histories = read(target, subjects);
        Map<String, SubjectHistory> judged =
                profile.comparesWithAllThatStands() ? withAllThatStands(target, histories) : histories;
        return profile.powers().feedback()
                ? judged
                : new ToldHistories(store).of(judged, target, profile.comparesWithAllThatStands());
    }

    private Map<String, SubjectHistory> withAllThatStands(String target, Map<String, SubjectHistory> histories) {
        Map<String, List<SubjectHistory.Accepted>> standing = new HashMap<>();
        store.jdbc()
                .sql("select k.key_text, d.item_id, d.sequence, d.report_date, i.content_hash, i.reported_state from "
                        + SqlArrays.KEYS
                        + " left join registry_mirror_date d on d.target = ? and d.subject = k.key_text"
                        + " left join report_item i on i.item_id = d.item_id where " + SqlArrays.found("i.item_id")
                        + " order by k.key_text, d.report_date, d.sequence")
                .params(SqlArrays.text(histories.keySet()), target)
                .query(row -> {
                    standing.computeIfAbsent(row.getString(1), subject -> new ArrayList<>())
                            .add(accepted(row));
                });
        Map<String, SubjectHistory> all = new HashMap<>();
        histories.forEach((subject, history) -> all.put(
                subject,
                new SubjectHistory(
                        subject,
                        history.lastSequence(),
                        history.accepted(),
                        history.open(),
                        history.rejected(),
                        List.copyOf(standing.getOrDefault(subject, List.of())))));
        return all;
    }

    /**
     * What is on file and on its way for many subjects, with one statement that walks the indexes in the order of the subjects; with a
     * second one where the registry rejected something.
     *
     * @return one entry for every subject asked for, {@link SubjectHistory#none} where nothing is known
     */
    public Map<String, SubjectHistory> histories(String target, Collection<String> subjects) {
        return store.ledByKeys(() -> read(target, subjects));
    }

    private Map<String, SubjectHistory> read(String target, Collection<String> subjects) {
        Map<String, Long> last = new HashMap<>();
        Map<String, SubjectHistory.Accepted> accepted = new HashMap<>();
        Map<String, List<SubjectHistory.Open>> open = new HashMap<>();
        Set<String> withRejects = new LinkedHashSet<>();
        store.jdbc()
                .sql(HISTORY)
                .params(target, SqlArrays.text(subjects.stream().sorted().toList()), target, target)
                .query(row -> {
                    String subject = row.getString(1);
                    last.put(subject, row.getLong(7));
                    if (row.getString(2) != null) {
                        accepted.put(subject, accepted(row));
                    }
                    String state = row.getString(12);
                    if (ItemState.REJECTED.name().equals(state)) {
                        withRejects.add(subject);
                    } else if (state != null) {
                        open.computeIfAbsent(subject, any -> new ArrayList<>())
                                .add(new SubjectHistory.Open(
                                        row.getString(8),
                                        row.getLong(9),
                                        row.getObject(10, LocalDate.class),
                                        row.getString(11)));
                    }
                });
        open.values().forEach(items -> items.sort(Comparator.comparing(SubjectHistory.Open::sequence)));
        Map<String, SubjectHistory.Rejected> rejected =
                withRejects.isEmpty() ? Map.of() : rejected(target, withRejects);
        Map<String, SubjectHistory> histories = new HashMap<>();
        for (String subject : subjects) {
            histories.put(
                    subject,
                    new SubjectHistory(
                            subject,
                            last.getOrDefault(subject, 0L),
                            accepted.get(subject),
                            List.copyOf(open.getOrDefault(subject, List.of())),
                            rejected.get(subject)));
        }
        return histories;
    }

    /** Rejected items that nothing newer has taken the place of; items that never left take no place. */
    private Map<String, SubjectHistory.Rejected> rejected(String target, Collection<String> subjects) {
        Map<String, SubjectHistory.Rejected> rejected = new HashMap<>();
        store.jdbc()
                .sql("select i.subject, i.item_id, i.report_date, i.content_hash, (select min(f.rule_id) from finding f"
                        + " where f.item_id = i.item_id and f.severity = 'ERROR') as code from " + SqlArrays.KEYS
                        + " left join report_item i on i.target = ? and i.subject = k.key_text and i.state = 'REJECTED'"
                        + " where " + SqlArrays.found("i.item_id")
                        + " and not exists (select 1 from report_item j where j.target = i.target"
                        + " and j.subject = i.subject and j.sequence > i.sequence"
                        + " and j.state not in ('WITHDRAWN', 'SUPERSEDED'))")
                .params(SqlArrays.text(subjects), target)
                .query(row -> {
                    String code = row.getString(5);
                    rejected.put(
                            row.getString(1),
                            new SubjectHistory.Rejected(
                                    row.getString(2),
                                    row.getObject(3, LocalDate.class),
                                    row.getString(4),
                                    code == null ? "" : code));
                });
        return rejected;
    }

    private static SubjectHistory.Accepted accepted(ResultSet row) throws SQLException {
        return new SubjectHistory.Accepted(
                row.getString(2), row.getLong(3), row.getObject(4, LocalDate.class), row.getString(5), row.getBytes(6));
    }

    /** Takes in newly accepted items within the open transaction, which holds the target's lock. */
    void accept(String target, List<SentItem> items) {
        store.ledByKeys(() -> {
            take(target, items);
            return items.size();
        });
    }

    private void take(String target, List<SentItem> items) {
        List<String> ids = items.stream().map(SentItem::itemId).toList();
        store.jdbc()
                .sql(STANDING + " from " + SqlArrays.KEYS + " left join report_item i on i.item_id = k.key_text and "
                        + ON_FILE + " where " + SqlArrays.found("i.item_id") + " and " + IN_FORCE)
                .param(SqlArrays.text(ids))
                .update();
        store.template()
                .batchUpdate(
                        """
                        delete from registry_mirror_date where target = ? and subject = ? and item_id = (
                          select supersedes from report_item where item_id = ?)""",
                        items.stream()
                                .filter(item -> item.kind() != ItemKind.REPORT && item.kind() != ItemKind.ID_CHANGE)
                                .toList(),
                        BATCH,
                        (statement, item) -> {
                            statement.setString(1, target);
                            statement.setString(2, item.subject());
                            statement.setString(3, item.itemId());
                        });
        store.template()
                .batchUpdate(
                        """
                        delete from registry_mirror_date where target = ? and subject = ? and sequence < (
                          select sequence from report_item where item_id = ?)""",
                        items.stream()
                                .filter(item -> item.kind() == ItemKind.DELETE_ALL)
                                .toList(),
                        BATCH,
                        (statement, item) -> {
                            statement.setString(1, target);
                            statement.setString(2, item.subject());
                            statement.setString(3, item.itemId());
                        });
        items.stream().filter(item -> item.kind() == ItemKind.ID_CHANGE).forEach(item -> rename(target, item));
        findNewest(target, items.stream().map(SentItem::subject).distinct().toList());
    }

    /** What was accepted under the old key stands under the new one from now on, and is corrected and deleted under it. */
    private void rename(String target, SentItem change) {
        String old = store.jdbc()
                .sql(
                        "select b.subject from report_item a join report_item b on b.item_id = a.supersedes where a.item_id = ?")
                .param(change.itemId())
                .query(String.class)
                .single();
        if (old.equals(change.subject())) {
            return;
        }
        store.jdbc()
                .sql("update report_item set subject = ? where target = ? and subject = ?")
                .params(change.subject(), target, old)
                .update();
        for (String subject : List.of(old, change.subject())) {
            store.jdbc()
                    .sql("delete from registry_mirror_date where target = ? and subject = ?")
                    .params(target, subject)
                    .update();
        }
        store.jdbc()
                .sql(STANDING + " from report_item i where i.target = ? and i.subject = ? and " + ON_FILE + " and "
                        + IN_FORCE)
                .params(target, change.subject())
                .update();
        findNewest(target, List.of(old));
    }

    private void findNewest(String target, List<String> subjects) {
        KeyedUpdate.of(store, "delete from registry_mirror where target = ? and subject =", List.of(target), subjects);
        store.jdbc()
                .sql(NEWEST + IS_NEWEST)
                .params(SqlArrays.text(subjects), target)
                .update();
    }

    /**
     * The registry does not hold any more what it accepted, by the word of a person: it neither stands nor counts as accepted, and
     * what it had replaced stays replaced. Within the open transaction, which holds the target's lock.
     */
    void lose(String target, String subject, List<String> itemIds) {
        for (String itemId : itemIds) {
            store.jdbc()
                    .sql(
                            "update report_item set answer = 'LOST' where target = ? and item_id = ? and answer = 'ACCEPTED'")
                    .params(target, itemId)
                    .update();
            store.jdbc()
                    .sql("delete from registry_mirror_date where target = ? and item_id = ?")
                    .params(target, itemId)
                    .update();
        }
        findNewest(target, List.of(subject));
    }

    /**
     * Makes the mirror of a target anew from what was delivered and answered. The result equals the live mirror; anything else is
     * a bug of ours.
     */
    public void rebuild(String target) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            store.lookAt("report_item");
            for (String table : List.of("registry_mirror", "registry_mirror_date")) {
                store.jdbc()
                        .sql("delete from " + table + " where target = ?")
                        .param(target)
                        .update();
            }
            store.jdbc()
                    .sql(STANDING + " " + ALL_THAT_STAND)
                    .params(target, target, target)
                    .update();
            store.jdbc().sql(NEWEST + " " + ALL_THE_NEWEST).param(target).update();
        });
    }

    /**
     * What a registry that tells the truth would state: see {@code Statement} in the profile's published API. Items up to the date
     * are all that were ever accepted; the sums and the digest are over the newest one of each subject. One ordered pass over
     * what stands. Without a digest of the holdings while an item stands whose own digest was never noted.
     */
    public Statement totals(String target, LocalDate date) {
        HoldingTotals totals = holdings(target, date, HoldingTotals::of);
        long items = store.jdbc()
                .sql("select count(*) from report_item where target = ? and answer = 'ACCEPTED' and report_date <= ?")
                .params(target, date)
                .query(Long.class)
                .single();
        return totals.statement(date, items);
    }

    /**
     * Reads all that stands up to a date, in the order of {@link Holding#ORDER} and with a few thousand rows in memory at a time.
     * The iterator lives as long as the call, and so does a transaction.
     *
     * @param use reads it; may ask the store other things meanwhile
     */
    public <T> T holdings(String target, LocalDate date, Function<Iterator<Holding>, T> use) {
        return store.transactions().execute(status -> {
            // Streaming needs both: a transaction, else PostgreSQL sends everything at once, and a fetch size.
            JdbcTemplate streaming = new JdbcTemplate(store.dataSource());
            streaming.setFetchSize(FETCH);
            try (Stream<Holding> rows = streaming.queryForStream(
                    "select subject, item_id, report_date, sequence, item_digest, currency, " + AmountColumns.NAMES
                            + " from registry_mirror_date where target = ? and report_date <= ? order by "
                            + store.vendor().byteOrder("subject") + ", report_date, sequence",
                    RegistryMirror::holding,
                    target,
                    date)) {
                return use.apply(rows.iterator());
            }
        });
    }

    /**
     * Compares what stands up to a date with the registry's own listing, item by item, in one pass.
     *
     * @param theirs in the order of {@link Holding#ORDER}
     */
    public RegistryComparison.Result compare(String target, LocalDate date, Iterator<Holding> theirs) {
        return RegistryComparison.of(store, this, target, date, theirs);
    }

    /** Items of a target with a report date up to a date that were sent and have no verdict: the registry may have judged them. */
    public long onTheWay(String target, LocalDate date) {
        return store.jdbc()
                .sql("select count(*) from report_item where target = ? and state = 'SENT' and report_date <= ?")
                .params(target, date)
                .query(Long.class)
                .single();
    }

    private static Holding holding(ResultSet row, int number) throws SQLException {
        return new Holding(
                row.getString("subject"),
                row.getString("item_id"),
                row.getObject("report_date", LocalDate.class),
                row.getLong("sequence"),
                row.getString("item_digest"),
                row.getString("currency"),
                AmountColumns.read(row));
    }
}
