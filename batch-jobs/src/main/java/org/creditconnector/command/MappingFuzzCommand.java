package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.MappingFuzz;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping fuzz}: what the mapping does with values that nobody put into the sample. */
@Command(
        name = "fuzz",
        sortOptions = false,
        description = {
            "Puts values from the edge into every column and maps the rows by the code of the night: dates, money, identifiers,",
            "rare characters, nothing, very long texts. A crash, another answer to the same row, or a value that changes on",
            "its way without a step that says so is a failure. Stores and sends nothing and shows no value of a row."
        })
final class MappingFuzzCommand extends Action {
    private static final int MOST_ROWS = 1_000_000;
    /** Accounts whose rows are changed; more of them only repeat the same columns. */
    private static final int ACCOUNTS = 100;

    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many rows. Default: ${DEFAULT-VALUE}.")
    int rows = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same rows. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Override
    Answer act(CreditConnector app) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw usage("--rows is " + rows + ", expected 1 to " + MOST_ROWS);
        }
        try (MappingSubject subject = MappingSubject.of(app, source, null)) {
            SourceMapping mapping = subject.mapping();
            RowsAtHand at = RowsAtHand.of(this, subject, null, ACCOUNTS);
            if (at.accounts().isEmpty()) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "the source " + source + " has no account, so that there are no rows to change; put some into"
                                + " sample/accounts.csv");
            }
            BoundMapping bound = mapping.bind(at.shapes());
            MappingFuzz.Report report =
                    MappingFuzz.run(mapping, at.accounts(), account -> bound.map(account, at.run()), rows, seed);
            return new Answer(
                    report.failed() == 0 ? ExitCode.DONE : ExitCode.CONFIGURATION,
                    json(mapping, report),
                    text(mapping, at, report));
        }
    }

    private Map<String, @Nullable Object> json(SourceMapping mapping, MappingFuzz.Report report) {
        List<Map<String, @Nullable Object>> rules = new ArrayList<>();
        for (MappingFuzz.RuleCount rule : report.rules()) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("rule", rule.rule());
            entry.put("severity", rule.severity().name());
            entry.put("rows", rule.rows());
            rules.add(entry);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("mapping", mapping.name());
        json.put("seed", seed);
        json.put("rows", report.rows());
        json.put("columns", report.columns());
        json.put("held", report.held());
        json.put("rules", rules);
        json.put("failed", report.failed());
        json.put(
                "failures",
                report.failures().stream().map(MappingFuzz.Failure::render).toList());
        return json;
    }

    private String text(SourceMapping mapping, RowsAtHand at, MappingFuzz.Report report) {
        StringBuilder text = new StringBuilder();
        text.append(mapping.name())
                .append(": ")
                .append(report.rows())
                .append(" rows out of ")
                .append(at.accounts().size())
                .append(" accounts, ")
                .append(report.columns())
                .append(" columns, seed ")
                .append(seed)
                .append("; ")
                .append(report.held())
                .append(" held\n\n");
        TextTable table = new TextTable("rule", "severity", "rows");
        report.rules().forEach(rule -> table.row(rule.rule(), rule.severity(), rule.rows()));
        text.append(table.text("  ")).append('\n');
        if (report.failed() == 0) {
            return text.append("no row crashed, gave another answer or changed on its way\n")
                    .toString();
        }
        report.failures().forEach(failure -> text.append(failure.render()).append('\n'));
        return text.append(report.failed())
                .append(" failures, the first of each kind above; again with: mapping fuzz ")
                .append(source)
                .append(" --rows ")
                .append(rows)
                .append(" --seed ")
                .append(seed)
                .append('\n')
                .toString();
    }
}
