package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.config.StoreConfig.Copies;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.ledger.Adoption;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseLostException;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.RangeClaims;
import org.creditconnector.ledger.RegistryMirror;
import org.creditconnector.ledger.Release;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunInputs;
import org.creditconnector.ledger.RunOrder;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Scopes;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.route.ConnectorRuntime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nights on the configured store. One process works on a target at a time: whoever holds its lease. A run that an earlier process
 * left is taken over here, without anybody's help.
 */
final class StoredNights implements Nights {
    /** What a comparison of an ended run may change it to; a registry that was down for a moment says nothing about it. */
    private static final Set<ExitCode> COMPARED = Set.of(ExitCode.DONE, ExitCode.WORK_LIST, ExitCode.UNBALANCED);

    private static final Logger LOG = LoggerFactory.getLogger(StoredNights.class);

    private final ConnectorConfig config;
    private final NightParts parts;
    private final Store store;
    private final ConnectorRuntime routes;
    private final Registries registries;
    private final RunSession.NightRoom room;
    private final Restoration restoration;
    private final RestoreWatch restoreWatch;
    private final Lease lease;
    private final BatchNights batch;
    private final Map<String, RegistryConnection> connections = new HashMap<>();

    private StoredNights(
            ConnectorConfig config,
            NightParts parts,
            Store store,
            Registries registries,
            ConnectorRuntime routes,
            Progress progress) {
        this.config = config;
        this.parts = parts;
        this.registries = registries;
        this.store = store;
        this.routes = routes;
        this.restoration = new Restoration(store);
        this.restoreWatch = new RestoreWatch(
                new StoreWitness(config.home()), restoration, new RegistryMirror(store), parts.pauses());
        SubmissionLedger ledger = new SubmissionLedger(store, restoreWatch::sent);
        Books books = new Books(store);
        this.room = new RunSession.NightRoom(
                ledger,
                new RegistryMirror(store),
                new Decisions(store),
                new MappingFolders(store),
                new Publications(store),
                new RunInputs(store),
                new Scopes(store),
                books,
                RecentNights.of(ledger::runsSince, books),
                routes,
                progress,
                parts.pauses(),
                new Circuits(parts.pauses()),
                new Spool(config.home()));
        this.lease = new Lease(store);
        this.batch = parts.jobs().apply(store);
    }

    /** Opens store, routes and jobs. */
    static Nights open(ConnectorConfig config, Progress progress) {
        return open(config, progress, NightParts.standard());
    }

