package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/** Packages on their way: permits, outcomes, and what a person decides about those that are stuck. */
final class PackageBook {
    /** Author of what no person decided. */
    private static final String MACHINE = "connector";

    private static final String SELECT = """
            select package_id, target, run_id, sequence, state, item_count, byte_count, sha256, supersedes, detail, receipt,
              built_at, received_at from submission_package""";

    private final Store store;
    private final RunBook runs;
    private final Targets targets;
    private final Lease lease;
    private final Moves moves;
    private final AuditTrail audit;
    private final FindingTable findings;
    private final Restoration restoration;
    private final Overdue overdue;

    PackageBook(Store store) {
        this.store = store;
        this.runs = new RunBook(store);
        this.targets = new Targets(store);
        this.lease = new Lease(store);
        this.moves = new Moves(store);
        this.audit = new AuditTrail(store);
        this.findings = new FindingTable(store);
        this.restoration = new Restoration(store);
        this.overdue = new Overdue(store);
    }

    Optional<StoredPackage> find(String packageId) {
        return store.jdbc()
                .sql(SELECT + " where package_id = ?")
                .param(packageId)
                .query(PackageBook::read)
                .optional();
    }

    StoredPackage require(String packageId) {
        return find(packageId).orElseThrow(() -> new IllegalArgumentException("there is no package " + packageId));
    }

    List<StoredPackage> ofRun(long runId) {
        return store.jdbc()
                .sql(SELECT + " where run_id = ? order by sequence, built_at")
                .param(runId)
                .query(PackageBook::read)
                .list();
    }

    List<StoredPackage> ofTarget(String target, PackageState state) {
        return store.jdbc()
                .sql(SELECT + " where target = ? and state = ? order by sequence, built_at")
                .params(target, state.name())
                .query(PackageBook::read)
                .list();
    }

    long mostBytes(String target, String source) {
        return store.jdbc().sql("""
                     select coalesce(max(bytes), 0) from (
                       select sum(p.byte_count) as bytes from submission_package p join submission_run r on r.run_id = p.run_id
                       where r.target = ? and r.source = ? and p.live_sequence is not null group by r.run_id) nights""").params(target, source).query(Long.class).single();
    }

    SubmissionPackage manifest(String packageId) {
        return store.jdbc()
                .sql("select manifest from submission_package where package_id = ?")
                .param(packageId)
                .query((row, number) ->
                        AvroContainer.<SubmissionPackage>read(row.getBytes(1), SubmissionPackage.getClassSchema()))
                .single();
    }

    private static StoredPackage read(ResultSet row, int number) throws SQLException {
        return new StoredPackage(
                row.getString("package_id"),
                row.getString("target"),
                row.getLong("run_id"),
                row.getLong("sequence"),
                PackageState.valueOf(row.getString("state")),
                row.getInt("item_count"),
                row.getLong("byte_count"),
                row.getString("sha256"),
                row.getString("supersedes"),
                row.getString("detail"),
                row.getString("receipt"),
                row.getObject("built_at", OffsetDateTime.class),
                row.getObject("received_at", OffsetDateTime.class));
    }

    SendPermit markSending(String packageId, boolean ordered, LeaseToken token) {
        return mark(packageId, PackageState.BUILT, ordered, token);
    }

    SendPermit markSendingAgain(String packageId, boolean ordered, LeaseToken token) {
        return mark(packageId, PackageState.UNKNOWN, ordered, token);
    }

