package org.creditconnector.night;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.SendPermit;
import org.creditconnector.ledger.Silence;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the packages of a target to its registry, in order of their numbers. The stored bytes are sent, never rendered anew. Only
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
    }

    /**
     * Sends what a run still has to send, and what other runs of the target have to send before it, since numbers go in order.
     * Stops at the first package that does not get through; where the registry needs no order, packages go on past one that waits
     * for a person.
     */
    StepOutcome send(long runId) {
        ledger.adoptStrandedSends(target.name(), token);
        List<StoredPackage> ours = ledger.packagesOf(runId);
        long newest = ours.stream().mapToLong(StoredPackage::sequence).max().orElse(0);
        List<StoredPackage> waiting = Stream.concat(
                        ledger.packagesOf(target.name(), PackageState.UNKNOWN).stream(),
                        ledger.packagesOf(target.name(), PackageState.BUILT).stream()
                                .filter(one -> one.sequence() <= newest))
                .toList();
        List<StepOutcome> stuck = new ArrayList<>();
        long done = 0;
        for (StoredPackage one : waiting) {
            room.pauses().goOn();
            // Before each: the registry may have asked for a pause, and have had the package it was asked about all the
            // same.
            Optional<StepOutcome> notYet = leftAlone();
            if (notYet.isPresent()) {
                stuck.add(notYet.get());
                break;
            }
            StepOutcome outcome = bring(one.packageId());
            if (!outcome.goesOn()) {
                stuck.add(outcome);
                if (powers.ordered() || outcome.exit() == ExitCode.TARGET_DOWN) {
                    break;
                }
            }
            room.progress().at("deliver", ++done, ours.size());
        }
        return worst(stuck)
                .orElseGet(
                        () -> room.books().items(runId).unsent() == 0 ? StepOutcome.GO_ON : waitsForADecision(runId));
    }

    private static Optional<StepOutcome> worst(List<StepOutcome> stuck) {
        return stuck.stream()
                .min(Comparator.comparingInt(outcome -> ExitCode.precedence().indexOf(outcome.exit())));
    }

    /** Waits as long as the registry's last answer asked for, also when an earlier process got it; longer pauses are for a later run. */
    private Optional<StepOutcome> leftAlone() {
        Optional<Silence> asked = ledger.silence(target.name());
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (asked.get().left().compareTo(target.retries().longestWait()) <= 0) {
            return room.pauses().pause(asked.get().left(), this::paused)
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

    /** Moves one package on until the registry has it or nothing more can be done now. */
    private StepOutcome bring(String packageId) {
        int tries = 0;
        DeliveryOutcome last = null;
        while (true) {
            StoredPackage now = require(packageId);
            switch (now.state()) {
                case BUILT, UNKNOWN -> {
                    // What follows brings it on.
                }
                case REFUSED -> {
                    Long expected = last instanceof DeliveryOutcome.Refused no ? no.expectedSequence() : null;
                    return expected != null && expected > now.sequence()
                            ? BehindTheRegistry.stop(ledger, now, expected)
                            : refused(now);
                }
                default -> {
                    return StepOutcome.GO_ON;
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
                    return unknown(now, open);
                }
                again = true;
            }
            if (tries > 0) {
                StepOutcome enough = waitBeforeRepeat(now, tries, last);
                if (!enough.goesOn()) {
                    return enough;
                }
            }
            if (!pace.keep(this::paused)) {
                return pausedByAPerson();
            }
            try (LaidOut bytes = LaidOut.of(ledger, now, room.spool())) {
                if (!circuit.tryAcquirePermission()) {
                    return down(
                            now,
                            tries,
                            last,
                            "the last " + Circuits.MOST_FAILURES
                                    + " sends in a row did not get through, so that nothing more is sent for "
                                    + Circuits.OPEN_FOR.toSeconds() + " s");
                }
                SendPermit permit = again
                        ? ledger.markSendingAgain(packageId, powers.ordered(), token)
                        : ledger.markSending(packageId, powers.ordered(), token);
                if (permit != SendPermit.GRANTED) {
                    circuit.releasePermission();
                    return notPermitted(now, permit);
                }
                last = connection.deliver(ledger.manifest(packageId), bytes.file(), heartbeat::assertMine);
                circuit.onResult(0, TimeUnit.NANOSECONDS, last);
            } catch (RuntimeException e) {
                circuit.releasePermission();
                throw e;
            }
            PackageState state = ledger.recordOutcome(packageId, last, token);
            tries++;
            LOG.info("package {} try {}: {} ({})", packageId, tries, state, last.detail());
        }
    }

    private StepOutcome waitBeforeRepeat(StoredPackage now, int tries, @Nullable DeliveryOutcome last) {
        Duration asked = last instanceof DeliveryOutcome.NotSent notSent ? notSent.retryAfter() : null;
        Patience.Next next = patience.next(tries, asked);
        if (next.spent() != null) {
            String until = ledger.silence(target.name())
                    .map(silence -> "; run again after " + until(silence))
                    .orElse("");
            return down(now, tries, last, next.spent() + until);
        }
        return room.pauses().pause(next.pause(), this::paused) ? StepOutcome.GO_ON : pausedByAPerson();
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
