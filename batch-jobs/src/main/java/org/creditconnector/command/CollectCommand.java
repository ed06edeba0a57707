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

/** {@code collect}: feedback only. */
@Command(
        name = "collect",
        sortOptions = false,
        description = "Takes in the registry's feedback. Sends nothing; any number of times, in any order.")
final class CollectCommand extends Action {
    @Option(names = "--target", paramLabel = "T", description = "Target; not needed when there is only one.")
    @Nullable String target;

    @Option(
            names = "--date",
            paramLabel = "D",
            description = "Business date; all runs that wait for feedback if not given.")
    @Nullable LocalDate date;

    @Override
    Answer act(CreditConnector app) {
        ConnectorConfig config = app.config();
        TargetConfig from = Targets.one(this, config, target);
        try (ConsoleProgress progress = app.progress();
                Nights nights = app.surroundings().nights().open(config, progress)) {
            List<RunReport> runs = nights.collect(from.name(), date);
            app.tell(config, nights, from.name(), runs);
            return Reports.answer(command(), runs);
        }
    }
}
