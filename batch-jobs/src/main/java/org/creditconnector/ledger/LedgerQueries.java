package org.creditconnector.ledger;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.creditconnector.ledger.PeriodComparison.Suspect;
import org.jspecify.annotations.Nullable;

/** What the commands show: nights, one account's journey, what is held or rejected, what needs a person. Changes nothing. */
public final class LedgerQueries {
    private final Store store;
    private final RunBook runs;
    private final Books books;

    /** @param store where the ledger is kept */
    public LedgerQueries(Store store) {
        this.store = store;
        this.runs = new RunBook(store);
        this.books = new Books(store);
    }

    /**
     * A run with its books.
     *
     * @param run as it stands
     * @param accounts the account book
     * @param items the item book
     * @param packages packages that count
     * @param seconds from its opening to its end, or until now
     */
    public record RunSummary(Run run, AccountBook accounts, ItemBook items, int packages, double seconds) {}

    /**
     * An account that was kept back.
     *
     * @param accountKey its key
     * @param sourcePosition how to find its source row
     * @param findings why
     */
    public record HeldAccount(String accountKey, String sourcePosition, List<FindingRow> findings) {}

    /**
     * Rejected items with the same reason.
     *
     * @param ruleId the registry's code; empty where it gave none
     * @param items how many
     * @param message the reason of one of them, in the registry's words
     */
    public record RejectGroup(String ruleId, long items, String message) {}

    /**
     * An item the registry rejected and no newer one has taken the place of.
     *
     * @param itemId its id
     * @param accountKey its account
     * @param runName run it came from
     * @param kind what it told
     * @param reportDate its report date
     * @param findings the registry's reasons
     */
    public record RejectedItem(
            String itemId,
            String accountKey,
            String runName,
            String kind,
            LocalDate reportDate,
            List<FindingRow> findings) {}

    /**
     * Something the registry keeps for itself, of which an item was rejected that is open still.
     *
     * @param accountKey account whose record told it
     * @param subject an account, or a person, agreement or the like that the account speaks of
     */
    public record RejectedSubject(String accountKey, String subject) {}

    /**
     * A package of which everything was rejected.
     *
     * @param items how many it held
     * @param open how many of them no newer one has taken the place of
     */
    public record RefusedWhole(String packageId, int items, int open) {}

    /**
     * A package that does not go on by itself.
     *
     * @param stored the package
     * @param runName its run
     * @param why what is wrong, in one sentence
     * @param next the command that moves it, without the program's name
     */
    public record StuckPackage(StoredPackage stored, String runName, String why, String next) {}

    /**
     * A decision of a person.
     *
     * @param recordedAt database time
     * @param author who
     * @param action what
     * @param subject run, package, target or feedback
     * @param reason why
     */
    public record Decision(OffsetDateTime recordedAt, String author, String action, String subject, String reason) {}

    /** All targets that have a run, sorted. */
    public List<String> targets() {
        return store.jdbc()
                .sql("select distinct target from submission_run order by target")
                .query(String.class)
                .list();
    }

    /**
     * When a date of a source was first run.
     *
     * @param source name of the source
     * @param businessDate the date
     * @param openedAt database time of its first pass
     */
    public record Opening(String source, LocalDate businessDate, OffsetDateTime openedAt) {}