    private SendPermit mark(String packageId, PackageState from, boolean ordered, LeaseToken token) {
        return store.transactions().execute(status -> {
            StoredPackage asked = require(packageId);
            boolean paused = targets.lock(asked.target());
            StoredPackage stored = require(packageId);
            if (paused) {
                return SendPermit.TARGET_PAUSED;
            }
            if (restoration.doubt(stored.target()).isPresent()) {
                return SendPermit.COMPARE_FIRST;
            }
            if (stored.state() != from) {
                return SendPermit.NOT_BUILT;
            }
            if (runs.require(stored.runId()).state() != RunState.RELEASED) {
                return SendPermit.RUN_NOT_RELEASED;
            }
            if (ordered ? !everythingBeforeArrived(stored) : overtakesItsSubjects(stored)) {
                return SendPermit.OUT_OF_TURN;
            }
            moves.movePackage(packageId, from, PackageState.SENDING);
            if (from == PackageState.BUILT) {
                moves.moveAllItems(packageId, ItemState.STAGED, ItemState.SENT);
            } else {
                audit.record(MACHINE, "SEND-AGAIN", packageId, "the same bytes under the same id", stored.sha256());
            }
            store.jdbc()
                    .sql("update submission_package set send_token = ? where package_id = ?")
                    .params(token.number(), packageId)
                    .update();
            store.jdbc()
                    .sql("""
                         insert into package_attempt (package_id, attempt_number, token, repeats_unknown, started_at)
                         select package_id, 1 + (select count(*) from package_attempt a where a.package_id = p.package_id),
                           cast(? as bigint), cast(? as boolean), clock_timestamp()
                         from submission_package p where package_id = ?""")
                    .params(token.number(), from == PackageState.UNKNOWN, packageId)
                    .update();
            restoration.countSend(stored.target());
            lease.assertHeld(token);
            return SendPermit.GRANTED;
        });
    }

    /** Whether the registry has as many packages of lower number as there are lower numbers. */
    private boolean everythingBeforeArrived(StoredPackage stored) {
        long first = restoration.firstNumber(stored.target());
        long arrived = store.jdbc()
                .sql("""
                     select count(*) from submission_package where target = ? and live_sequence >= ? and live_sequence < ?
                       and state in ('RECEIVED', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED', 'RECONCILED')""")
                .params(stored.target(), first, stored.sequence())
                .query(Long.class)
                .single();
        return arrived == stored.sequence() - first;
    }

    /**
     * Whether it carries an item of a subject of which an earlier item is neither with the registry nor in the same package: a later
     * version must not take effect before an earlier one, even where packages may pass each other.
     */
    private boolean overtakesItsSubjects(StoredPackage stored) {
        return store.jdbc()
                        .sql("select count(*) " + EarlierItems.NOT_ARRIVED)
                        .params(stored.runId(), stored.packageId())
                        .query(Long.class)
                        .single()
                > 0;
    }

    PackageState recordOutcome(String packageId, DeliveryOutcome outcome, LeaseToken token) {
        return store.transactions().execute(status -> {
            StoredPackage stored = require(packageId);
            targets.lock(stored.target());
            demandSentUnder(packageId, token);
            PackageState to =
                    settle(stored, PackageState.SENDING, repeatsUnknown(packageId) ? inDoubt(outcome) : outcome);
            Duration wait = outcome instanceof DeliveryOutcome.NotSent notSent ? notSent.retryAfter() : null;
            endAttempt(packageId, outcomeName(outcome), outcome.detail(), wait);
            lease.assertNotOvertaken(token);
            return to;
        });
    }

