package org.creditconnector.night;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.RangeReader;
import org.creditconnector.extract.Stretch;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.RangeId;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Release;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunInputs;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Scopes;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.StoredRange;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * One run at work: what each step of the night does. The ledger remembers everything; this object may be thrown away at any moment
 * and made again by the next call.
 */
final class RunSession implements AutoCloseable {
    private final NightRoom room;
    private final TargetConfig target;
    private final RegistryProfile profile;
    private final RegistryConnection connection;
    private final Decisions decisions;
    private final Lender lender;
    private final Preparing preparing;
    private final @Nullable HandingOut handingOut;
    private final Heartbeat heartbeat;
    private final LeaseToken token;
    private final long runId;
    private final PrepareProgress preparation;
    private volatile StepOutcome last = StepOutcome.GO_ON;
    private volatile boolean deep;
    private volatile @Nullable String full;
    private volatile List<GuiltyRecord> guilty = List.of();
    private final Set<String> notes = new CopyOnWriteArraySet<>();
    /** Zero before somebody asked. */
    private int rangesAtOnce;

    /**
     * What all runs of a command share.
     *
     * @param ledger what was staged, sent, answered
     * @param mirror what the registries have on file
     * @param decisions what people decided about accounts
     * @param folders source folders by version
     * @param publications who answers for which version
     * @param inputs which files each run read
     * @param scopes which accounts runs read
     * @param books counts and sums
     * @param routes the connector
     * @param recent nights of the same target before
     * @param progress who wants to know how far it is
     * @param pauses how waiting is done
     * @param circuits which targets are not worth a try now
     * @param spool where packages lie while they are sent
     */
    record NightRoom(
            SubmissionLedger ledger,
            RegistryMirror mirror,
            Decisions decisions,
            MappingFolders folders,
            Publications publications,
            RunInputs inputs,
            Scopes scopes,
            Books books,
            RecentNights recent,
            ConnectorRuntime routes,
            Progress progress,
            Pauses pauses,
            Circuits circuits,
            Spool spool) {}

    RunSession(
            NightRoom room,
            TargetConfig target,
            RegistryProfile profile,
            RegistryConnection connection,
            Lender lender,
            Heartbeat heartbeat,
            long runId,
            @Nullable HandingOut handingOut) {
        this.room = room;
        this.target = target;
        this.profile = profile;
        this.decisions = room.decisions().at(profile.powers());
        this.connection = connection;
        this.lender = lender;
        this.preparing = new Preparing(
                new Preparing.Parts(room.ledger(), room.mirror(), room.decisions(), room.routes()),
                target,
                profile,
                lender);
        this.handingOut = handingOut;
        this.heartbeat = heartbeat;
        this.token = heartbeat.token();
        this.runId = runId;
        this.preparation =
                new PrepareProgress(room.progress(), () -> room.books().preparation(runId));
    }

    long runId() {
        return runId;
    }

    LeaseToken token() {
        return token;
    }

    /** Asked before each piece of work; see {@link Pauses#goOn}. */
    void goOn() {
        room.pauses().goOn();
    }

    int partitions() {
        return lender.partitions();
    }

    /** The next comparison lists what the registry holds, also when its statement gives no reason to. */
    void compareDeeply() {
        deep = true;
    }

    /** All accounts are read, whatever the source says has changed; asked before the run is opened. */
    void readAll(String reason) {
        full = reason;
    }

    /** Who keeps the books from balancing, as the last comparison found it. */
    List<GuiltyRecord> guilty() {
        return guilty;
    }

    /** What people should know of this call beside how it ended. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Something that people should know of this call. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** How the last step ended. */
    StepOutcome last() {
        return last;
    }

    StepOutcome record(StepOutcome outcome) {
        last = outcome;
        return outcome;
    }

    private Run run() {
        return room.ledger().run(runId).orElseThrow();
    }

    // ------------------------------------------------------------------ open

    /** Checks the source's contract and fixes what is read. */
    StepOutcome open() {
        new Opening(room, target, profile, decisions, lender, token, this::note)
                .open(run(), full, preparation::planned);
        return StepOutcome.GO_ON;
    }

    // ------------------------------------------------------------------ prepare

    /**
     * What one of the workers of this process reads: its share of the ranges that are not stored yet.
     *
     * @param share number of the worker, from 0
     */
    Iterator<Stretch> openRanges(int share) {
        preparation.begin();
        List<StoredRange> ranges = room.ledger().ranges(runId).stream()
                .filter(range -> !DecidedRange.is(range))
                .toList();
        List<KeyRange> open =
                ranges.stream().filter(range -> !range.stored()).map(this::keys).toList();
        return new RangeShares(partitions(), rangesAtOnce(ranges))
                .of(share, open).stream().map(lender::stretch).iterator();
    }

