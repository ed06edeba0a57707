package org.creditconnector.simulation;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.faults.ChangedWay;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.ProcessDeath;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Nights;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.creditconnector.night.SimulatedDesk;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;
import org.jspecify.annotations.Nullable;

/**
 * One seed: some nights under faults, in which after every call the registry's record of effects is held against our books; then the
 * faults stop, and within a bounded number of calls every night must end.
 */
final class Story {
    private static final LocalDate FIRST = LocalDate.of(2024, 3, 28);
    private static final int CALM_ROUNDS = 6;
    private static final int MOST_CALLS = 4;
    static final int MOST_NIGHTS = 4;

    private final long seed;
    private final Theatre theatre;
    private final PlantedBug bug;
    private final Cut cut;
    private final Trace trace = new Trace();
    private final Dice dice;
    private final World world;
    private final Person person;
    private final AccountPerson clerk;
    private final SimulatedLender lender;
    private final Safety safety;
    private final Registries registries;
    private Budget budget;
    private int processes;
    /** Whether the last process refused to send before the books are compared, and said with which command. */
    private boolean comparisonAsked;

    private boolean frozen;
    /** Our books as they were when a process woke up that another one had overtaken; null while there is none. */
    private @Nullable String booksOnWaking;

    /** Whether a process that is alive holds the lease beside the one that begins. */
    private boolean leased;

    /** What became of a story. */
    record Ending(long seed, List<String> violations, Trace trace, int calls) {
        boolean good() {
            return violations.isEmpty();
        }
    }

    private Story(long seed, Theatre theatre, PlantedBug bug, Cut cut) throws SQLException {
        this.seed = seed;
        this.theatre = theatre;
        this.bug = bug;
        this.cut = cut;
        theatre.reset();
        theatre.first.faults = new StoreTrouble(StoreTrouble.Stroke.NONE, 0, trace, bug);
        theatre.second.faults = new StoreTrouble(StoreTrouble.Stroke.NONE, 0, trace, bug);
        dice = new Dice(seed);
        budget = Budget.drawn(dice.split()).without(cut.without());
        Powers powers = KindOfRegistry.powers(dice.split());
        registries = KindOfRegistry.with(powers);
        SimulatedTime time = new SimulatedTime(theatre.store, theatre.registry);
        PostOffice post = new PostOffice(theatre.registry, budget, dice.split(), trace);
        world = new World(theatre.registry, post, time, trace, powers);
        world.committedState = this::stateOf;
        person = new Person(theatre, world);
        lender = new SimulatedLender(dice.split());
        clerk = new AccountPerson(theatre, trace, new Dice(~seed), registries.profile("registry-api"));
        safety = new Safety(theatre, world, lender, clerk);
        world.paused = safety::paused;
    }

    /** The faults that a seed draws. */
    static Budget budget(long seed) {
        return Budget.drawn(new Dice(seed).split());
    }

    /** Plays a seed as it is. */
    static Ending play(long seed, Theatre theatre, PlantedBug bug) {
        return play(seed, theatre, bug, Cut.NOTHING);
    }

    /** Plays a seed with something left out. */
    static Ending play(long seed, Theatre theatre, PlantedBug bug, Cut cut) {
        try {
            return new Story(seed, theatre, bug, cut).play();
        } catch (SQLException e) {
            throw new IllegalStateException("seed " + seed, e);
        }
    }

    private Ending play() throws SQLException {
        trace.say("seed " + seed + " powers " + world.powers + " budget " + budget);
        int nights = Math.min(cut.nights(), dice.between(2, MOST_NIGHTS));
        List<LocalDate> dates = new ArrayList<>();
        for (int night = 1; night <= nights && world.violations.isEmpty(); night++) {
            LocalDate date = FIRST.plusDays(night - 1L);
            dates.add(date);
            begin(night, date);
            disturbed(date, dates);
        }
        if (world.violations.isEmpty()) {
            calm(dates);
        }
        return new Ending(seed, List.copyOf(world.violations), trace, processes);
    }

    private void begin(int night, LocalDate date) throws SQLException {
        world.night = night;
        world.time.pass(Duration.ofHours(24));
        world.post.night(night);
        if (night > 1) {
            lender.live(date);
        }
        lender.write(theatre.lender);
        trace.say("night " + date + " " + lender.accounts().values());
        rejects();
    }

    /** Some accounts are not to the registry's liking tonight. */
    private void rejects() {
        TreeSet<String> subjects = new TreeSet<>();
        for (String key : lender.accounts().keySet()) {
            if (dice.chance(budget.rejects() / 3)) {
                subjects.add("'account:" + key + "'");
            }
        }
        theatre.registry.scenarioPage(
                subjects.isEmpty()
                        ? "description: All accepted.\n"
                        : "description: Some are rejected.\nrejects: [{code: X1, message: Blocked., subjects: "
                                + subjects + "}]\n");
        if (!subjects.isEmpty()) {
            trace.say("  registry rejects " + subjects);
        }
    }