    /** Opens the same on other parts. */
    static Nights open(ConnectorConfig config, Progress progress, NightParts parts) {
        Store store = parts.store()
                .apply(new StoreSettings(
                        config.store().url(),
                        config.store().user(),
                        config.store().password().value()));
        ConnectorRuntime routes = null;
        try {
            Registries registries = parts.registries().get();
            routes = parts.routes().apply(registries);
            return new StoredNights(config, parts, store, registries, routes, progress);
        } catch (RuntimeException | Error e) {
            closeAfter(e, routes, store);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, @Nullable ConnectorRuntime routes, Store store) {
        for (AutoCloseable open : routes == null ? List.of(store) : List.of(routes, store)) {
            try {
                open.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public RunReport run(RunRequest request) {
        return unlessStopped(() -> night(request));
    }

    private RunReport night(RunRequest request) {
        long begin = System.nanoTime();
        TargetConfig target = target(request.target());
        SourceConfig source = source(request.source());
        HandingOut workers = request.workers() && source.url() != null ? handingOut() : null;
        try (Heartbeat heartbeat = hold(target.name());
                Lender lender = parts.lenders().open(config, source, request.businessDate())) {
            look(target, heartbeat.token());
            if (restoration.doubt(target.name()).isPresent()) {
                throw BehindTheRegistry.refusal(restoration, target.name());
            }
            Optional<Run> newest = room.ledger().newestRun(target.name(), source.name(), request.businessDate());
            if (newest.isPresent() && newest.get().state().ended() && request.again() == null) {
                return report(newest.get(), Endings.ofEnded(newest.get()), begin)
                        .thatEndedBefore();
            }
            if (newest.isPresent() && !newest.get().state().ended() && request.again() != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "run " + newest.get().name()
                                + " has not ended, expected an ended one for --again; "
                                + (newest.get().state().mayBeDeclined()
                                        ? "reject it, or let it go on, first"
                                        : "run it without --again first"));
            }
            new DiskRoom(config.home(), config.disk().leastBytes())
                    .demand(
                            source,
                            room.ledger().mostBytesSent(target.name(), source.name()),
                            config.store().isEmbedded());
            SourceMapping mapping = lender.mapping();
            room.folders().keep(mapping.version(), mapping.name(), mapping.folder()::packed);
            Run opened = room.ledger().openRun(order(request, lender), heartbeat.token());
            Run run = room.ledger().madeWith(opened, mapping.version(), Release.current(), heartbeat.token());
            try (RunSession session = session(target, lender, heartbeat, run.runId(), workers)) {
                if (request.full()) {
                    session.readAll("it was asked for by --full");
                }
                if (request.workers() && workers == null) {
                    session.note(
                            "source " + source.name()
                                    + " delivers files, which lie on this machine; its ranges were prepared here and not by workers");
                }
                return report(run, ended(session, batch.submission(session, run)), begin)
                        .with(session.guilty(), session.notes());
            }
        }
    }

    @Override
    public List<RunReport> collect(String target, @Nullable LocalDate businessDate) {
        return unlessStopped(
                () -> each(target, token -> {}, collectable(target, businessDate), session -> batch.collect(session)));
    }

    @Override
    public List<RunReport> reconcile(String target, @Nullable LocalDate businessDate, boolean deep) {
        return unlessStopped(() ->
                each(target, token -> endDoubt(target, token), comparable(target, businessDate), session -> {
                    if (deep) {
                        session.compareDeeply();
                    }
                    return batch.reconcile(session);
                }));
    }

    @Override
    public List<RunReport> untold(String target) {
        return room.ledger().runsUntold(target).stream()
                .map(run -> RunReports.of(run, room.books()))
                .toList();
    }

    @Override
    public void told(List<RunReport> reports) {
        for (RunReport report : reports) {
            room.ledger()
                    .run(report.target(), report.source(), report.businessDate(), report.pass())
                    .ifPresent(
                            run -> room.ledger().told(run.runId(), report.exit().number()));
        }
    }

    @Override
    public @Nullable Path copy(LocalDate businessDate) throws IOException {
        Copies copies = config.store().copies();
        return copies == null ? null : new NightlyCopy(store, copies).write(businessDate);
    }

    /** A target whose books are in doubt after a restore is compared as a whole before any of its runs is. */
    private void endDoubt(String name, LeaseToken token) {
        if (restoration.doubt(name).isPresent()) {
            LOG.warn("target {}: {}", name, comparison(target(name), token).compare());
        }
    }

    private Supplier<List<Run>> collectable(String target, @Nullable LocalDate businessDate) {
        return () -> room.ledger().runsNotEnded(target).stream()
                .filter(run -> run.state() == RunState.DELIVERED || run.state() == RunState.UNBALANCED)
                .filter(run -> businessDate == null || businessDate.equals(run.businessDate()))
                .toList();
    }

    /** What was delivered and is not reconciled; of a date that is asked for also what is. */
    private Supplier<List<Run>> comparable(String target, @Nullable LocalDate businessDate) {
        if (businessDate == null) {
            return collectable(target, null);
        }
        return () -> room.ledger().runsSince(target, businessDate).stream()
                .filter(run -> businessDate.equals(run.businessDate()))
                .filter(run -> run.state() == RunState.DELIVERED
                        || run.state() == RunState.UNBALANCED
                        || run.state() == RunState.RECONCILED)
                .sorted(Comparator.comparingLong(Run::runId))
                .toList();
    }

    private List<RunReport> each(
            String name,
            Consumer<LeaseToken> before,
            Supplier<List<Run>> runs,
            Function<RunSession, Endings.Ending> work) {
        TargetConfig target = target(name);
        List<RunReport> reports = new ArrayList<>();
        try (Heartbeat heartbeat = hold(name)) {
            look(target, heartbeat.token());
            before.accept(heartbeat.token());
            for (Run run : runs.get()) {
                parts.pauses().goOn();
                long begin = System.nanoTime();
                try (Lender lender = parts.lenders().open(config, source(run.source()), run.businessDate());
                        RunSession session = session(target, lender, heartbeat, run.runId(), null)) {
                    Endings.Ending ending = work.apply(session);
                    if (!run.state().ended() || COMPARED.contains(ending.exit())) {
                        ended(session, ending);
                    }
                    reports.add(report(run, ending, begin).with(session.guilty(), session.notes()));
                }
            }
        }
        return reports;
    }

    /** Also between the jobs a process may be asked to end, or find that it slept through the end of its lease. */
    private static <T> T unlessStopped(Supplier<T> work) {
        try {
            return work.get();
        } catch (Pauses.StoppedException | LeaseLostException e) {
            Endings.Ending ending = Endings.of(e);
            throw new CommandException(ending.exit(), String.valueOf(ending.cause()), e);
        }
    }

    private Endings.Ending ended(RunSession session, Endings.Ending ending) {
        if (ending.exit() != ExitCode.RUNNING) {
            room.ledger().recordAttempt(session.runId(), ending.exit().number(), ending.cause(), session.token());
        }
        return ending;
    }

    private RunReport report(Run before, Endings.Ending ending, long begin) {
        Run run = room.ledger().run(before.runId()).orElseThrow();
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        return RunReports.of(run, room.books(), ending, seconds);
    }

    private RunOrder order(RunRequest request, Lender lender) {
        return new RunOrder(
                request.target(),
                request.source(),
                request.businessDate(),
                lender.asOf(),
                config.lender().code(),
                lender.mapping().version(),
                request.again() == null
                        ? null
                        : new RunOrder.Again(
                                request.again().author(), request.again().reason()));
    }

    private RunSession session(
            TargetConfig target, Lender lender, Heartbeat heartbeat, long runId, @Nullable HandingOut workers) {
        RegistryProfile profile = profile(target);
        lender.worksOn(runId);
        return new RunSession(room, target, profile, connection(target), lender, heartbeat, runId, workers);
    }

    /** The way to workers; nothing is said to them yet. */
    private HandingOut handingOut() {
        return new HandingOut(Node.broker(config), Node.of(config), new RangeClaims(store), parts.pauses());
    }

    private RegistryProfile profile(TargetConfig target) {
        return target.profile(registries);
    }

    /** Before anything is done with a target: is the store as new as what was sent from it. */
    private void look(TargetConfig target, LeaseToken token) {
        restoreWatch.look(target.name(), token, room.ledger(), profile(target).powers(), () -> connection(target));
        room.spool().clear(target.name());
        new PrivateCopies(config.home())
                .removeEnded(run ->
                        room.ledger().run(run).map(one -> one.state().ended()).orElse(true));
    }

    private Comparison comparison(TargetConfig target, LeaseToken token) {
        RegistryProfile profile = profile(target);
        Adoption adoption = new Adoption(store);
        return new Comparison(
                target.name(),
                room.ledger(),
                adoption,
                connection(target),
                new FeedbackIntake(room.ledger(), connection(target), target.name(), token, parts.pauses()),
                profile.powers(),
                new Recognition(target, profile, room.mirror(), routes, adoption, token),
                config.sourcesOf(target),
                (source, date) -> parts.lenders().open(config, source(source), date),
                token);
    }

    private RegistryConnection connection(TargetConfig target) {
        return connections.computeIfAbsent(
                target.name(), name -> parts.connections().connect(routes, endpoint(target)));
    }

    private TargetEndpoint endpoint(TargetConfig target) {
        try {
            return target.endpoint(config.lender().code(), registries);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.CONFIGURATION, e.getMessage() == null ? "target" : e.getMessage(), e);
        }
    }

    /**
     * Takes the lease of a target. One whose holder certainly died on this machine is taken over at once; who works on another
     * machine is left alone until its time has run out by the database's clock.
     */
    private Heartbeat hold(String target) {
        parts.pauses().goOn();
        String name = LeaseToken.ofTarget(target);
        Heartbeat heartbeat = take(target, () -> lease.acquire(name, parts.holder(), parts.leaseTime()))
                .or(() -> takeOver(target, name))
                .orElseThrow(() -> new CommandException(
                        ExitCode.RUNNING,
                        "target " + target + " is being worked on by "
                                + lease.holder(name)
                                        .map(holder -> Holders.shown(holder.holder()))
                                        .orElse("a process that just ended")
                                + "; wait for it"));
        try {
            batch.recoverStranded(target, run -> room.ledger().run(run).map(Run::target));
            return heartbeat;
        } catch (RuntimeException e) {
            heartbeat.close();
            throw e;
        }
    }

    private Optional<Heartbeat> takeOver(String target, String name) {
        return lease.holder(name)
                .filter(holder -> Holders.isDead(holder.holder()))
                .flatMap(dead -> take(target, () -> lease.takeOver(name, dead, parts.holder(), parts.leaseTime())));
    }

    private Optional<Heartbeat> take(String target, Supplier<Optional<LeaseToken>> way) {
        return Heartbeat.of(lease, parts.leaseTime(), way, number -> restoreWatch.released(target, number));
    }

    private TargetConfig target(String name) {
        TargetConfig target = config.targets().get(name);
        if (target == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no target " + name + ", expected one of "
                            + config.targets().keySet());
        }
        return target;
    }

    private SourceConfig source(String name) {
        SourceConfig source = config.sources().get(name);
        if (source == null) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "there is no source " + name + ", expected one of "
                            + config.sources().keySet());
        }
        return source;
    }

    @Override
    public void close() {
        batch.close();
        routes.close();
        store.close();
    }
}
