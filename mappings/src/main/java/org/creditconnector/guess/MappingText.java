package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.mapping.MappingSchema;
import org.jspecify.annotations.Nullable;

/** Writes {@code mapping.yaml} and code tables. */
final class MappingText {
    private static final int REASON_COLUMN = 78;
    private static final int MOST_LISTED = 20;

    private final SampledSource source;
    private final AccountKey key;
    private final GuessedFolder folder;
    private final Map<String, Expressions.Codes> codes;

    MappingText(SampledSource source, AccountKey key, GuessedFolder folder, Map<String, Expressions.Codes> codes) {
        this.source = source;
        this.key = key;
        this.folder = folder;
        this.codes = codes;
    }

    String text() {
        StringBuilder yaml = new StringBuilder();
        yaml.append("# yaml-language-server: $schema=")
                .append(MappingSchema.FILE)
                .append('\n');
        yaml.append(
                "# Guessed from names and a sample of the rows. The figure behind a line says how sure the guess is, and why.\n");
        yaml.append("# TODO waits for an answer of yours: correct what follows it, then take the word away.\n");
        yaml.append("mapping: ").append(source.name()).append('\n');
        source(yaml);
        String todo = key.isSure() ? "" : "TODO ";
        String why = key.isUnique()
                ? key.isSure() ? "95 % the name says so, different in every row" : "50 % different in every row"
                : "30 % it is not different in every row";
        yaml.append("range-key: {column: ")
                .append(key.alias())
                .append(", type: ")
                .append(key.isInteger() ? "integer" : "text")
                .append("}\n");
        yaml.append(reasoned("account-key: " + todo + key.alias(), why));
        boolean monthsOnly = folder.queries().containsKey(TableRole.MONTH.query())
                && !folder.queries().containsKey(TableRole.INSTALMENT.query())
                && !folder.queries().containsKey(TableRole.REPAYMENT.query());
        yaml.append(
                monthsOnly
                        ? reasoned("as-of: month-end", "month ends are all that is known of the course")
                        : reasoned(
                                "as-of: business-date",
                                "the rows show the state of the night; else a date such as 2024-05-31"));
        yaml.append("queries:\n");
        folder.queries()
                .keySet()
                .forEach(name ->
                        yaml.append("  ").append(name).append(": ").append(name).append(".sql\n"));
        yaml.append("control: ").append(GuessedFolder.CONTROL).append('\n');
        if (!codes.isEmpty()) {
            yaml.append("codes:\n");
            codes.keySet()
                    .forEach(name -> yaml.append("  ")
                            .append(name)
                            .append(": codes/")
                            .append(name)
                            .append(".csv\n"));
        }
        yaml.append(folder.contract(MappingText::reasoned));
        fields(yaml);
        missing(yaml);
        unused(yaml);
        return yaml.toString();
    }

    private void source(StringBuilder yaml) {
        if (!source.files()) {
            yaml.append("source: {kind: jdbc}\n");
            return;
        }
        yaml.append("source:\n  kind: files\n  tables:\n");
        for (String table : folder.roles().keySet()) {
            FileTable written = source.tables().stream()
                    .filter(candidate -> candidate.name().equals(table))
                    .map(SampledTable::written)
                    .findFirst()
                    .orElse(null);
            yaml.append("    ")
                    .append(table)
                    .append(": {")
                    .append(written(written))
                    .append("}\n");
        }
    }

    private static String written(@Nullable FileTable table) {
        List<String> keys = new ArrayList<>();
        if (table == null) {
            return "";
        }
        if (table.format() != FileTable.Format.CSV) {
            return "format: " + table.format().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (!table.encoding().equals("UTF-8")) {
            keys.add("encoding: " + table.encoding());
        }
        if (table.delimiter() != ',') {
            keys.add("delimiter: " + (table.delimiter() == '\t' ? "tab" : "\"" + table.delimiter() + "\""));
        }
        if (table.quote() != '"') {
            keys.add("quote: \"" + table.quote() + "\"");
        }
        if (table.header() == FileTable.Header.NONE) {
            keys.add("header: none");
        }
        if (table.missing() != null) {
            keys.add("nothing: \"" + table.missing().replace("\\", "\\\\") + "\"");
        }
        return String.join(", ", keys);
    }

    private void fields(StringBuilder yaml) {
        yaml.append("\nfields:\n");
        String before = "";
        for (Line line : folder.lines()) {
            String section = line.path().replaceFirst("[.\\[].*", "");
            if (!before.isEmpty() && !before.equals(section)) {
                yaml.append('\n');
            }
            before = section;
            String figure = line.value().isEmpty() ? "" : Math.round(line.confidence() * 100) + " % ";
            yaml.append(reasoned("  " + line.path() + ": " + line.written(), figure + line.reason()));
        }
    }

    private void missing(StringBuilder yaml) {
        yaml.append("\nmissing:\n");
        if (folder.lines().stream().anyMatch(line -> line.value().equals("= NON_REVOLVING"))
                && folder.lines().stream().noneMatch(line -> line.path().equals("account.creditLimit"))) {
            yaml.append("  account.creditLimit: not-applicable\n");
        }
        yaml.append(reasoned("  others: unknown", "before you go live, give each field its own reason"));
    }

    private void unused(StringBuilder yaml) {
        if (!folder.unused().isEmpty()) {
            yaml.append(
                    "\n# The guess found no field for these columns. Write a line for what the registry should know.\nunused:\n");
            folder.unused().forEach((column, described) -> yaml.append(reasoned("  - " + column, described)));
        }
    }

    private static String reasoned(String line, String reason) {
        return line + " ".repeat(Math.max(2, REASON_COLUMN - line.length())) + "# " + reason + "\n";
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\\n\\r].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    /** A first code table: what can be read as words is filled in, the rest waits. */
    static String codes(Expressions.Codes table) {
        StringBuilder csv = new StringBuilder("code,canonical,valid-from,valid-to,note\n");
        Map<String, Integer> rows = new LinkedHashMap<>(table.values());
        if (rows.isEmpty()) {
            rows.put("TODO", 0);
        }
        // What the lender's own table calls a code is listed too where no sampled row has it.
        if (table.said().size() <= MOST_LISTED) {
            table.said().forEach((code, said) -> rows.putIfAbsent(code, 0));
        }
        rows.forEach((code, count) -> {
            String said = table.said().get(code);
            String symbol = CodeMeanings.symbol(table.list(), code, rows.keySet());
            if (symbol == null && said != null) {
                symbol = CodeMeanings.symbol(table.list(), said, table.said().values());
            }
            csv.append(quoted(code))
                    .append(',')
                    .append(symbol == null ? "TODO" : symbol)
                    .append(",,,");
            csv.append(quoted((said == null ? "" : said + "; ") + count + " of the sampled rows"))
                    .append('\n');
        });
        return csv.toString();
    }
}
