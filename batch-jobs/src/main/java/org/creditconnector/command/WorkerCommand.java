package org.creditconnector.command;

import java.time.Duration;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.night.RangeWorker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code worker}: prepares key ranges for runs of other machines. */
@Command(
        name = "worker",
        sortOptions = false,
        description = {
            "Prepares key ranges for `run --workers` of any machine, until it is asked to end.",
            "Start as many as you like, one for each core, with the same configuration file; they send nothing."
        })
final class WorkerCommand extends Action {
    @Option(
            names = "--idle-exit",
            paramLabel = "SECONDS",
            description = "End when there was nothing to do for so long; never if not given.")
    @Nullable Integer idleExit;

    @Override
    Answer act(CreditConnector app) {
        if (idleExit != null && idleExit < 1) {
            throw usage("--idle-exit is " + idleExit + ", expected seconds from 1 on");
        }
        ConnectorConfig config = app.config();
        try (RangeWorker worker = RangeWorker.open(config, app::remark)) {
            int ranges = worker.work(idleExit == null ? null : Duration.ofSeconds(idleExit));
            return Answer.done(command(), "ranges", ranges, "stored " + ranges + " ranges");
        }
    }
}
