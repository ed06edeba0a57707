package org.creditconnector.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.ledger.JourneyStep;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journey}: one account's whole life. */
@Command(
        name = "journey",
        sortOptions = false,
        description =
                "Shows everything that happened to one account: read, judged, rendered, packed, sent, answered, decided.")
final class JourneyCommand extends LedgerAction {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Parameters(paramLabel = "KEY", description = "Account key as it is reported.")
    String key = "";

    @Option(names = "--target", paramLabel = "T", description = "Only at this target.")
    @Nullable String target;

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        if (target != null) {
            Targets.one(this, config, target);
        }
        List<JourneyStep> steps = new LedgerQueries(store).journey(key, target);
        if (steps.isEmpty()) {
            throw usage("no run has ever seen an account " + key + "; keys are compared character by character");
        }
        ZoneId zone = config.lender().timeZone();
        TextTable table = new TextTable("time", "run", "step", "what");
        for (JourneyStep step : steps) {
            table.row(TIME.format(step.at().atZoneSameInstant(zone)), step.runName(), step.stage(), step.text());
        }
        return Answer.done(command(), "steps", steps, table.text(""));
    }
}
