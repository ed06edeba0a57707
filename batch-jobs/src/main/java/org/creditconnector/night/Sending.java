package org.creditconnector.night;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.SendPermit;
import org.creditconnector.ledger.SendQueue;
import org.creditconnector.ledger.SendQueue.Waiting;
import org.creditconnector.ledger.Silence;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the packages of a target to its registry, in order of their numbers; side by side where order is none of its needs. The stored bytes are sent, never rendered anew. Only
 * what is known not to have been taken in is repeated, within the limits of {@link Patience} and as the registry asks. What is
 * unknown is asked about ({@link Doubt}); where the answer does not settle it the same bytes go again if the registry takes a
 * package id once; else it waits for a person.
 */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final RunSession.NightRoom room;
    private final SubmissionLedger ledger;
    private final TargetConfig target;
    private final RegistryConnection connection;
    private final Powers powers;
    private final Heartbeat heartbeat;
    private final LeaseToken token;
    private final Doubt doubt;
    private final Patience patience;
    private final CircuitBreaker circuit;
    private final Pace pace;
    private final int mostAtOnce;

    Sending(
            RunSession.NightRoom room,
            TargetConfig target,
            RegistryConnection connection,
            Powers powers,
            Heartbeat heartbeat) {
        this.room = room;
        this.ledger = room.ledger();
        this.target = target;
        this.connection = connection;
        this.powers = powers;
        this.heartbeat = heartbeat;
        this.token = heartbeat.token();
        this.doubt = new Doubt(room.ledger(), connection, powers, heartbeat.token(), room.pauses());
        this.patience = new Patience(target.retries(), room.pauses());
        this.circuit = room.circuits().of(target.name());
        this.pace = new Pace(target.limits().perMinute(), room.pauses());
        // The configuration refuses both together; whoever gets here by another way shall not break the order.
        this.mostAtOnce = powers.ordered() ? 1 : target.limits().parallel();
    }

    /**
     * Sends what a run still has to send, and what other runs of the target have to send before it, since numbers go in order.
     * Stops at the first package that does not get through; where the registry needs no order, packages go on past one that waits
     * for a person, and as many are under way at once as the target allows.
     */
    StepOutcome send(long runId) {
        ledger.adoptStrandedSends(target.name(), token);
        SendQueue queue = ledger.sendQueue();
        long newest = queue.newestOf(runId);
        long total = queue.count(target.name(), PackageState.UNKNOWN, Long.MAX_VALUE)
                + queue.count(target.name(), PackageState.BUILT, newest);
        Lanes lanes = new Lanes(new WaitingPages(queue, target.name(), newest)::next, this::width);
        room.progress().at("deliver", 0, total);
        Journey journey = new Journey(queue, lanes, total);
        LaneThreads.work(target.name(), (int) Math.min(mostAtOnce, Math.max(1, total)), lanes::end, journey::work);
        return journey.worst()
                .orElseGet(
                        () -> room.books().items(runId).unsent() == 0 ? StepOutcome.GO_ON : waitsForADecision(runId));
    }

    /** While it is not known whether the registry is back, one package finds out. */
    private int width() {
        return circuit.getState() == CircuitBreaker.State.CLOSED ? mostAtOnce : 1;
    }

    /** What all lanes of one call share: what goes next, how far they are, and the worst that came of it. */
    private final class Journey {
        private final SendQueue queue;
        private final Lanes lanes;
        private final long total;
        private long done;
        private @Nullable StepOutcome worst;

        Journey(SendQueue queue, Lanes lanes, long total) {
            this.queue = queue;
            this.lanes = lanes;
            this.total = total;
        }

        /** One lane: package after package until there is none, or nothing more can be done now. */
        void work() {
            for (Waiting one = lanes.next(); one != null; one = lanes.next()) {
                room.pauses().goOn();
                // Before each: the registry may have asked for a pause, and have had the package it was asked about all
                // the same.
                Brought brought =
                        leftAlone(lanes).map(Brought::stuck).orElseGet(new Bringing(one.packageId(), lanes)::bring);
                // Where numbers are the order, whoever is out of turn waits for a person: nobody under way clears its
                // way.
                if (brought.outOfTurn() && !powers.ordered() && lanes.putAside(one, queue.inTheWayOf(one))) {
                    continue;
                }
                took(brought.outcome());
                lanes.done(one);
            }
        }

        private synchronized void took(StepOutcome outcome) {
            if (!outcome.goesOn()) {
                worst = worst == null || precedence(outcome) < precedence(worst) ? outcome : worst;
                if (powers.ordered() || outcome.exit() == ExitCode.TARGET_DOWN) {
                    lanes.end();
                }
            }
            room.progress().at("deliver", ++done, Math.max(done, total));
        }

        synchronized Optional<StepOutcome> worst() {
            return Optional.ofNullable(worst);
        }

        private int precedence(StepOutcome outcome) {
            return ExitCode.precedence().indexOf(outcome.exit());
        }
    }

    /**
     * How far one package was brought.
     *
     * @param outcome why it is stuck, or that it is not
     * @param outOfTurn whether it is stuck behind others, which may be under way
     */
    private record Brought(StepOutcome outcome, boolean outOfTurn) {
        /** The registry has it, or another lane ended and says why. */
        static final Brought OVER = new Brought(StepOutcome.GO_ON, false);

        static Brought stuck(StepOutcome outcome) {
            return new Brought(outcome, false);
        }
    }

    /** Waits as long as the registry's last answer asked for, also when an earlier process got it; longer pauses are for a later run. */
    private Optional<StepOutcome> leftAlone(Lanes lanes) {
        Optional<Silence> asked = ledger.silence(target.name());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (asked.get().left().compareTo(target.retries().longestWait()) <= 0) {
            return room.pauses().pause(asked.get().left(), () -> lanes.isEnded() || paused()) || lanes.isEnded()
                    ? Optional.empty()
                    : Optional.of(pausedByAPerson());
        }
        return Optional.of(StepOutcome.stop(
                ExitCode.TARGET_DOWN,
                "the registry asked to be left alone until " + until(asked.get())
                        + ", nothing was sent; run again then",
                null));
    }

    private static String until(Silence silence) {
        return silence.until()
                .withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Everything that may leave has left; what is still here belongs to a refused package that nobody decided on. */
    private StepOutcome waitsForADecision(long runId) {
        return refusedLast(ledger.packagesOf(runId).stream()
                        .filter(one -> one.state() == PackageState.REFUSED)
                        .toList())
                .orElseThrow(() -> new IllegalStateException("run " + runId + " has items that no package carries"));
    }

    /** Nothing leaves behind a refused package before somebody decides on it, so that only the last one can wait for that. */
    private static Optional<StepOutcome> refusedLast(List<StoredPackage> refused) {
        return refused.isEmpty() ? Optional.empty() : Optional.of(refused(refused.get(refused.size() - 1)));
    }

    /** One package on its way, on one lane. */
    private final class Bringing {
        private final String packageId;
        private final Lanes lanes;
        private int tries;
        private @Nullable DeliveryOutcome last;

        Bringing(String packageId, Lanes lanes) {
            this.packageId = packageId;
            this.lanes = lanes;
        }

        /** Moves it on until the registry has it or nothing more can be done now. */
        Brought bring() {
            while (!lanes.isEnded()) {
                StoredPackage now = require(packageId);
                switch (now.state()) {
                    case BUILT, UNKNOWN -> {
                        // What follows brings it on.
                    }
                    case REFUSED -> {
                        Long expected = last instanceof DeliveryOutcome.Refused no ? no.expectedSequence() : null;
                        return Brought.stuck(
                                expected != null && expected > now.sequence()
                                        ? BehindTheRegistry.stop(ledger, now, expected)
                                        : refused(now));
                    }
                    default -> {
                        return Brought.OVER;
                    }
                }
                boolean again = false;
                if (now.state() == PackageState.UNKNOWN) {
                    boolean refusedAgain = last instanceof DeliveryOutcome.Refused;
                    String open = doubt.settle(now, refusedAgain);
                    if (open == null) {
                        continue;
                    }
                    if (!powers.idempotentById() || refusedAgain) {
                        return Brought.stuck(unknown(now, open));
                    }
                    again = true;
                }
                StepOutcome enough = waited(now);
                if (!enough.goesOn()) {
                    return lanes.isEnded() ? Brought.OVER : Brought.stuck(enough);
                }
                Brought stuck = sent(now, again);
                if (stuck != null) {
                    return stuck;
                }
            }
            return Brought.OVER;
        }

        /** Sends it once and writes down what came of it; null when it was sent. */
        private @Nullable Brought sent(StoredPackage now, boolean again) {
            DeliveryOutcome outcome;
            try (LaidOut bytes = LaidOut.of(ledger, now, room.spool())) {
                if (!circuit.tryAcquirePermission()) {
                    return Brought.stuck(down(
                            now,
                            tries,
                            last,
                            "the last " + Circuits.MOST_FAILURES
                                    + " sends in a row did not get through, so that nothing more is sent for "
                                    + Circuits.OPEN_FOR.toSeconds() + " s"));
                }
                SendPermit permit = again
                        ? ledger.markSendingAgain(packageId, powers.ordered(), token)
                        : ledger.markSending(packageId, powers.ordered(), token);
                if (permit != SendPermit.GRANTED) {
                    circuit.releasePermission();
                    return new Brought(notPermitted(now, permit), permit == SendPermit.OUT_OF_TURN);
                }
                outcome = connection.deliver(ledger.manifest(packageId), bytes.file(), heartbeat::assertMine);
                circuit.onResult(0, TimeUnit.NANOSECONDS, outcome);
            } catch (RuntimeException e) {
                circuit.releasePermission();
                throw e;
            }
            if (outcome instanceof DeliveryOutcome.NotSent notSent && notSent.retryAfter() != null) {
                pace.leaveAlone(notSent.retryAfter());
            }
            last = outcome;
            PackageState state = ledger.recordOutcome(packageId, outcome, token);
            tries++;
            LOG.info("package {} try {}: {} ({})", packageId, tries, state, outcome.detail());
            return null;
        }

        /** Waits before a repeat, and for the registry's pace. */
        private StepOutcome waited(StoredPackage now) {
            StepOutcome repeat = tries == 0 ? StepOutcome.GO_ON : beforeRepeat(now);
            if (!repeat.goesOn()) {
                return repeat;
            }
            return pace.keep(this::isCalledOff) ? StepOutcome.GO_ON : pausedByAPerson();
        }

        private StepOutcome beforeRepeat(StoredPackage now) {
            Duration asked = last instanceof DeliveryOutcome.NotSent notSent ? notSent.retryAfter() : null;
            Patience.Next next = patience.next(tries, asked);
            if (next.spent() != null) {
                String until = ledger.silence(target.name())
                        .map(silence -> "; run again after " + until(silence))
                        .orElse("");
                return down(now, tries, last, next.spent() + until);
            }
            return room.pauses().pause(next.pause(), this::isCalledOff) ? StepOutcome.GO_ON : pausedByAPerson();
        }

        private boolean isCalledOff() {
            return lanes.isEnded() || paused();
        }
    }

    private boolean paused() {
        return ledger.paused(target.name());
    }

    private StoredPackage require(String packageId) {
        return ledger.storedPackage(packageId).orElseThrow();
    }

    /** The registry does not get along now; what is not settled is settled by a later run, without a person. */
    private static StepOutcome down(StoredPackage one, int tries, @Nullable DeliveryOutcome last, String why) {
        String what = one.state() == PackageState.UNKNOWN
                ? "package " + one.packageId()
                        + " may or may not have taken effect; the next run asks, or sends the same bytes again, which have one effect"
                : "package " + one.packageId() + " was not taken in";
        return StepOutcome.stop(
                ExitCode.TARGET_DOWN,
                what + (tries == 0 ? "" : " after " + tries + (tries == 1 ? " try" : " tries")) + ": "
                        + (last == null ? "" : last.detail() + "; ") + why,
                null);
    }

    private static StepOutcome unknown(StoredPackage unknown, String why) {
        return StepOutcome.stop(
                ExitCode.UNKNOWN,
                "it is not known whether package " + unknown.packageId() + " took effect: "
                        + (unknown.detail() == null ? "" : unknown.detail() + "; ") + why + "; it was not sent again",
                "resolve " + unknown.packageId() + " --as received --author NAME --reason TEXT");
    }

    private static StepOutcome refused(StoredPackage one) {
        return StepOutcome.stop(
                ExitCode.WORK_LIST,
                "package " + one.packageId() + " was refused: "
                        + (one.detail() == null ? "without a reason" : one.detail()),
                "retry-package " + one.packageId() + " --author NAME --reason TEXT");
    }

    private StepOutcome pausedByAPerson() {
        return StepOutcome.stop(
                ExitCode.TARGET_DOWN,
                "target " + target.name() + " is paused, nothing was sent",
                "target resume " + target.name() + " --author NAME --reason TEXT");
    }

    private StepOutcome notPermitted(StoredPackage one, SendPermit permit) {
        return switch (permit) {
            case TARGET_PAUSED -> pausedByAPerson();
            case COMPARE_FIRST -> BehindTheRegistry.stop(ledger, target.name());
            case OUT_OF_TURN ->
                refusedLast(ledger.packagesOf(target.name(), PackageState.REFUSED))
                        .orElseGet(() -> StepOutcome.stop(
                                ExitCode.WORK_LIST,
                                "package " + one.packageId() + " waits for an earlier package of target "
                                        + target.name() + " that is not with the registry yet",
                                "status"));
            case RUN_NOT_RELEASED, NOT_BUILT, GRANTED ->
                throw new IllegalStateException("package " + one.packageId() + " may not leave: " + permit);
        };
    }
}
