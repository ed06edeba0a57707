package org.creditconnector.ledger;

import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.Holding;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.ledger.FeedbackCheck.SentItem;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.totals.Amounts;
import org.jspecify.annotations.Nullable;

/**
 * Takes into the books what a registry proves to have, after the store lost its memory of it. Only for a target in doubt (see
 * {@link Restoration}). Every method is one transaction, changes nothing when it is repeated, and writes nothing when the lease
 * was overtaken.
 *
 * <p>Adopted items that our books did not have at all stand in run 0, which no night has: the night they were sent in is lost.
 */
public final class Adoption {
    private static final long NO_RUN = 0;

    private final Store store;
    private final Targets targets;
    private final Lease lease;
    private final Moves moves;
    private final PackageBook packages;
    private final RegistryMirror mirror;
    private final Restoration restoration;

    /** @param store whose books are completed */
    public Adoption(Store store) {
        this.store = store;
        this.targets = new Targets(store);
        this.lease = new Lease(store);
        this.moves = new Moves(store);
        this.packages = new PackageBook(store);
        this.mirror = new RegistryMirror(store);
        this.restoration = new Restoration(store);
    }

    /**
     * What the registry said of an item in feedback about a package that our books do not have.
     *
     * @param packageId the package it travelled in
     * @param accepted whether it was accepted
     */
    public record Verdict(String packageId, boolean accepted) {}

    /**
     * An item of ours that may already be with the registry.
     *
     * @param itemId its id
     * @param subject what it is about
     * @param digest hex SHA-256 of its bytes
     */
    public record Waiting(String itemId, String subject, String digest) {}