    private boolean repeatsUnknown(String packageId) {
        return store.jdbc()
                .sql("select repeats_unknown from package_attempt where package_id = ? and outcome is null")
                .param(packageId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** What is known after a repeat: that it was not taken in says nothing about the send before it. */
    private static DeliveryOutcome inDoubt(DeliveryOutcome repeat) {
        if (repeat instanceof DeliveryOutcome.Received received) {
            return new DeliveryOutcome.Received(
                    "sent again with the same bytes after an unknown outcome: " + received.detail(),
                    received.receipt());
        }
        return new DeliveryOutcome.Unknown(
                "an earlier send may have taken effect, and sending the same bytes again did not settle it: "
                        + repeat.detail());
    }

    private void demandSentUnder(String packageId, LeaseToken token) {
        long sentUnder = store.jdbc()
                .sql("select coalesce(send_token, -1) from submission_package where package_id = ?")
                .param(packageId)
                .query(Long.class)
                .single();
        if (sentUnder != token.number()) {
            throw new StaleStateException("package " + packageId + " was last sent under token " + sentUnder
                    + ", not under " + token.number() + ", so its outcome is not recorded");
        }
    }

    /** Moves package and items to where an outcome puts them. */
    private PackageState settle(StoredPackage stored, PackageState from, DeliveryOutcome outcome) {
        String packageId = stored.packageId();
        PackageState to;
        if (outcome instanceof DeliveryOutcome.Received received) {
            to = PackageState.RECEIVED;
            store.jdbc()
                    .sql("update submission_package set receipt = ? where package_id = ?")
                    .params(received.receipt(), packageId)
                    .update();
        } else if (outcome instanceof DeliveryOutcome.Refused refused) {
            to = PackageState.REFUSED;
            findings.insert(List.of(
                    new FindingTable.Row(stored.runId(), null, null, null, packageId, null, refusal(stored, refused))));
        } else if (outcome instanceof DeliveryOutcome.NotSent) {
            to = PackageState.BUILT;
        } else {
            to = PackageState.UNKNOWN;
        }
        moves.movePackage(packageId, from, to);
        if (to == PackageState.REFUSED || to == PackageState.BUILT) {
            moves.moveAllItems(packageId, ItemState.SENT, ItemState.STAGED);
        }
        describe(packageId, outcome.detail());
        return to;
    }

    private static Finding refusal(StoredPackage stored, DeliveryOutcome.Refused refused) {
        return Finding.newBuilder()
                .setRuleId(refused.code().isBlank() ? "PACKAGE-REFUSED" : refused.code())
                .setSeverity(Severity.ERROR)
                .setOrigin(FindingOrigin.REGISTRY)
                .setMessage("package " + stored.packageId() + " with " + stored.itemCount() + " items was refused: "
                        + refused.detail() + "; correct the cause, then retry-package")
                .build();
    }

    private void describe(String packageId, String detail) {
        store.jdbc()
                .sql("update submission_package set detail = ? where package_id = ?")
                .params(Text.line(detail, 2000), packageId)
                .update();
    }

    private static String outcomeName(DeliveryOutcome outcome) {
        if (outcome instanceof DeliveryOutcome.Received) {
            return "RECEIVED";
        }
        if (outcome instanceof DeliveryOutcome.Refused) {
            return "REFUSED";
        }
        return outcome instanceof DeliveryOutcome.NotSent ? "NOT_SENT" : "UNKNOWN";
    }

    private void endAttempt(String packageId, String outcome, String detail, @Nullable Duration retryAfter) {
        store.jdbc()
                .sql("""
                     update package_attempt set outcome = ?, detail = ?, retry_after_seconds = ?, ended_at = clock_timestamp()
                     where package_id = ? and outcome is null""")
                .param(outcome)
                .param(Text.line(detail, 2000))
                .param(retryAfter == null ? null : retryAfter.toSeconds())
                .param(packageId)
                .update();
    }

    /**
     * How long the last answer that asked for a pause still asks for one; a person who opened the target since is in charge. What was
     * answered in the future was answered before the clock was put back: nobody can tell how long ago, and nobody waits for it.
     */
    Optional<Silence> silence(String target) {
        return store.jdbc()
                .sql("""
                     select a.ended_at, a.retry_after_seconds, clock_timestamp() as now_at
                     from package_attempt a join submission_package p on p.package_id = a.package_id
                     left join target_state t on t.target = p.target
                     where p.target = ? and a.ended_at <= clock_timestamp()
                       and (t.changed_at is null or t.changed_at < a.ended_at)
                     order by a.ended_at desc fetch first row only""")
                .param(target)
                .query((row, number) -> Silence.since(
                        row.getObject(1, OffsetDateTime.class),
                        row.getObject(2, Long.class),
                        row.getObject(3, OffsetDateTime.class)))
                .optional()
                .filter(silence -> !silence.left().isZero());
    }

    List<StoredPackage> adoptStranded(String target, LeaseToken token) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            List<StoredPackage> stranded = store.jdbc()
                    .sql(SELECT + " where target = ? and state = 'SENDING' and send_token < ? order by sequence")
                    .params(target, token.number())
                    .query(PackageBook::read)
                    .list();
            for (StoredPackage one : stranded) {
                String detail =
                        "the process that sent it ended before the answer was recorded; it may or may not have taken"
                                + " effect, and it was not sent again";
                moves.movePackage(one.packageId(), PackageState.SENDING, PackageState.UNKNOWN);
                endAttempt(one.packageId(), "UNKNOWN", detail, null);
                describe(one.packageId(), detail);
            }
            lease.assertHeld(token);
            return stranded.stream().map(one -> require(one.packageId())).toList();
        });
    }

    void resolve(
            String packageId,
            Resolution resolution,
            String detail,
            @Nullable String receipt,
            String author,
            String reason) {
        store.transactions().executeWithoutResult(status -> {
            StoredPackage stored = require(packageId);
            targets.lock(stored.target());
            audit.record(author, "RESOLVE", packageId, resolution + ": " + reason, stored.sha256());
            DeliveryOutcome outcome = switch (resolution) {
                case RECEIVED -> new DeliveryOutcome.Received(detail, receipt == null ? "" : receipt);
                case REFUSED -> new DeliveryOutcome.Refused(detail, "");
                case NOT_SENT -> new DeliveryOutcome.NotSent(detail, null);
            };
            if (overdue.isLost(packageId)) {
                settleLost(require(packageId), outcome);
            } else {
                settle(stored, PackageState.UNKNOWN, outcome);
            }
        });
    }

    /** The registry did not know what it gave a receipt for, and a person found out: it is there after all, or the bytes go again. */
    private void settleLost(StoredPackage lost, DeliveryOutcome outcome) {
        String packageId = lost.packageId();
        if (outcome instanceof DeliveryOutcome.Received) {
            store.jdbc()
                    .sql("update submission_package set registry_knows = null where package_id = ?")
                    .param(packageId)
                    .update();
            describe(packageId, outcome.detail());
            return;
        }
        int answered = store.jdbc()
                .sql("select count(*) from report_item where state <> 'SENT' and" + PackageItems.OF_ONE)
                .params(PackageItems.parameters(packageId))
                .query(Integer.class)
                .single();
        if (answered > 0 || !(outcome instanceof DeliveryOutcome.NotSent)) {
            throw new StaleStateException("package " + packageId + " has a receipt and " + answered
                    + " items with a verdict; it can be resolved as received, or as not-sent while it has none");
        }
        settle(lost, PackageState.RECEIVED, outcome);
        RunState run = runs.require(lost.runId()).state();
        if (run.next().contains(RunState.RELEASED)) {
            moves.moveRun(lost.runId(), run, RunState.RELEASED);
        }
    }

    int returnItems(String packageId, String author, String reason) {
        return release(packageId, author, "RETRY", reason, ItemState.STAGED);
    }

    int withdrawItems(String packageId, String author, String reason) {
        return release(packageId, author, "WITHDRAW", reason, ItemState.WITHDRAWN);
    }

    /** Decides on the items of a refused package; later packages that did not leave are taken apart, since their numbers change. */
    private int release(String packageId, String author, String action, String reason, ItemState to) {
        return store.transactions().execute(status -> {
            StoredPackage stored = require(packageId);
            targets.lock(stored.target());
            if (require(packageId).state() != PackageState.REFUSED) {
                throw new StaleStateException("package " + packageId + " is "
                        + require(packageId).state() + "; only the items of a REFUSED package are decided on");
            }
            int items = to == ItemState.WITHDRAWN
                    ? moves.moveItems(packageId, ItemState.STAGED, ItemState.WITHDRAWN)
                    : PackageItems.free(store, packageId);
            if (items == 0) {
                throw new StaleStateException("the items of package " + packageId + " were decided on before");
            }
            if (to == ItemState.WITHDRAWN) {
                new Scopes(store).lookAgainAt(stored.runId());
            }
            audit.record(author, action, packageId, reason, stored.sha256());
            for (StoredPackage later : ofTarget(stored.target(), PackageState.BUILT)) {
                if (later.sequence() > stored.sequence()) {
                    moves.movePackage(later.packageId(), PackageState.BUILT, PackageState.WITHDRAWN);
                    describe(
                            later.packageId(),
                            "taken apart and built anew, because package " + packageId + " before it was refused");
                    PackageItems.free(store, later.packageId());
                }
            }
            return items;
        });
    }

    int markReconciled(long runId) {
        return store.transactions().execute(status -> {
            int moved = 0;
            for (StoredPackage one : ofRun(runId)) {
                if (one.state().next().contains(PackageState.RECONCILED)) {
                    moves.movePackage(one.packageId(), one.state(), PackageState.RECONCILED);
                    moved++;
                }
            }
            new Scopes(store).settle(runId);
            return moved;
        });
    }
}