    // ------------------------------------------------------------------ under faults

    private void disturbed(LocalDate date, List<LocalDate> dates) throws SQLException {
        int calls = dice.between(1, MOST_CALLS);
        for (int call = 0; call < calls && world.violations.isEmpty(); call++) {
            if (dice.chance(0.1)) {
                person.decide();
            }
            clerk.work(List.copyOf(lender.accounts().keySet()));
            int what = dice.below(10);
            if (what < 7) {
                LocalDate asked = dice.chance(0.8) ? date : dice.one(dates);
                process("run " + asked, nights -> nights.run(request(asked, dice.chance(0.1))));
            } else if (what < 9) {
                process("collect", nights -> last(nights.collect(Theatre.TARGET, null)));
            } else {
                process("reconcile", nights -> last(nights.reconcile(Theatre.TARGET, null)));
            }
            // A dead holder's lease runs out, or the next process finds it still held.
            world.time.pass(dice.chance(0.8) ? SimulatedDesk.LEASE_TIME.plusMinutes(1) : Duration.ofMinutes(1));
        }
    }

    private static RunRequest request(LocalDate date, boolean again) {
        return new RunRequest(
                Theatre.TARGET, "tiny", date, again ? new RunRequest.Again("operator", "rows were corrected") : null);
    }

    private static RunReport last(List<RunReport> reports) {
        return reports.isEmpty() ? null : reports.get(reports.size() - 1);
    }

    private interface Work {
        RunReport in(Nights nights);
    }

    private RunReport process(String what, Work work) throws SQLException {
        RunReport report = at(theatre.first, what, work);
        safety.check();
        return report;
    }

    /** One process from its start to its end, whichever that is; null when it did not live to tell. */
    private RunReport at(Theatre.Desk desk, String what, Work work) {
        String name = "p" + ++processes;
        trace.say(name + " " + what);
        Life life = new Life();
        Dice fate = dice.split();
        boolean freezes = !frozen && desk == theatre.first && fate.chance(budget.freeze());
        desk.life = life;
        StoreTrouble trouble = StoreTrouble.drawn(budget, fate, trace, bug);
        desk.faults = trouble;
        Wire wire = new Wire(
                name,
                world,
                registries.profile("registry-api").http().orElseThrow(),
                life,
                budget,
                fate.split(),
                new Frozen(name, freezes, fate.split()));
        Nights nights = desk.rooms.process(
                theatre.config,
                name + "@elsewhere",
                registries,
                bug.around(new Releasing(wire, trouble, life)),
                world.time::pause,
                world.time::nanoTime);
        RunReport report = null;
        boolean refused = false;
        comparisonAsked = false;
        try {
            report = work.in(nights);
            if (life.isOver()) {
                report = null;
            }
        } catch (ProcessDeath e) {
            trace.say("  " + e.getMessage());
        } catch (CommandException e) {
            if (!life.isOver()) {
                refused = e.exit() == ExitCode.RUNNING;
                comparisonAsked = String.valueOf(e.getMessage()).contains("next: reconcile --target " + Theatre.TARGET);
                trace.say("  exit " + e.exit() + " " + e.getMessage());
                world.demand(e.exit() != ExitCode.BUG, "a bug of ours: " + e.getMessage());
            }
        } catch (RegistryUnavailableException e) {
            trace.say("  exit " + ExitCode.TARGET_DOWN + " " + e.getMessage());
        } catch (RuntimeException | Error e) {
            if (!life.isOver()) {
                world.demand(trouble.struck(), name + " ended with " + e);
                trace.say("  " + e.getClass().getSimpleName());
            }
        } finally {
            if (life.isOver()) {
                trace.say("  dead");
            }
            desk.life = new Life();
            desk.faults = new StoreTrouble(StoreTrouble.Stroke.NONE, 0, trace, bug);
        }
        if (desk == theatre.first && booksOnWaking != null) {
            String now = theatre.books();
            world.demand(
                    booksOnWaking.equals(now),
                    name + " wrote into our books though another process had taken over: "
                            + changed(booksOnWaking, now));
            booksOnWaking = null;
        }
        if (leased && desk == theatre.second) {
            world.demand(
                    refused || life.isOver() || trouble.struck(),
                    name + " works on a target whose lease another one holds");
        }
        if (report != null) {
            trace.say("  " + report.id() + " " + report.state() + " exit " + report.exit() + " " + report.accounts()
                    + " " + report.items() + " cause " + report.cause() + " next " + report.next());
            world.demand(report.exit() != ExitCode.BUG, "a bug of ours: " + report.cause());
        }
        return report;
    }

