package org.creditconnector.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.FeedbackQueries;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.LedgerQueries.StuckPackage;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Store;
import org.creditconnector.night.ExitCode;
import org.creditconnector.registry.Registries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: the last nights of each target, those that are missing among them, and what moves what stands still. */
@Command(
        name = "status",
        sortOptions = false,
        description = {
            "Shows the last nights of each target, missed ones among them, with deadline and the command that moves each.",
            "Ends with 0 whatever it shows; `run`, `collect` and `reconcile` end with the code of what they did."
        })
final class StatusCommand extends LedgerAction {
    @Option(names = "--target", paramLabel = "T", description = "Only this target.")
    @Nullable String target;

    @Option(
            names = "--nights",
            paramLabel = "N",
            defaultValue = "14",
            description = "How many nights. Default: ${DEFAULT-VALUE}.")
    int nights = 14;

    @Override
    Answer act(CreditConnector app, ConnectorConfig config, Store store) {
        if (nights < 1 || nights > 400) {
            throw usage("--nights is " + nights + ", expected 1 to 400");
        }
        Instant now = app.surroundings().clock().instant();
        ReportingCalendar calendar = ReportingCalendar.of(config.lender());
        List<TargetConfig> shown =
                target == null ? List.copyOf(config.targets().values()) : List.of(Targets.one(this, config, target));
        List<Map<String, @Nullable Object>> targets = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (TargetConfig one : shown) {
            boolean paused = new org.creditconnector.ledger.Targets(store)
                    .state(one.name())
                    .paused();
            List<NightCell> cells = NightCells.of(config, one, calendar, store, now, nights);
            LedgerQueries queries = new LedgerQueries(store);
            List<StuckPackage> stuck = queries.stuckPackages(
                    one.name(), one.powers(Registries.shipped()).feedback() ? one.feedbackDeadline() : null);
            int quarantined = new FeedbackQueries(store).keptOut(one.name());
            targets.add(json(one, paused, cells, stuck, quarantined));
            text.append(text(one, paused, cells, stuck, quarantined));
            new Restoration(store)
                    .doubt(one.name())
                    .ifPresent(
                            doubt -> text.append("  nothing is sent before the books were compared with the registry: ")
                                    .append(doubt.reason())
                                    .append("\n    next  ")
                                    .append(Program.call("reconcile --target " + one.name()))
                                    .append('\n'));
        }
        return Answer.of(ExitCode.DONE, command(), "targets", targets, text.isEmpty() ? "no targets" : text.toString());
    }

    private static Map<String, @Nullable Object> json(
            TargetConfig target, boolean paused, List<NightCell> cells, List<StuckPackage> stuck, int quarantined) {
        List<Map<String, @Nullable Object>> packages = new ArrayList<>();
        for (StuckPackage one : stuck) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("package", one.stored().packageId());
            entry.put("run", one.runName());
            entry.put("state", one.stored().state());
            entry.put("items", one.stored().itemCount());
            entry.put("why", one.why());
            entry.put("next", next(one));
            packages.add(entry);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("target", target.name());
        json.put("paused", paused);
        json.put("nights", cells);
        json.put("stuckPackages", packages);
        json.put("quarantinedFeedback", quarantined);
        return json;
    }

    private static String text(
            TargetConfig target, boolean paused, List<NightCell> cells, List<StuckPackage> stuck, int quarantined) {
        StringBuilder text = new StringBuilder(target.name())
                .append(paused ? "  PAUSED: nothing is sent\n" : "\n")
                .append(NightTable.text(cells));
        for (NightCell cell : cells) {
            if (cell.next() != null && cell.state() != NightCell.State.MISSED) {
                text.append("  ")
                        .append(cell.name())
                        .append(cell.why() == null ? "" : ": " + cell.why())
                        .append("\n    next  ")
                        .append(Program.call(cell.next()))
                        .append('\n');
            }
        }
        cells.stream()
                .filter(cell -> cell.state() == NightCell.State.MISSED)
                .reduce((newer, older) -> older)
                .ifPresent(oldest -> text.append("  nights were missed; the oldest is ")
                        .append(oldest.name())
                        .append("\n    next  ")
                        .append(Program.call(String.valueOf(oldest.next())))
                        .append('\n'));
        for (StuckPackage one : stuck) {
            text.append("  package ")
                    .append(one.stored().packageId())
                    .append(' ')
                    .append(one.stored().state())
                    .append(": ")
                    .append(one.why())
                    .append("\n    next  ")
                    .append(Program.call(next(one)))
                    .append('\n');
        }
        if (quarantined > 0) {
            text.append("  ")
                    .append(quarantined)
                    .append(quarantined == 1 ? " feedback was" : " feedbacks were")
                    .append(" kept out of the books\n    next  ")
                    .append(Program.call("feedback list --target " + target.name()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Decisions need a name and a reason: they stand in the command that is shown. */
    private static String next(StuckPackage stuck) {
        boolean decision = stuck.next().startsWith("resolve ") || stuck.next().startsWith("retry-package ");
        return decision ? stuck.next() + " --author NAME --reason TEXT" : stuck.next();
    }
}
