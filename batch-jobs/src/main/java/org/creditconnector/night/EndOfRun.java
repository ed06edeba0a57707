package org.creditconnector.night;

import java.util.Comparator;
import java.util.List;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RunEnd;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a registry that a run is sent as a whole, where its channel has a word for that. It stands between the last package that was
 * received and the run's state DELIVERED: who dies in between tells it again, with the same totals under the same key, and nobody tells
 * it while a package is still open.
 */
final class EndOfRun {
    private static final Logger LOG = LoggerFactory.getLogger(EndOfRun.class);

    private final SubmissionLedger ledger;
    private final RegistryConnection connection;
    private final Heartbeat heartbeat;

    EndOfRun(SubmissionLedger ledger, RegistryConnection connection, Heartbeat heartbeat) {
        this.ledger = ledger;
        this.connection = connection;
        this.heartbeat = heartbeat;
    }

    /** Every item of the run is in a package that was received; stops where the end could not be told. */
    StepOutcome tell(Run run) {
        if (!connection.isToldOfRunEnds()) {
            return StepOutcome.GO_ON;
        }
        DeliveryOutcome outcome = connection.endRun(end(run), heartbeat::assertMine);
        LOG.info("end of run {}: {}", run.name(), outcome.detail());
        return outcome instanceof DeliveryOutcome.Received
                ? StepOutcome.GO_ON
                : StepOutcome.stop(
                        ExitCode.TARGET_DOWN,
                        "all packages are received, but not the end of the run: " + outcome.detail()
                                + "; the next run tells it, which has one effect",
                        null);
    }

    private RunEnd end(Run run) {
        List<StoredPackage> arrived = ledger.packagesOf(run.runId()).stream()
                .filter(one -> one.state().arrived())
                .sorted(Comparator.comparingLong(StoredPackage::sequence))
                .toList();
        RunEnd.Sum sum = RunEnd.of(run.name(), run.lenderCode(), run.businessDate());
        for (StoredPackage one : arrived) {
            sum.add(ledger.manifest(one.packageId()), one.sha256(), one.byteCount());
        }
        return sum.end();
    }
}
