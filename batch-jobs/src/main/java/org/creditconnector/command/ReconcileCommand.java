package org.creditconnector.command;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.night.Nights;
import org.creditconnector.night.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reconcile}: books only. */
@Command(
        name = "reconcile",
        sortOptions = false,
        description = {
            "Compares our books with the source's totals, the feedback and the registry's statement, and names the records that",
            "do not fit. A run that is reconciled is compared again when its date is given; it stays what it is."
        })
final class ReconcileCommand extends Action {
    @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
    @Nullable String target;

    @Option(
            names = "--date",
            paramLabel = "D",
            description = "Business date; all runs that are not reconciled if not given.")
    @Nullable LocalDate date;

    @Option(
            names = "--deep",
            description = "List what the registry holds, item by item, also when its totals give no reason to.")
    boolean deep;

    @Override
    Answer act(CreditConnector app) {
        ConnectorConfig config = app.config();
        TargetConfig with = Targets.one(this, config, target);
        try (ConsoleProgress progress = app.progress();
                Nights nights = app.surroundings().nights().open(config, progress)) {
            List<RunReport> runs = nights.reconcile(with.name(), date, deep);
            app.tell(config, nights, with.name(), runs);
            return Reports.answer(command(), runs);
        }
    }
}