    /** Verdicts by item id from feedback about packages that our books do not have. */
    public Map<String, Verdict> foreignVerdicts(String target) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        store.jdbc().sql("""
                     select parsed from feedback_inbox f where target = ? and state = 'QUARANTINED' and parsed is not null
                       and not exists (select 1 from submission_package p where p.package_id = f.package_id)
                     order by inbox_id""").param(target).query(row -> {
            Feedback feedback = AvroContainer.read(row.getBytes(1), Feedback.getClassSchema());
            for (ItemVerdict one : feedback.getVerdicts()) {
                verdicts.put(
                        one.getItemId(),
                        new Verdict(
                                feedback.getPackageId(), FeedbackCheck.state(one.getVerdict()) == ItemState.ACCEPTED));
            }
        });
        return verdicts;
    }

    /**
     * Takes packages apart that have not left by our books and that the registry does not know: their numbers may be taken. Items
     * of packages that were refused because of their number are freed too.
     */
    public void takeApart(String target, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            for (StoredPackage one : packages.ofTarget(target, PackageState.BUILT)) {
                moves.movePackage(one.packageId(), PackageState.BUILT, PackageState.WITHDRAWN);
                PackageItems.free(store, one.packageId());
            }
            long first = restoration.firstNumber(target);
            for (StoredPackage one : packages.ofTarget(target, PackageState.REFUSED)) {
                if (one.sequence() < first) {
                    PackageItems.free(store, one.packageId());
                }
            }
            lease.assertHeld(token);
        });
    }

    /** A BUILT package that the registry turns out to have: it left, and the copy of the store did not know it yet. */
    public void arrived(StoredPackage built, String receipt, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(built.target());
            moves.movePackage(built.packageId(), PackageState.BUILT, PackageState.SENDING);
            moves.moveAllItems(built.packageId(), ItemState.STAGED, ItemState.SENT);
            moves.movePackage(built.packageId(), PackageState.SENDING, PackageState.RECEIVED);
            store.jdbc()
                    .sql("update submission_package set receipt = ?, detail = ? where package_id = ?")
                    .params(receipt, "asked by id after a restore: the registry has it", built.packageId())
                    .update();
            lease.assertHeld(token);
        });
    }

    /** Staged items of a target with the digests of their bytes. */
    public List<Waiting> waiting(String target) {
        ItemBlocks blocks = new ItemBlocks(store);
        return store.jdbc()
                .sql("""
                     select item_id, subject, run_id, range_number, send_class, block_offset, block_length from report_item
                     where target = ? and state = 'STAGED' order by run_id, range_number, send_class, block_offset""")
                .param(target)
                .query((row, number) -> new Waiting(
                        row.getString(1),
                        row.getString(2),
                        blocks.find(row.getLong(3), row.getInt(4), row.getString(5), row.getInt(6), row.getInt(7))
                                .map(Adoption::hex)
                                .orElse("")))
                .list();
    }

    /** Hex SHA-256 of an item's bytes as they travel. */
    public static String hex(byte[] bytes) {
        MessageDigest digest = Digests.sha256();
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Gives a staged item the verdict that it got in a lost night.
     *
     * @param otherContent digest of what the registry holds under its id when that is not what we staged: the account then counts as
     *     changed; null when it is the same
     */
    public void settle(String target, String itemId, Verdict verdict, @Nullable String otherContent, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            String state = verdict.accepted() ? ItemState.ACCEPTED.name() : ItemState.REJECTED.name();
            store.jdbc()
                    .sql("""
                         update report_item set state = ?, answer = ?, answered_at = clock_timestamp(), package_id = ?,
                           package_line = null, content_hash = coalesce(cast(? as varchar), content_hash),
                           item_digest = coalesce(cast(? as varchar), item_digest)
                         where item_id = ? and state = 'STAGED'""")
                    .param(state)
                    .param(state)
                    .param(verdict.packageId().isEmpty() ? null : verdict.packageId())
                    .param(otherContent)
                    .param(otherContent)
                    .param(itemId)
                    .update();
            if (verdict.accepted()) {
                mirror.accept(target, List.of(sent(itemId)));
            }
            lease.assertHeld(token);
        });
    }

    private SentItem sent(String itemId) {
        return store.jdbc()
                .sql("select item_id, account_key, range_number, subject, sequence, kind, state, currency, "
                        + AmountColumns.NAMES + " from report_item where item_id = ?")
                .param(itemId)
                .query((row, number) -> new SentItem(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getLong(5),
                        ItemKind.valueOf(row.getString(6)),
                        ItemState.valueOf(row.getString(7)),
                        row.getString(8),
                        AmountColumns.read(row)))
                .single();
    }

    /**
     * Withdraws a staged item that was made without knowing what the registry has of its subject; its place in the subject's
     * sequence becomes free, since it never left.
     */
    public void withdraw(String target, String itemId, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            store.jdbc().sql("""
                         update report_item set state = 'WITHDRAWN', package_id = null, package_line = null, sequence = (
                           select case when min(j.sequence) < 0 then min(j.sequence) - 1 else -1 end from report_item j
                           where j.target = report_item.target and j.subject = report_item.subject)
                         where item_id = ? and state = 'STAGED'""").param(itemId).update();
            lease.assertHeld(token);
        });
    }

    /** Books items that we made again exactly as the registry has them, with the verdicts they got. */
    public void recognise(String target, List<ReportItem> items, Map<String, Verdict> verdicts, LeaseToken token) {
        List<Row> rows = new ArrayList<>();
        for (ReportItem item : items) {
            Verdict verdict = verdicts.getOrDefault(item.itemId(), new Verdict("", true));
            Map.Entry<String, Amounts> told =
                    item.kind().takesBack() ? null : AmountColumns.single("item " + item.itemId(), item.totals());
            rows.add(new Row(
                    item.itemId(),
                    item.sendClass(),
                    item.accountKey(),
                    item.subject(),
                    item.kind(),
                    item.reportDate(),
                    item.sequence(),
                    item.supersedes(),
                    item.contentHash(),
                    Digests.hex(item.bytes()),
                    told == null ? null : told.getKey(),
                    told == null ? Amounts.NONE : told.getValue(),
                    item.reportedState(),
                    verdict));
        }
        insert(target, rows, token);
    }

    /**
     * Books what the registry holds and nobody here can make again: its content is not known, so that the account counts as changed
     * from then on. Where an item of the same subject and date stands in our books and not at the registry, it is what replaced it.
     */
    public void takeOver(
            String target, String accountKey, Holding holding, Optional<String> replaced, LeaseToken token) {
        Row row = new Row(
                holding.itemId(),
                "",
                accountKey,
                holding.subject(),
                replaced.isPresent() ? ItemKind.CORRECTION : ItemKind.REPORT,
                holding.reportDate(),
                holding.sequence(),
                replaced.orElse(null),
                holding.itemDigest() == null ? "unknown" : holding.itemDigest(),
                holding.itemDigest(),
                holding.currency(),
                holding.currency() == null ? Amounts.NONE : holding.amounts(),
                new byte[0],
                new Verdict("", true));
        insert(target, List.of(row), token);
    }

    /** An adopted item that our books did not have. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way into a column
    private record Row(
            String itemId,
            String sendClass,
            String accountKey,
            String subject,
            ItemKind kind,
            java.time.LocalDate reportDate,
            long sequence,
            @Nullable String supersedes,
            String contentHash,
            @Nullable String itemDigest,
            @Nullable String currency,
            Amounts amounts,
            byte[] reportedState,
            Verdict verdict) {}

    private void insert(String target, List<Row> rows, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> {
            targets.lock(target);
            store.template()
                    .batchUpdate(
                            "insert into report_item (item_id, target, run_id, range_number, send_class, block_offset, block_length,"
                                    + " account_key, subject, kind, report_date, sequence, supersedes, content_hash,"
                                    + " reported_state, state, answer, answered_at, package_id, currency, "
                                    + AmountColumns.NAMES + ", item_digest) values (?, ?, " + NO_RUN
                                    + ", 0, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?, ?)",
                            rows,
                            1_000,
                            (statement, row) -> bind(statement, target, row));
            mirror.accept(
                    target,
                    rows.stream()
                            .filter(row -> row.verdict().accepted())
                            .map(row -> sent(row.itemId()))
                            .toList());
            lease.assertHeld(token);
        });
    }

    private static void bind(PreparedStatement statement, String target, Row row) throws SQLException {
        String state = row.verdict().accepted() ? ItemState.ACCEPTED.name() : ItemState.REJECTED.name();
        statement.setString(1, row.itemId());
        statement.setString(2, target);
        statement.setString(3, row.sendClass());
        statement.setString(4, row.accountKey());
        statement.setString(5, row.subject());
        statement.setString(6, row.kind().name());
        statement.setObject(7, row.reportDate());
        statement.setLong(8, row.sequence());
        statement.setString(9, row.supersedes());
        statement.setString(10, row.contentHash());
        statement.setBytes(11, row.reportedState());
        statement.setString(12, state);
        statement.setString(13, state);
        statement.setString(
                14, row.verdict().packageId().isEmpty() ? null : row.verdict().packageId());
        statement.setString(15, row.currency());
        AmountColumns.bind(statement, 16, row.amounts());
        statement.setString(21, row.itemDigest());
    }

    /** Of the item ids asked for, those that our books have with a final verdict. */
    public List<String> known(String target, List<String> itemIds) {
        return store.jdbc()
                .sql("select item_id from " + SqlArrays.KEYS
                        + " left join report_item i on i.item_id = k.key_text and i.target = ? and i.answer is not null where "
                        + SqlArrays.found("i.item_id"))
                .params(SqlArrays.text(itemIds), target)
                .query(String.class)
                .list();
    }

    /**
     * Items of ours that were sent and have no verdict yet, as item id and subject: what the registry made of them it may show
     * already, and its feedback will say it.
     */
    public Map<String, String> unanswered(String target) {
        Map<String, String> subjects = new LinkedHashMap<>();
        store.jdbc()
                .sql("select item_id, subject from report_item where target = ? and state = 'SENT' order by item_id")
                .param(target)
                .query(row -> {
                    subjects.put(row.getString(1), row.getString(2));
                });
        return subjects;
    }

    /** Items that stand in our mirror, as subject, item id and report date in any order. */
    public List<Holding> standing(String target) {
        return store.jdbc()
                .sql("select subject, item_id, report_date, sequence, currency, " + AmountColumns.NAMES
                        + " from registry_mirror_date where target = ?")
                .param(target)
                .query((row, number) -> new Holding(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, java.time.LocalDate.class),
                        row.getLong(4),
                        null,
                        row.getString(5),
                        AmountColumns.read(row)))
                .list();
    }

    /**
     * Settles the feedback about lost packages of which an item is in our books now, and raises the next package number by their
     * count: packages of a lender are numbered without gaps.
     *
     * @return packages that the registry must have, by its numbers, and that our books still know nothing of
     */
    public long closeFeedback(String target, LeaseToken token) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            foreignLetters(target).forEach((inboxId, itemIds) -> {
                if (!known(target, itemIds).isEmpty()) {
                    new FeedbackInbox(store)
                            .settle(inboxId, FeedbackState.APPLIED, null, "adopted after the store was put back", null);
                }
            });
            long next = 1 + count("""
                            select count(*) from submission_package where target = ? and live_sequence is not null
                              and state not in ('BUILT', 'SENDING', 'UNKNOWN')""", target) + lostPackages(target);
            restoration.numberFrom(target, next);
            lease.assertHeld(token);
            return restoration.firstNumber(target) - next;
        });
    }

    /** Packages that only the registry's feedback tells of. */
    public long lostPackages(String target) {
        return count("""
                select count(distinct package_id) from feedback_inbox f where target = ? and state = 'APPLIED'
                  and not exists (select 1 from submission_package p where p.package_id = f.package_id)""", target);
    }

    private long count(String sql, String target) {
        return store.jdbc().sql(sql).param(target).query(Long.class).single();
    }

    private Map<Long, List<String>> foreignLetters(String target) {
        Map<Long, List<String>> letters = new LinkedHashMap<>();
        store.jdbc().sql("""
                     select inbox_id, parsed from feedback_inbox f
                     where target = ? and state = 'QUARANTINED' and parsed is not null
                       and not exists (select 1 from submission_package p where p.package_id = f.package_id)
                     order by inbox_id""").param(target).query(row -> {
            Feedback feedback = AvroContainer.read(row.getBytes(2), Feedback.getClassSchema());
            letters.put(
                    row.getLong(1),
                    feedback.getVerdicts().stream().map(ItemVerdict::getItemId).toList());
        });
        return letters;
    }
}