    /** Names of the tables that differ. */
    private static List<String> changed(String before, String after) {
        List<String> then = List.of(before.split("\n"));
        return Stream.of(after.split("\n"))
                .filter(table -> !then.contains(table))
                .map(table -> table.substring(0, table.indexOf('[')))
                .toList();
    }

    /** A commit that a planted bug holds back is made up for right after the send. */
    private static final class Releasing extends ChangedWay {
        private final StoreTrouble trouble;
        private final Life life;

        Releasing(Wire wire, StoreTrouble trouble, Life life) {
            super(wire);
            this.trouble = trouble;
            this.life = life;
        }

        @Override
        public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
            try {
                return real.deliver(manifest, file);
            } finally {
                trouble.heldBack().release(life);
            }
        }
    }

    /** What may happen to a process while it waits for the registry. */
    private final class Frozen implements Wire.Hooks {
        private final String name;
        private final Dice fate;
        private int freezeAt;
        private boolean overtaken;

        Frozen(String name, boolean freezes, Dice fate) {
            this.name = name;
            this.fate = fate;
            this.freezeAt = freezes ? fate.between(1, 6) : -1;
        }

        @Override
        public void before(String call) {
            if (fate.chance(budget.pause()) && !frozen) {
                person.pause();
            }
            boolean inFlight = call.startsWith("PUT") && !world.powers.idempotentById();
            if (!inFlight && --freezeAt == 0) {
                frozen = true;
                try {
                    overtaken = fate.chance(0.7);
                    trace.fault(overtaken ? "process frozen" : "process beside another", name + " in " + call);
                    world.time.pass(overtaken ? SimulatedDesk.LEASE_TIME.plusMinutes(5) : Duration.ofSeconds(5));
                    leased = !overtaken;
                    long token = theatre.leaseToken();
                    beside(() -> at(
                            theatre.second,
                            "run beside",
                            nights -> nights.run(request(FIRST.plusDays(world.night - 1L), false))));
                    trace.say("  " + name + " wakes up");
                    if (theatre.leaseToken() > token) {
                        booksOnWaking = theatre.books();
                    }
                } finally {
                    frozen = false;
                    leased = false;
                }
            }
        }

        @Override
        public boolean overtaken() {
            return overtaken;
        }
    }

    /** On a thread of its own, since transactions are bound to threads; we wait, so that the order is always the same. */
    private static void beside(Runnable work) {
        Thread thread = new Thread(work, "beside");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------ when faults have stopped

    private void calm(List<LocalDate> dates) throws SQLException {
        trace.say("calm");
        budget = Budget.CALM;
        world.post.calm();
        LocalDate closing = dates.get(dates.size() - 1).plusDays(1);
        world.night++;
        world.time.pass(Duration.ofHours(24));
        theatre.registry.scenarioPage("description: All accepted.\n");
        List<String> open = List.of();
        for (int round = 1; round <= CALM_ROUNDS && world.violations.isEmpty(); round++) {
            open = new ArrayList<>();
            for (LocalDate date : dates) {
                person.decide();
                clerk.insist();
                RunReport report = run(date);
                if (report == null || !ended(report)) {
                    open.add(
                            report == null
                                    ? date + " without a report"
                                    : report.id() + " " + report.state() + " " + report.exit() + ": " + report.cause()
                                            + "; next " + report.next());
                }
                world.time.pass(SimulatedDesk.LEASE_TIME.plusMinutes(1));
            }
            if (open.isEmpty()) {
                break;
            }
        }
        world.demand(open.isEmpty(), "still open after " + CALM_ROUNDS + " calm rounds: " + open);
        if (world.violations.isEmpty()) {
            closing(closing);
        }
    }

    /** A run; where it refuses before the books are compared, the command that it names, and the run again. */
    private RunReport run(LocalDate date) throws SQLException {
        RunReport report = process("run " + date, nights -> nights.run(request(date, false)));
        if (!comparisonAsked) {
            return report;
        }
        process("reconcile, as it said", nights -> last(nights.reconcile(Theatre.TARGET, null)));
        return process("run " + date, nights -> nights.run(request(date, false)));
    }

    /** One more night, on which everything that is true must be with the registry. */
    private void closing(LocalDate date) throws SQLException {
        for (int call = 0; call < 4; call++) {
            person.decide();
            clerk.insist();
            RunReport report = run(date);
            world.time.pass(SimulatedDesk.LEASE_TIME.plusMinutes(1));
            if (report != null && ended(report)) {
                safety.atTheEnd(date);
                return;
            }
        }
        world.demand(false, "the closing night " + date + " does not end");
    }

    private static boolean ended(RunReport report) {
        return report.state().equals("RECONCILED") || report.state().equals("DECLINED");
    }

    private String stateOf(String packageId) {
        try (PreparedStatement query =
                theatre.store.prepareStatement("select state from submission_package where package_id = ?")) {
            query.setString(1, packageId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "not there";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
