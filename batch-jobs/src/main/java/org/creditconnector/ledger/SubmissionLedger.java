package org.creditconnector.ledger;

import java.io.OutputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.ClaimedSubjects.Claim;
import org.creditconnector.route.PreparedRange;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of what was staged, sent and answered. Every method is one transaction (or joins the caller's), may be repeated
 * after a crash, and moves states only along the tables of {@link RunState}, {@link PackageState} and {@link ItemState}.
 *
 * <p>Methods that take a {@link LeaseToken} throw {@link LeaseLostException} and write nothing when the token was overtaken.
 * {@link StaleStateException} says that somebody else was first.
 */
public final class SubmissionLedger {
    private final Store store;
    private final Lease lease;
    private final RunBook runs;
    private final RangeWriter ranges;
    private final SubjectClaims claims;
    private final Comparing comparing;
    private final PackageBuilder builder;
    private final PackageBook packages;
    private final PackageBytes bytes;
    private final Targets targets;
    private final FeedbackInbox inbox;
    private final FeedbackApplication feedback;
    private final Overdue overdue;
    private final Statements statements;
    private final GuiltyRecords guilty;
    private final Restoration restoration;
    private final Consumer<String> permitted;

    /** @param store where the ledger is kept */
    public SubmissionLedger(Store store) {
        this(store, target -> {});
    }

    /**
     * @param store where the ledger is kept
     * @param permitted hears the target of every permit to send, after its commit and before the channel is called
     */
    public SubmissionLedger(Store store, Consumer<String> permitted) {
        this.store = store;
        this.lease = new Lease(store);
        this.permitted = permitted;
        this.restoration = new Restoration(store);
        this.runs = new RunBook(store);
        this.ranges = new RangeWriter(store);
        this.claims = new SubjectClaims(store);
        this.comparing = new Comparing(store);
        this.builder = new PackageBuilder(store);
        this.packages = new PackageBook(store);
        this.bytes = new PackageBytes(store);
        this.targets = new Targets(store);
        this.inbox = new FeedbackInbox(store);
        this.feedback = new FeedbackApplication(store);
        this.overdue = new Overdue(store);
        this.statements = new Statements(store);
        this.guilty = new GuiltyRecords(store);
    }

    /**
     * Does writes that take no token themselves as the holder of a lease: all of them, or none when the lease is lost. For what a
     * process concluded from an answer that it may have waited for too long.
     *
     * @throws LeaseLostException when it is not held any more; nothing was written
     */
    public <T> T under(LeaseToken token, Supplier<T> writes) {
        return store.transactions().execute(status -> {
            T result = writes.get();
            lease.assertHeld(token);
            return result;
        });
    }

    /** Whether the store may be older than what the registries hold. */
    public Restoration restoration() {
        return restoration;
    }

    // ---------------------------------------------------------------- runs and ranges

    /**
     * The run to work on: the newest pass of the date if there is one, else a first pass. A further pass is opened only when the
     * order asks for it and the newest one has ended.
     */
    public Run openRun(RunOrder order, LeaseToken token) {
        return runs.open(order, token);
    }

    /** A run by its key. */
    public Optional<Run> run(long runId) {
        return runs.find(runId);
    }

    /** A run by the name that people type. */
    public Optional<Run> run(String target, String source, LocalDate businessDate, int pass) {
        return runs.find(target, source, businessDate, pass);
    }

    /** The newest pass of a date. */
    public Optional<Run> newestRun(String target, String source, LocalDate businessDate) {
        return runs.newest(target, source, businessDate);
    }

    /** Runs of a target that are neither reconciled nor declined, oldest first. */
    public List<Run> runsNotEnded(String target) {
        return runs.notEnded(target);
    }

    /** The last run of the same target and source that was sent and is true for no later date. */
    public Optional<Run> lastSent(Run run) {
        return runs.lastSent(run);
    }

    /** Runs whose last ending nobody was told of, oldest first: the process died on the way to it, or no way of telling worked. */
    public List<Run> runsUntold(String target) {
        return runs.untold(target);
    }

    /** People were told with which exit code a run ended; another one that was written down since is still to be told. */
    public void told(long runId, int exitCode) {
        runs.told(runId, exitCode);
    }

    /** Runs of a target from a business date on, newest first. */
    public List<Run> runsSince(String target, LocalDate first) {
        return runs.since(target, first);
    }

    /** Moves a run on; see {@link RunState#next()}. */
    public void moveRun(long runId, RunState from, RunState to, LeaseToken token) {
        runs.move(runId, from, to, token);
    }

    /** Notes what an attempt ended with, unless another process took over meanwhile; the state stays what it is. */
    public void recordAttempt(long runId, int exitCode, @Nullable String cause, LeaseToken token) {
        runs.recordAttempt(runId, exitCode, cause, token);
    }

    /** Fixes the bounds of a run's ranges, once: later calls change nothing. Returns the ranges as they are stored. */
    public List<StoredRange> saveRanges(long runId, List<StoredRange> bounds, LeaseToken token) {
        return runs.saveRanges(runId, bounds, token);
    }

    /** Ranges of a run in order. */
    public List<StoredRange> ranges(long runId) {
        return runs.ranges(runId);
    }

    /**
     * Stores all that came out of a range: bytes, items, verdicts, findings, totals, accounts seen.
     *
     * @param source what the source counted in the range, in the same view
     * @return false when the range was stored before; then nothing is written
     */
    public boolean storeRange(RangeId range, PreparedRange prepared, ControlTotals source, LeaseToken token) {
        return ranges.store(range, prepared, source, token, null);
    }

    /**
     * The same for a worker that took the range.
     *
     * @param claim number under which it took it, see {@link RangeClaims}
     * @throws StaleStateException when another worker has taken the range since
     */
    public boolean storeRange(
            RangeId range, PreparedRange prepared, ControlTotals source, LeaseToken token, long claim) {
        return ranges.store(range, prepared, source, token, claim);
    }

    /**
     * Cuts the subjects of which accounts said something new into ranges, once; after the last range of accounts.
     *
     * @param size most subjects of one range
     */
    public void cutSubjects(long runId, int size, LeaseToken token) {
        claims.cut(runId, size, token);
    }

    /** The next range of subjects that is not stored; empty when all are. */
    public Optional<StoredRange> nextSubjects(long runId) {
        return claims.next(runId);
    }

    /** What accounts say of the subjects of a range, by subject in order. */
    public Map<String, List<Claim>> claims(long runId, StoredRange range) {
        return claims.of(runId, range);
    }

    /** Deletes what accounts said of other subjects, once all ranges of subjects are stored. */
    public void forgetClaims(long runId) {
        claims.forget(runId);
    }

    /** Of the keys asked for, those that another source of the lender reports to the target: one key would mean two accounts. */
    public Set<String> keysOfOtherSources(String target, String source, Collection<String> accountKeys) {
        return ranges.keysOfOtherSources(target, source, accountKeys);
    }

    /** After the last range of a run that read the whole source: lists the accounts that were open before and not seen. */
    public long settleVanished(long runId, LeaseToken token) {
        return runs.settleVanished(runId, token);
    }

    /**
     * Compares a prepared run with the last one of the same target and source that was sent, and lists the accounts that changed
     * in a way a person should see. A second call finds the same.
     */
    public PeriodComparison compareWithLastSent(long runId, PeriodComparison.Limits limits, LeaseToken token) {
        return comparing.withLastSent(runId, limits, token);
    }

    /**
     * A run goes on with the source folder and the release as they are now. Until something of it is stored they are the run's; from
     * then on those before are kept beside them, see {@link #earlierVersions} and {@link #release}.
     *
     * @return the run as it is then
     */
    public Run madeWith(Run run, String mappingVersion, Release release, LeaseToken token) {
        return runs.madeWith(run, mappingVersion, release, token);
    }

    /** The release that made a run's records; empty for runs of before this was kept. */
    public Optional<Release> release(long runId) {
        return runs.release(runId);
    }

    /** Versions of the source folder that stored ranges of a run were made with, beside its own; mostly none. */
    public List<String> earlierVersions(long runId) {
        return runs.earlierVersions(runId);
    }

    /** Stops a run at the gate and writes down why. */
    public void holdRun(long runId, RunState from, List<String> reasons, LeaseToken token) {
        runs.hold(runId, from, reasons, false, token);
    }

    /** As above because of a changed source folder: whoever published it cannot approve the run, see {@link Publications}. */
    public void holdForSecondPerson(long runId, RunState from, List<String> reasons, LeaseToken token) {
        runs.hold(runId, from, reasons, true, token);
    }

    /** Why a run was last stopped at the gate, one sentence each; empty where it never was. */
    public List<String> gateReasons(long runId) {
        return runs.gateReasons(runId);
    }

    /** How many accounts the comparison listed, by kind. */
    public Map<SuspectKind, Long> suspects(long runId) {
        return comparing.suspects(runId);
    }

    /** Digest over the items of a run, what a sign-off is bound to: lower-case hex SHA-256. */
    public String contentHash(long runId) {
        return runs.contentHash(runId);
    }

    /** A person lets a run pass that stopped at the gate, with the content it has now. */
    public void approve(long runId, String author, String reason) {
        runs.decide(runId, true, "", author, reason);
    }

    /**
     * A person lets a run pass that stopped at the gate, with the content that the person looked at.
     *
     * @param seen first characters of {@link #contentHash} as it was looked at
     * @throws DecisionRefusedException when a changed source folder stopped it and this person published that, or nobody did
     * @throws StaleStateException when the content is no longer the one that was looked at
     */
    public void approve(long runId, String seen, String author, String reason) {
        runs.decide(runId, true, seen, author, reason);
    }

    /** A person refuses a run that stopped before anything of it left; all of it is withdrawn. */
    public void decline(long runId, String author, String reason) {
        runs.decide(runId, false, "", author, reason);
    }

    // ---------------------------------------------------------------- packages

    /** Bytes that the largest night of a source sent to a target; 0 when there was none. */
    public long mostBytesSent(String target, String source) {
        return packages.mostBytes(target, source);
    }

    /**
     * Builds the next package of a run's staged items, in order of send class and range, with the target's next number.
     *
     * @param limits the profile's or narrower ones
     * @return empty when no item waits for a package
     */
    public Optional<StoredPackage> buildPackage(
            long runId, RegistryProfile profile, RegistryProfile.PackageLimits limits, LeaseToken token) {
        return builder.build(runId, profile, limits, token);
    }

    /** A package by its id. */
    public Optional<StoredPackage> storedPackage(String packageId) {
        return packages.find(packageId);
    }

    /** Packages of a run by sequence, refused and withdrawn ones among them. */
    public List<StoredPackage> packagesOf(long runId) {
        return packages.ofRun(runId);
    }

    /** Packages of a target in one state by sequence. */
    public List<StoredPackage> packagesOf(String target, PackageState state) {
        return packages.ofTarget(target, state);
    }

    /** What waits to be sent. */
    public SendQueue sendQueue() {
        return new SendQueue(store);
    }

    /** The manifest a package was built with. */
    public SubmissionPackage manifest(String packageId) {
        return packages.manifest(packageId);
    }

    /** Writes the bytes of a package as they were stored; checks their digest on the way. */
    public void copyBytes(StoredPackage stored, OutputStream out) {
        bytes.copy(stored, out);
    }

    /**
     * Writes down that a package is about to leave. To be called before the channel.
     *
     * @param ordered whether the target takes packages in sequence only; otherwise only items of one subject keep their order
     */
    public SendPermit markSending(String packageId, boolean ordered, LeaseToken token) {
        SendPermit permit = packages.markSending(packageId, ordered, token);
        if (permit == SendPermit.GRANTED) {
            permitted.accept(packages.require(packageId).target());
        }
        return permit;
    }

    /**
     * As {@link #markSending} for an UNKNOWN package: the same bytes go again. Only for a target that takes a package id once,
     * however often it arrives. Unless this send is received, the package is UNKNOWN again.
     */
    public SendPermit markSendingAgain(String packageId, boolean ordered, LeaseToken token) {
        SendPermit permit = packages.markSendingAgain(packageId, ordered, token);
        if (permit == SendPermit.GRANTED) {
            permitted.accept(packages.require(packageId).target());
        }
        return permit;
    }

    /** Whether a person paused the target. */
    public boolean paused(String target) {
        return targets.state(target).paused();
    }

    /** The pause that the registry's last answer asked for, while it is not over and nobody resumed the target since. */
    public Optional<Silence> silence(String target) {
        return packages.silence(target);
    }

    /** Writes down what became of a send; only the token that marked it may. Returns the package's new state. */
    public PackageState recordOutcome(String packageId, DeliveryOutcome outcome, LeaseToken token) {
        return packages.recordOutcome(packageId, outcome, token);
    }

    /** Makes sends of earlier holders of the lease UNKNOWN: nobody will record their outcome any more. Returns them. */
    public List<StoredPackage> adoptStrandedSends(String target, LeaseToken token) {
        return packages.adoptStranded(target, token);
    }

    /**
     * Settles an UNKNOWN package, by asking the registry or by a person; also one that the registry does not know although it gave a
     * receipt, which only a person may.
     *
     * @param detail what is known now
     * @param receipt the registry's; null when there is none
     */
    public void resolve(
            String packageId,
            Resolution resolution,
            String detail,
            @Nullable String receipt,
            String author,
            String reason) {
        packages.resolve(packageId, resolution, detail, receipt, author, reason);
    }

    /**
     * Puts the items of a REFUSED package back to be packed again; its number is used again. Packages after it that have not left
     * are taken apart too, so that order and numbers stay right: build the packages of all their runs again.
     *
     * @return number of items
     */
    public int returnItems(String packageId, String author, String reason) {
        return packages.returnItems(packageId, author, reason);
    }

    /** Withdraws the items of a REFUSED package; later packages are taken apart as in {@link #returnItems}. */
    public int withdrawItems(String packageId, String author, String reason) {
        return packages.withdrawItems(packageId, author, reason);
    }

    /** Makes the answered packages of a run RECONCILED; returns how many. */
    public int markReconciled(long runId) {
        return packages.markReconciled(runId);
    }

    // ---------------------------------------------------------------- answers

    /** Stores a page of feedback as it came, and how far it goes; returns the rows that are new. */
    public List<Long> storeFeedback(String target, FeedbackPage page) {
        return inbox.store(target, page);
    }

    /** Stores what is new in a page that was asked for again; where to go on asking stays as it is. Returns the rows that are new. */
    public List<Long> storeFeedbackAgain(String target, FeedbackPage page) {
        return inbox.storeAgain(target, page);
    }

    /** Where to go on asking for feedback. */
    public Optional<String> feedbackCursor(String target) {
        return inbox.cursor(target);
    }

    /**
     * Stored feedback that is to be applied, oldest first: what is new, also after a crash, and what was kept out because its package
     * had not left, where it has since.
     */
    public List<Long> unappliedFeedback(String target) {
        return inbox.unapplied(target);
    }

    /** Takes one feedback into the books, at most once; doubtful ones are quarantined with a finding. */
    public FeedbackResult applyFeedback(long inboxId) {
        return feedback.apply(inboxId);
    }

    /**
     * A person takes the verdicts of a feedback that was quarantined for its counts or sums.
     *
     * @throws StaleStateException when it is not quarantined, or for anything else
     */
    public FeedbackResult applyFeedbackAnyway(long inboxId, String author, String reason) {
        return feedback.applyAnyway(inboxId, author, reason);
    }

    /**
     * A person decides that a quarantined feedback never counts.
     *
     * @throws StaleStateException when it is not quarantined
     */
    public FeedbackResult discardFeedback(long inboxId, String author, String reason) {
        return feedback.discard(inboxId, author, reason);
    }

    /** Marks packages of a target that are unanswered for longer than the deadline, and returns all that are marked, by sequence. */
    public List<OverduePackage> markOverdue(String target, Duration deadline) {
        return overdue.mark(target, deadline);
    }

    /** Whether the registry, asked at the deadline, did not know a package that it gave a receipt for. */
    public boolean lostByRegistry(String packageId) {
        return overdue.isLost(packageId);
    }

    /** Writes down what the registry said when it was asked about a package that it has not answered. */
    public void recordKnowledge(String packageId, PackageKnowledge.State knows) {
        overdue.asked(packageId, knows);
    }

    /** Keeps what a registry stated that it holds. */
    public void saveStatement(String target, Statement statement) {
        statements.save(target, statement);
    }

    /** The last statement taken for a date. */
    public Optional<Statement> statement(String target, LocalDate date) {
        return statements.newest(target, date);
    }

    // ---------------------------------------------------------------- comparisons

    /** Items that a feedback which was kept out judges otherwise than our books. */
    public List<GuiltyRecord> guiltyByFeedback(long runId) {
        return guilty.byFeedback(runId);
    }

    /** Keeps who is guilty as findings of the run, each once; returns how many are new. */
    public int saveGuilty(long runId, List<GuiltyRecord> records) {
        return guilty.save(runId, records);
    }
}
