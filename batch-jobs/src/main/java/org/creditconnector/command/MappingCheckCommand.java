package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.creditconnector.extract.UnreadColumn;
import org.creditconnector.mapping.CodeReport;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.yaml.InvalidDocumentException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mapping check}: the folder and, where there is one, the real source. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Checks a source folder: keys, lines, code tables, queries, coverage. All problems in one pass.",
            "For a configured source it also runs the queries for their columns and counts the keys; it reads no rows.",
            "Of a folder it reads the select lists; what they do not tell it says. It also says which codes mean the same, and",
            "which columns of the source's files or tables no query names."
        })
final class MappingCheckCommand extends Action {
    private static final int MOST_NAMED = 8;

    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Override
    Answer act(CreditConnector app) {
        try (MappingSubject subject = MappingSubject.of(app, source, null)) {
            SourceMapping mapping = subject.mapping();
            Lender lender = subject.lender();
            Long accounts = null;
            List<String> notes = new ArrayList<>();
            List<UnreadColumn> unread = List.of();
            if (lender != null) {
                lender.open();
                accounts = lender.plan().accounts();
                lender.demandChangesCanBeAsked();
                unread = lender.unreadColumns(false);
                notes.addAll(unread(unread));
            } else {
                KnownColumns known = KnownColumns.of(mapping);
                mapping.check(known.shapes());
                notes.addAll(known.untold());
            }
            CodeReport.Tables codes = codes(mapping, notes);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("command", command());
            json.put("mapping", mapping.name());
            json.put("version", mapping.version());
            json.put("pins", mapping.pins());
            json.put("queries", mapping.queries().keySet());
            json.put("live", lender != null);
            json.put("accounts", accounts);
            json.put(
                    "codes",
                    codes.tables().stream().map(MappingCheckCommand::json).toList());
            json.put("uncovered", codes.uncovered());
            json.put("unreadColumns", unread.stream().map(UnreadColumn::json).toList());
            json.put("notes", notes);
            return new Answer(
                    ExitCode.DONE,
                    json,
                    mapping.name() + " is right: queries "
                            + String.join(", ", mapping.queries().keySet())
                            + (accounts == null
                                    ? "; its lines fit what the select lists tell; a configured source shows more"
                                    : "; its columns fit the source, which has " + accounts + " accounts")
                            + text(codes, notes));
        }
    }

    /** A line for each table with columns that nobody reads. */
    private List<String> unread(List<UnreadColumn> unread) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        unread.forEach(one ->
                tables.computeIfAbsent(one.table(), table -> new ArrayList<>()).add(one.column()));
        List<String> lines = new ArrayList<>();
        // A column that was added stands at the end.
        tables.forEach((table, columns) -> lines.add("nobody reads "
                + (columns.size() > MOST_NAMED
                        ? columns.size() + " columns of " + table + ", the last of them "
                        : table + ": ")
                + String.join(", ", columns.subList(Math.max(0, columns.size() - MOST_NAMED), columns.size()))
                + "; how many rows: mapping coverage " + source));
        return lines;
    }

    /** What the code tables lose; a sample that does not fit is a note, since `mapping test` says all about it. */
    private CodeReport.Tables codes(SourceMapping mapping, List<String> notes) {
        boolean sample = MappingSamples.exists(mapping);
        try {
            return CodeReport.of(mapping, sample);
        } catch (InvalidDocumentException unfit) {
            notes.add("the sample does not fit: " + unfit.problems().get(0).render() + "; see `mapping test " + source
                    + "`");
            return CodeReport.of(mapping, false);
        }
    }

    private static String text(CodeReport.Tables codes, List<String> notes) {
        StringBuilder text = new StringBuilder();
        notes.forEach(note -> text.append("\n  ").append(note));
        for (CodeReport table : codes.tables()) {
            table.together()
                    .forEach((meaning, alike) -> text.append("\n  codes ")
                            .append(table.table())
                            .append(": ")
                            .append(String.join(", ", alike))
                            .append(" all mean ")
                            .append(meaning));
            if (!table.unseen().isEmpty()) {
                text.append("\n  codes ")
                        .append(table.table())
                        .append(": not in the sample: ")
                        .append(table.unseen().entrySet().stream()
                                .map(row -> row.getValue() + " (line " + row.getKey() + ")")
                                .collect(Collectors.joining(", ")));
            }
        }
        codes.uncovered().forEach(code -> text.append("\n  codes: ").append(code));
        return text.toString();
    }

    private static Map<String, @Nullable Object> json(CodeReport table) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("table", table.table());
        json.put("rows", table.rows());
        json.put("together", table.together());
        json.put("unseen", table.unseen());
        return json;
    }
}