    /** Asked once: workers that were told different numbers would leave ranges out. */
    private synchronized int rangesAtOnce(List<StoredRange> ranges) {
        if (rangesAtOnce == 0) {
            rangesAtOnce = ranges.stream().anyMatch(StoredRange::listed)
                    ? 1
                    : lender.rangesAtOnce(ranges.stream().map(this::keys).toList());
        }
        return rangesAtOnce;
    }

    /** Takes a range through the route: map, check, due, render. */
    PreparedShare prepare(ReadRange range) {
        return preparing.prepare(range, run());
    }

    /** Whether workers on other machines prepare the ranges. */
    boolean isHandedOut() {
        return handingOut != null;
    }

    /** Has the ranges prepared and stored by workers. */
    void handOut() {
        Run run = run();
        preparation.begin();
        java.util.Objects.requireNonNull(handingOut, "a run without workers")
                .untilStored(new HandingOut.Order(
                        runId, run.name(), lender.mapping().version(), token, this::keys, preparation::standsAt));
    }

    /** Stores a range within the chunk's transaction. */
    void store(PreparedShare share) {
        room.ledger()
                .storeRange(new RangeId(runId, share.range().number()), share.prepared(), share.sourceTotals(), token);
        preparation.stored(share.prepared().accounts().size());
    }

    /** After the last range of keys: what people withdrew and the source does not show any more. */
    private void storeDecided(Run run) {
        RangeId range = DecidedRange.open(runId, room.ledger().ranges(runId));
        if (range != null) {
            room.ledger()
                    .storeRange(
                            range,
                            DecidedRange.prepare(run, profile, decisions, room.mirror()),
                            ControlTotals.NOTHING,
                            token);
        }
    }

    // ------------------------------------------------------------------ subjects

    /** One item of each person, agreement and collateral that accounts spoke of. */
    StepOutcome subjects() {
        new SubjectItems(room, target, profile, decisions, token).of(run());
        return StepOutcome.GO_ON;
    }

    // ------------------------------------------------------------------ gate

    /** Looks at the night before anything leaves. */
    StepOutcome gate() {
        room.progress().at("gate", 0, 0);
        Run run = run();
        if (run.state() == RunState.OPENED) {
            storeDecided(run);
            // A night that was continued may have gone on with other files than it was opened with.
            room.inputs().note(runId, lender.filesOpen());
        }
        Reconciliation reconciliation = reconciliation();
        StepOutcome outcome = new AtTheGate(
                        room.ledger(),
                        room.books(),
                        room.scopes(),
                        room.recent(),
                        room.publications(),
                        target,
                        token,
                        reconciliation::ofOurBooks,
                        new MappingShift(room.ledger(), room.folders(), lender, target.gate())::reasons)
                .look(runId);
        guilty = reconciliation.guilty();
        noteUndecided();
        noteRelease();
        return outcome;
    }

    /** The gate compares source folders; what another release makes otherwise of the same folder it sees only as changed accounts. */
    private void noteRelease() {
        Run mine = run();
        Optional<Run> before = room.ledger().lastSent(mine);
        Optional<Release> then = before.flatMap(run -> room.ledger().release(run.runId()));
        Optional<Release> now = room.ledger().release(runId);
        if (then.isPresent() && now.isPresent() && !then.get().makesTheSameAs(now.get())) {
            notes.add("rules or derivation are those of release " + now.get() + ", "
                    + before.get().name() + " was made by " + then.get() + ": accounts may go otherwise by that alone");
        }
    }

    /** Accounts that wait behind a run that nobody decided on would wait for ever without a word. */
    private void noteUndecided() {
        Run mine = run();
        for (Run other : room.ledger().runsNotEnded(mine.target())) {
            long accounts = other.runId() == mine.runId() || !other.state().mayBeDeclined()
                    ? 0
                    : room.books().waitingBehind(mine.runId(), other.runId());
            if (accounts > 0) {
                notes.add(accounts + " accounts wait for run " + other.name() + ", which nobody has decided on; "
                        + (other.state().waitsForApproval()
                                ? "`reject " + other.name() + "` or `approve " + other.name() + "` moves it"
                                : "`reject " + other.name()
                                        + "` moves it, or `run` of its date where its books balance"));
            }
        }
    }

    // ------------------------------------------------------------------ package and deliver

