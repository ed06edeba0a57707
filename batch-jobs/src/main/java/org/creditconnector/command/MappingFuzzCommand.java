package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.extract.ReaderFuzz;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.mapping.MappingFuzz;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
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
            "its way without a step that says so is a failure. The reader of files is tried with the same values. What was not tried",
            "or not compared is named; where nothing was, that is a failure too. Stores and sends nothing and shows no value of a row."
        })
final class MappingFuzzCommand extends Action {
    private static final int MOST_ROWS = 1_000_000;
    /** Accounts whose rows are changed; more of them only repeat the same columns. */
    private static final int ACCOUNTS = 100;

    private static final int MOST_NAMED = 10;

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
    Answer act(CreditConnector app) throws IOException {
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
            MappingFuzz.Report report = MappingFuzz.run(
                    mapping, at.accounts(), at.shapes(), account -> bound.map(account, at.run()), rows, seed);
            return told(mapping, at.accounts().size(), report, readers(mapping, subject.lender()));
        }
    }

    /** The reader of the source's files, tried with the same values; nothing where the source is a database. */
    private static List<ReaderFuzz.Report> readers(SourceMapping mapping, @Nullable Lender lender) throws IOException {
        List<FileTable> tables = lender == null ? List.copyOf(mapping.tables().values()) : lender.tables();
        if (tables.isEmpty()) {
            return List.of();
        }
        Path directory = Files.createTempDirectory("mapping-fuzz");
        try {
            return ReaderFuzz.run(tables, MappingFuzz.texts(mapping), directory);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    /** What came out, for people and programs. */
    Answer told(SourceMapping mapping, int accounts, MappingFuzz.Report report, List<ReaderFuzz.Report> readers) {
        boolean right = report.failed() == 0
                && report.compared() > 0
                && readers.stream().allMatch(reader -> reader.failures().isEmpty());
        return new Answer(
                right ? ExitCode.DONE : ExitCode.CONFIGURATION,
                json(mapping, report, readers),
                text(mapping, accounts, report, readers));
    }

    private Map<String, @Nullable Object> json(
            SourceMapping mapping, MappingFuzz.Report report, List<ReaderFuzz.Report> readers) {
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
        json.put("columnsNotTried", report.notTried());
        json.put("linesCompared", report.compared());
        json.put("linesNotCompared", report.notCompared());
        json.put("readers", readers);
        json.put("failed", report.failed());
        json.put(
                "failures",
                report.failures().stream().map(MappingFuzz.Failure::render).toList());
        return json;
    }

    private String text(
            SourceMapping mapping, int accounts, MappingFuzz.Report report, List<ReaderFuzz.Report> readers) {
        StringBuilder text = new StringBuilder();
        text.append(mapping.name())
                .append(": ")
                .append(report.rows())
                .append(" rows out of ")
                .append(accounts)
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
        text.append(named(report.notTried(), "columns not tried"))
                .append(report.compared())
                .append(" lines compared with what they announce, ")
                .append(named(report.notCompared(), "lines not compared"));
        readers.forEach(reader -> read(reader, text));
        report.failures().forEach(failure -> text.append(failure.render()).append('\n'));
        if (report.compared() == 0) {
            text.append(
                            "nothing was compared: no account of these goes, or no line takes a column; see mapping preview ")
                    .append(source)
                    .append('\n');
        } else if (report.failed() == 0) {
            text.append("no row crashed or gave another answer, and nothing that was compared changed on its way\n");
        }
        if (report.failed() > 0) {
            text.append(report.failed())
                    .append(" failures, the first of each kind above; again with: mapping fuzz ")
                    .append(source)
                    .append(" --rows ")
                    .append(rows)
                    .append(" --seed ")
                    .append(seed)
                    .append('\n');
        }
        return text.toString();
    }

    private static String named(List<String> names, String what) {
        return names.size() + " " + what + (names.isEmpty() ? "" : ": " + String.join(", ", names)) + "\n";
    }

    private static void read(ReaderFuzz.Report reader, StringBuilder text) {
        text.append("file ")
                .append(reader.table())
                .append(": ")
                .append(reader.values())
                .append(" values written and read back, ")
                .append(named(reader.notWritable(), "not in its encoding"));
        reader.failures().stream()
                .limit(MOST_NAMED)
                .forEach(failure -> text.append("  ").append(failure).append('\n'));
        if (reader.failures().size() > MOST_NAMED) {
            text.append("  and ").append(reader.failures().size() - MOST_NAMED).append(" more\n");
        }
    }
}