    /** When each date of a target was first run, by source and date. */
    public List<Opening> openings(String target) {
        return store.jdbc()
                .sql("""
                     select source, business_date, min(opened_at) from submission_run where target = ?
                     group by source, business_date order by source, business_date""")
                .param(target)
                .query((row, number) -> new Opening(
                        row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, OffsetDateTime.class)))
                .list();
    }

    /** Runs of the newest business dates of a target, newest first; all sources and passes of a date. */
    public List<RunSummary> nights(String target, int dates) {
        return store
                .jdbc()
                .sql("""
                     select run_id from submission_run where target = ? and business_date in (
                       select distinct business_date from submission_run where target = ?
                       order by business_date desc fetch first\s""" + dates + " rows only)" + " order by business_date desc, source, pass desc")
                .params(target, target)
                .query(Long.class)
                .list()
                .stream()
                .map(this::summary)
                .toList();
    }

    /** A run with its books. */
    public RunSummary summary(long runId) {
        return new RunSummary(
                runs.require(runId),
                books.accounts(runId),
                books.items(runId),
                books.packages(runId),
                books.seconds(runId));
    }

    /** The newest run of every source of a target: what is held in them is held now. */
    public List<Run> newestRuns(String target) {
        Map<String, Run> newest = new LinkedHashMap<>();
        for (long runId : store.jdbc()
                .sql(
                        "select run_id from submission_run where target = ? order by source, business_date desc, pass desc")
                .param(target)
                .query(Long.class)
                .list()) {
            Run run = runs.require(runId);
            newest.putIfAbsent(run.source(), run);
        }
        return List.copyOf(newest.values());
    }

    /** Everything that happened to an account, in time order, at all targets or one. */
    public List<JourneyStep> journey(String accountKey, @Nullable String target) {
        return new Journey(store).of(accountKey, target);
    }

    /** Accounts that a run held, by key. */
    public Page<HeldAccount> held(long runId, @Nullable String after, int limit) {
        List<HeldAccount> rows = store.jdbc()
                .sql("""
                     select account_key, source_position from account_verdict
                     where run_id = ? and verdict = 'HELD' and account_key > ? order by account_key fetch first\s""" + (limit + 1) + " rows only")
                .params(runId, after == null ? "" : after)
                .query((row, number) -> new HeldAccount(row.getString(1), row.getString(2), new ArrayList<>()))
                .list();
        Map<String, HeldAccount> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.accountKey(), row));
        for (FindingRow finding : store.jdbc()
                .sql(
                        "select " + FindingTable.COLUMNS
                                + " from finding where run_id = ? and account_key = any(?) and inbox_id is null order by finding_id")
                .params(runId, SqlArrays.text(byKey.keySet()))
                .query(FindingTable::read)
                .list()) {
            HeldAccount account = byKey.get(finding.accountKey());
            if (account != null) {
                account.findings().add(finding);
            }
        }
        return Page.of(rows, limit, HeldAccount::accountKey);
    }

    /** Why persons, agreements and collateral were kept back by a run, in the subjects' order; the finding's position is the subject. */
    public List<FindingRow> heldSubjects(long runId, int limit) {
        return store.jdbc()
                .sql("select " + FindingTable.COLUMNS
                        + " from finding where run_id = ? and severity = 'ERROR' and range_number in ("
                        + Books.SUBJECT_RANGES + ") order by position, finding_id fetch first " + limit + " rows only")
                .params(runId, runId)
                .query(FindingTable::read)
                .list();
    }

    /** Accounts that were open before a run and not seen in it. */
    public Page<String> vanished(long runId, @Nullable String after, int limit) {
        return Page.of(
                store.jdbc()
                        .sql("""
                             select account_key from vanished_account where run_id = ? and account_key > ?
                             order by account_key fetch first\s""" + (limit + 1) + " rows only")
                        .params(runId, after == null ? "" : after)
                        .query(String.class)
                        .list(),
                limit,
                key -> key);
    }

    /** Why a run stopped at the gate, one sentence each; empty where it did not. */
    public List<String> gateReasons(long runId) {
        return runs.gateReasons(runId);
    }

    /** Name of the sent run that a run was compared with; empty for a first night. */
    public Optional<String> comparedWith(long runId) {
        return store.jdbc()
                .sql("select compared_with from submission_run where run_id = ? and compared_with is not null")
                .param(runId)
                .query(Long.class)
                .optional()
                .map(before -> runs.require(before).name());
    }

    /** Accounts that changed oddly against the last sent run, by kind. */
    public Map<SuspectKind, Long> suspectCounts(long runId) {
        return new Comparing(store).suspects(runId);
    }

    /** Those accounts, the gravest kind first, then by key. */
    public Page<Suspect> suspects(long runId, @Nullable String after, int limit) {
        List<Suspect> rows = new ArrayList<>();
        SuspectKind first = after == null ? SuspectKind.REOPENED : SuspectKind.valueOf(after.split(" ", 2)[0]);
        for (SuspectKind kind : SuspectKind.values()) {
            if (kind.compareTo(first) < 0 || rows.size() > limit) {
                continue;
            }
            String afterKey = after != null && kind == first ? after.split(" ", 2)[1] : "";
            rows.addAll(suspects(runId, kind, afterKey, limit + 1 - rows.size()));
        }
        return Page.of(rows, limit, suspect -> suspect.kind() + " " + suspect.accountKey());
    }

    private List<Suspect> suspects(long runId, SuspectKind kind, String after, int limit) {
        return store.jdbc()
                .sql("""
                     select s.account_key, r.target, r.source, r.business_date, r.pass, r.as_of from gate_suspect s
                     join submission_run r on r.run_id = s.before_run
                     where s.run_id = ? and s.kind = ? and s.account_key > ?
                     order by s.account_key fetch first\s""" + limit + " rows only")
                .params(runId, kind.name(), after)
                .query((row, number) -> new Suspect(
                        row.getString(1),
                        kind,
                        row.getString(2) + "/" + row.getString(3) + "/" + row.getObject(4, LocalDate.class) + "/"
                                + row.getInt(5),
                        row.getObject(6, LocalDate.class)))
                .list();
    }

    /** Open rejects of a target by the registry's reason, most frequent first. An item with two reasons counts under both. */
    public List<RejectGroup> rejectGroups(String target) {
        return store.jdbc()
                .sql("select coalesce(f.rule_id, '') as rule, count(distinct i.item_id) as items,"
                        + " coalesce(min(f.message), '') as message from " + Rejects.FROM
                        + " left join finding f on f.item_id = i.item_id and f.severity = 'ERROR' where "
                        + Rejects.OPEN + " group by coalesce(f.rule_id, '') order by items desc, rule")
                .param(target)
                .query((row, number) -> new RejectGroup(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    /** Open rejects of a target, by item id; of one reason or all. */
    public Page<RejectedItem> rejects(String target, @Nullable String ruleId, @Nullable String after, int limit) {
        return new Rejects(store).page(target, ruleId, after, limit);
    }

    /**
     * Subjects with open rejects of a target, by account key.
     *
     * @param ofRule only this reason of the registry; null for all
     * @param ofPackage only items of this package; null for all
     * @param ofRun only items of this run; null for all
     */
    public List<RejectedSubject> rejectedSubjects(
            String target, @Nullable String ofRule, @Nullable String ofPackage, @Nullable Long ofRun) {
        return new Rejects(store).subjects(target, ofRule, ofPackage, ofRun);
    }

    /** Packages of a target of which everything was rejected and something is open still, the oldest first. */
    public List<RefusedWhole> refusedWhole(String target) {
        return new Rejects(store).refusedWhole(target);
    }

    /**
     * Packages that wait for a person: unknown, refused and not decided on, or without answer for longer than the deadline.
     *
     * @param feedbackDeadline how long a registry may take to answer; null for one that gives no verdicts
     */
    public List<StuckPackage> stuckPackages(String target, @Nullable Duration feedbackDeadline) {
        PackageBook packages = new PackageBook(store);
        List<StuckPackage> stuck = new ArrayList<>();
        for (StoredPackage one : packages.ofTarget(target, PackageState.UNKNOWN)) {
            stuck.add(stuck(
                    one,
                    "it may or may not have taken effect: " + one.detail(),
                    "resolve " + one.packageId() + " --as received|not-sent"));
        }
        for (StoredPackage one : packages.ofTarget(target, PackageState.REFUSED)) {
            if (undecided(one)) {
                stuck.add(stuck(one, "the registry refused it: " + one.detail(), "retry-package " + one.packageId()));
            }
        }
        if (feedbackDeadline != null) {
            for (OverduePackage one : new Overdue(store).past(target, feedbackDeadline)) {
                stuck.add(new StuckPackage(
                        packages.require(one.packageId()), one.run(), one.sentence(), next(target, one)));
            }
        }
        return stuck;
    }

    private StuckPackage stuck(StoredPackage one, String why, String next) {
        return new StuckPackage(one, runs.require(one.runId()).name(), why, next);
    }

    private boolean undecided(StoredPackage one) {
        return store.jdbc()
                        .sql("select count(*) from report_item where state = 'STAGED' and" + PackageItems.OF_ONE)
                        .params(PackageItems.parameters(one.packageId()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private String next(String target, OverduePackage one) {
        if (one.lost()) {
            return "resolve " + one.packageId() + " --as received|not-sent";
        }
        boolean keptOut = store.jdbc()
                        .sql("""
                             select count(*) from feedback_inbox where package_id = ? and target = ? and state = 'QUARANTINED'""")
                        .params(one.packageId(), target)
                        .query(Integer.class)
                        .single()
                > 0;
        return (keptOut ? "feedback list --target " : "collect --target ") + target;
    }

    /** What people decided about a run, package, target or feedback, oldest first. */
    public List<Decision> decisions(String subject) {
        return store.jdbc()
                .sql("""
                     select recorded_at, author, action, subject, reason from audit_entry where subject = ?
                     order by entry_id""")
                .param(subject)
                .query((row, number) -> new Decision(
                        row.getObject(1, OffsetDateTime.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