    /** Builds packages from what is staged; their bytes are stored before anything leaves. */
    StepOutcome pack() {
        long items = room.ledger().sendQueue().itemsWithoutPackage(runId);
        long packed = 0;
        room.progress().at("package", packed, items);
        for (Optional<StoredPackage> built = nextPackage(); built.isPresent(); built = nextPackage()) {
            packed += built.get().itemCount();
            room.progress().at("package", packed, items);
            goOn();
        }
        return StepOutcome.GO_ON;
    }

    private Optional<StoredPackage> nextPackage() {
        return room.ledger().buildPackage(runId, profile, limits(), token);
    }

    private RegistryProfile.PackageLimits limits() {
        RegistryProfile.PackageLimits most = profile.packageLimits();
        Integer items = target.limits().items();
        Long bytes = target.limits().bytes();
        return new RegistryProfile.PackageLimits(
                items == null ? most.items() : Math.min(items, most.items()),
                bytes == null ? most.bytes() : Math.min(bytes, most.bytes()));
    }

    /** Sends what is not sent. */
    StepOutcome deliver() {
        StepOutcome outcome = new Sending(room, target, connection, profile.powers(), heartbeat).send(runId);
        if (outcome.goesOn() && run().state() == RunState.RELEASED) {
            StepOutcome told = new EndOfRun(room.ledger(), connection, heartbeat).tell(run());
            if (!told.goesOn()) {
                return told;
            }
            room.ledger().moveRun(runId, RunState.RELEASED, RunState.DELIVERED, token);
        }
        return outcome;
    }

    // ------------------------------------------------------------------ collect and reconcile

    /** Takes in feedback until everything is answered, or the time that a run may wait is over. */
    StepOutcome collect() {
        if (!profile.powers().feedback()) {
            return StepOutcome.GO_ON;
        }
        return marked(new Collecting(
                        room.ledger(),
                        room.books(),
                        connection,
                        profile.powers(),
                        target.name(),
                        token,
                        target.feedbackDeadline(),
                        room.progress(),
                        room.pauses(),
                        notes::add)
                .until(runId, target.feedbackWait()));
    }

    /** Compares all books; the last word on a run. */
    StepOutcome reconcile() {
        room.progress().at("reconcile", 0, 0);
        Run run = run();
        Reconciliation reconciliation = reconciliation();
        StepOutcome outcome = reconciliation.of(run, profile.powers(), deep);
        guilty = reconciliation.guilty();
        RunState now = run.state();
        if (outcome.goesOn() && now != RunState.RECONCILED) {
            room.ledger().under(token, () -> {
                // First what takes a minute for a million accounts: whatever names the token locks the lease's row,
                // and a lease that cannot be renewed for so long is lost.
                int packages = room.ledger().markReconciled(runId);
                room.ledger().moveRun(runId, now, RunState.RECONCILED, token);
                // What an ended run is reported with ever after must not depend on whether this process lives a moment
                // longer.
                room.ledger().recordAttempt(runId, outcome.exit().number(), outcome.cause(), token);
                return packages;
            });
        }
        noteUndecided();
        if (run().state().ended()) {
            lender.removeCopy();
        }
        return marked(outcome);
    }

    private Reconciliation reconciliation() {
        return new Reconciliation(room.ledger(), room.books(), room.mirror(), connection, token, any -> comparison());
    }

    private SourceComparison comparison() {
        return new SourceComparison(
                range -> {
                    RangeReader.Read read = lender.read(keys(range));
                    return new SourceComparison.Reread(
                            read.accounts(), preparing.mapped(read, run()).accounts());
                },
                this::keys,
                lender::control,
                room.books(),
                folder());
    }

    private SourceComparison.Folder folder() {
        Run run = run();
        String control = lender.mapping().controlFile();
        return new SourceComparison.Folder(
                run.source(),
                control == null ? "the control query" : control,
                !lender.mapping().version().equals(run.mappingVersion()));
    }

    private KeyRange keys(StoredRange range) {
        return range.listed()
                ? lender.list(range.number(), room.scopes().keys(runId, range.number()))
                : lender.range(range.number(), range.from(), range.to());
    }

    /** A delivered run whose books do not balance says so in its state. */
    private StepOutcome marked(StepOutcome outcome) {
        if (outcome.exit() == ExitCode.UNBALANCED && run().state() == RunState.DELIVERED) {
            room.ledger().moveRun(runId, RunState.DELIVERED, RunState.UNBALANCED, token);
        }
        return outcome;
    }

    @Override
    public void close() {
        lender.close();
    }
}
