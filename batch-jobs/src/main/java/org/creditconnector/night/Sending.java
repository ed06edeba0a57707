package org.creditconnector.night;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.ledger.Books;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.PackageState;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.SendPermit;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Powers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the packages of a target to its registry, in order of their numbers. The stored bytes are sent, never rendered anew. Only
 * what is known not to have been taken in is repeated, a few times and as the registry asks; what is unknown is asked about, and
 * goes again where the registry takes the same bytes without a second effect; else it waits for a person.
 */
final class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    /** Tries of one package in one call of {@code run}; the next call starts anew. */
    private static final int MOST_TRIES = 4;
    /** A registry that asks for a longer pause is left alone until the next call of {@code run}. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final SubmissionLedger ledger;
    private final Books books;
    private final RegistryConnection connection;
    private final Powers powers;
    private final Heartbeat heartbeat;
    private final LeaseToken token;
    private final String target;
    private final Progress progress;
    private final Pauses pauses;

    Sending(
            SubmissionLedger ledger,
            Books books,
            RegistryConnection connection,
            Powers powers,
            Heartbeat heartbeat,
            String target,
            Progress progress,
            Pauses pauses) {
        this.ledger = ledger;
        this.books = books;
        this.connection = connection;
        this.powers = powers;
        this.heartbeat = heartbeat;
        this.token = heartbeat.token();
        this.target = target;
        this.progress = progress;
        this.pauses = pauses;
    }

    /**
     * Sends what a run still has to send, and what other runs of the target have to send before it, since numbers go in order;
     * stops at the first package that does not get through.
     */
    StepOutcome send(long runId) {
        ledger.adoptStrandedSends(target, token);
        for (StoredPackage unknown : ledger.packagesOf(target, PackageState.UNKNOWN)) {
            StepOutcome settled = settle(unknown);
            if (!settled.goesOn()) {
                return settled;
            }
        }
        List<StoredPackage> ours = ledger.packagesOf(runId);
        long newest = ours.stream().mapToLong(StoredPackage::sequence).max().orElse(0);
        long done = 0;
        for (StoredPackage one : ledger.packagesOf(target, PackageState.BUILT)) {
            if (one.sequence() <= newest) {
                pauses.goOn();
                StepOutcome outcome = bring(one);
                if (!outcome.goesOn()) {
                    return outcome;
                }
                progress.at("deliver", ++done, ours.size());
            }
        }
        return books.items(runId).unsent() == 0 ? StepOutcome.GO_ON : waitsForADecision(runId);
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

    private StepOutcome bring(StoredPackage one) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            SendPermit permit = ledger.markSending(one.packageId(), powers.ordered(), token);
            if (permit != SendPermit.GRANTED) {
                return notPermitted(one, permit);
            }
            DeliveryOutcome outcome = handOver(one);
            PackageState state = ledger.recordOutcome(one.packageId(), outcome, token);
            LOG.info("package {} try {}: {} ({})", one.packageId(), attempt, state, outcome.detail());
            if (outcome instanceof DeliveryOutcome.Received) {
                return StepOutcome.GO_ON;
            }
            if (outcome instanceof DeliveryOutcome.Refused) {
                return refused(require(one));
            }
            if (outcome instanceof DeliveryOutcome.Unknown) {
                StepOutcome settled = settle(require(one));
                if (!settled.goesOn() || require(one).state() == PackageState.RECEIVED) {
                    return settled;
                }
            } else if (outcome instanceof DeliveryOutcome.NotSent notSent && notSent.retryAfter() != null) {
                pause = notSent.retryAfter();
            }
            if (attempt == MOST_TRIES || pause.compareTo(LONGEST_PAUSE) > 0) {
                return StepOutcome.stop(
                        ExitCode.TARGET_DOWN,
                        "package " + one.packageId() + " was not taken in after " + attempt + " tries: "
                                + outcome.detail(),
                        null);
            }
            pauses.pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private StoredPackage require(StoredPackage one) {
        return ledger.storedPackage(one.packageId()).orElseThrow();
    }

    private DeliveryOutcome handOver(StoredPackage one) {
        Path file = null;
        try {
            file = Files.createTempFile("package-", ".avro");
            try (OutputStream out = Files.newOutputStream(file)) {
                ledger.copyBytes(one, out);
            }
            return connection.deliver(ledger.manifest(one.packageId()), file, heartbeat::assertMine);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the bytes of package " + one.packageId() + " cannot be laid out for sending", e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("the temporary file {} could not be deleted; it holds personal data, delete it by hand", file, e);
        }
    }

    /** Finds out about a package whose outcome is not known. */
    private StepOutcome settle(StoredPackage unknown) {
        if (!powers.statusQuery()) {
            return unknown(unknown, "the registry cannot be asked about it");
        }
        PackageKnowledge knowledge;
        try {
            knowledge = connection.packageKnowledge(unknown.packageId());
        } catch (RegistryUnavailableException e) {
            return unknown(unknown, "the registry was asked and did not answer (" + e.getMessage() + ")");
        }
        boolean there = knowledge.state() != PackageKnowledge.State.UNKNOWN;
        // The answer may be old when this process slept over it: only the holder of the lease may draw a conclusion.
        ledger.under(token, () -> {
            ledger.resolve(
                    unknown.packageId(),
                    there ? Resolution.RECEIVED : Resolution.NOT_SENT,
                    "asked by id: the registry " + (there ? "has it" : "does not have it"),
                    there ? knowledge.receipt() : null,
                    "connector",
                    "status query");
            return unknown.packageId();
        });
        return StepOutcome.GO_ON;
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

    private StepOutcome notPermitted(StoredPackage one, SendPermit permit) {
        return switch (permit) {
            case TARGET_PAUSED ->
                StepOutcome.stop(
                        ExitCode.TARGET_DOWN,
                        "target " + target + " is paused, nothing was sent",
                        "target resume " + target + " --author NAME --reason TEXT");
            case OUT_OF_TURN ->
                refusedLast(ledger.packagesOf(target, PackageState.REFUSED))
                        .orElseGet(() -> StepOutcome.stop(
                                ExitCode.WORK_LIST,
                                "package " + one.packageId() + " waits for an earlier package of target " + target
                                        + " that is not with the registry yet",
                                "status"));
            case RUN_NOT_RELEASED, NOT_BUILT, GRANTED ->
                throw new IllegalStateException("package " + one.packageId() + " may not leave: " + permit);
        };
    }
}
