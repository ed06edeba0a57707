package org.creditconnector.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.extract.UnreadColumn;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.DefaultsTaken;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.mapping.FillRates;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingLineage;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping coverage}: where each field comes from, and which columns nobody reads. */
@Command(
        name = "coverage",
        sortOptions = false,
        description = {
            "Says of each field of the record, or of a registry, whether a column, the derivation or a default fills it and whose,",
            "how often a default stands in for a column that is empty, or why nothing fills it;",
            "how often it is filled in the sample or the first accounts; and which columns nobody reads, with their rows:",
            "of queries, and of the files or the tables of the database that the queries select from (each is read once).",
            "Exits with 3 when less than --min is covered."
        })
final class MappingCoverageCommand extends Action {
    private static final int MOST_ACCOUNTS = 5_000;
    private static final BigDecimal WHOLE = new BigDecimal(100);

    @Parameters(paramLabel = "SOURCE", description = "Configured source, folder name or directory.")
    String source = "";

    @Option(
            names = "--target",
            paramLabel = "T",
            description =
                    "A configured target or a kind of registry, such as pbcrc; the credit record itself if not given.")
    @Nullable String target;

    @Option(
            names = "--min",
            paramLabel = "SORT=PERCENT",
            description = "Least share of required or optional fields that something must fill, such as required=100.")
    Map<String, BigDecimal> least = new LinkedHashMap<>();

    @Option(
            names = "--all",
            description =
                    "A line for every field, required ones first, not only for those absent or filled by a default.")
    boolean all;

    /** A column of a query that no line reads. */
    private record Unread(String place, String column, long filled, long rows) {}

    @Override
    Answer act(CreditConnector app) {
        least.forEach((sort, percent) -> {
            if (!sort.equals("required") && !sort.equals("optional")) {
                throw usage("--min is for required=PERCENT or optional=PERCENT, got \"" + sort + "\"");
            }
            if (percent.signum() < 0 || percent.compareTo(WHOLE) > 0) {
                throw usage("--min " + sort + " is " + percent + ", expected 0 to 100");
            }
        });
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        List<RegistryField> asked = target == null ? null : FieldCoverage.fields(this, config, target, null);
        if (asked != null && asked.isEmpty()) {
            throw usage(target + " receives the credit record itself; leave --target out");
        }
        try (MappingSubject subject = MappingSubject.of(app, source, null)) {
            SourceMapping mapping = subject.mapping();
            Lender lender = subject.lender();
            RowsAtHand rows = lender != null || MappingSamples.exists(mapping)
                    ? RowsAtHand.of(this, subject, null, MOST_ACCOUNTS)
                    : null;
            FillRates rates = rows == null ? null : rates(mapping, rows);
            List<RegistryField> fields = asked == null ? FieldCoverage.ofRecord(mapping.fills()) : asked;
            DefaultsTaken taken =
                    rows == null ? null : DefaultsTaken.of(mapping.trace(rows.shapes()), rows.accounts(), rows.run());
            List<FieldCoverage.Covered> covered =
                    new ArrayList<>(FieldCoverage.of(fields, mapping.fills(), rates, taken));
            covered.sort(Comparator.comparing(one -> !one.field().required()));
            List<Unread> unread = rows == null ? List.of() : unread(mapping, rows);
            List<UnreadColumn> ofTables = lender == null ? List.of() : lender.unreadColumns(true);
            return answer(mapping, covered, rows, unread, ofTables);
        }
    }

    private static FillRates rates(SourceMapping mapping, RowsAtHand rows) {
        BoundMapping bound = mapping.bind(rows.shapes());
        List<CreditRecord> records = rows.accounts().stream()
                .map(account -> bound.map(account, rows.run()))
                .map(MappedAccount::record)
                .filter(Objects::nonNull)
                .toList();
        return FillRates.of(records);
    }

    private static List<Unread> unread(SourceMapping mapping, RowsAtHand rows) {
        MappingLineage lineage = mapping.lineage();
        List<Unread> unread = new ArrayList<>();
        for (RowShape shape : rows.shapes().values()) {
            String prefix = shape.query().equals(SourceMapping.ACCOUNTS) ? "" : shape.query() + ".";
            for (String column : shape.columns()) {
                boolean isKey = column.equals(mapping.rangeKey().column());
                if (!isKey && !lineage.columns().contains(prefix + column)) {
                    unread.add(counted(shape, column, rows.accounts()));
                }
            }
        }
        return unread;
    }

    private static Unread counted(RowShape shape, String column, List<SourceAccount> accounts) {
        int position = shape.position(column);
        long rows = 0;
        long filled = 0;
        for (SourceAccount account : accounts) {
            List<SourceRow> own = shape.query().equals(SourceMapping.ACCOUNTS)
                    ? List.of(account.account())
                    : account.rows(shape.query());
            for (SourceRow row : own) {
                Object value = row.value(position);
                rows++;
                filled += value == null || value instanceof String text && text.isBlank() ? 0 : 1;
            }
        }
        return new Unread(shape.query(), column, filled, rows);
    }

    private Answer answer(
            SourceMapping mapping,
            List<FieldCoverage.Covered> covered,
            @Nullable RowsAtHand rows,
            List<Unread> unread,
            List<UnreadColumn> ofTables) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("required", share(covered, true));
        shares.put("optional", share(covered, false));
        List<String> below = least.entrySet().stream()
                .filter(floor ->
                        Objects.requireNonNull(shares.get(floor.getKey())).compareTo(floor.getValue()) < 0)
                .map(floor -> floor.getKey() + " fields are covered to " + shares.get(floor.getKey())
                        + " percent, expected at least " + floor.getValue().toPlainString())
                .toList();
        StringBuilder text = new StringBuilder(mapping.name())
                .append(" for ")
                .append(target == null ? "the credit record" : target)
                .append(": ");
        text.append(shares.get("required")).append(" % of required and ").append(shares.get("optional"));
        text.append(" % of optional fields are covered");
        text.append(
                rows == null
                        ? "; no rows at hand\n\n"
                        : "; rates are of " + rows.accounts().size() + " accounts of the "
                                + (rows.real() ? "source" : "sample") + "\n\n");
        List<FieldCoverage.Covered> shown =
                covered.stream().filter(one -> all || isNews(one)).toList();
        text.append(FieldCoverageRows.counts(covered))
                .append(FieldCoverageRows.below(all ? shown : FieldCoverageRows.together(shown, covered)));
        text.append(columns(unread, ofTables));
        below.forEach(line -> text.append("\n").append(line));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("mapping", mapping.name());
        json.put("target", target);
        json.put("covered", shares);
        json.put("below", below);
        json.put("fields", covered.stream().map(FieldCoverage.Covered::json).toList());
        json.put(
                "unreadColumns",
                unread.stream().map(MappingCoverageCommand::json).toList());
        json.put("unreadTableColumns", ofTables.stream().map(UnreadColumn::json).toList());
        return new Answer(below.isEmpty() ? ExitCode.DONE : ExitCode.CONFIGURATION, json, text.toString());
    }

    /** What somebody has to agree to: nothing, or not the lender's own value. */
    private static boolean isNews(FieldCoverage.Covered one) {
        return one.isAbsent() || one.state() == State.FILLED_ELSE_DEFAULT;
    }

    private static BigDecimal share(List<FieldCoverage.Covered> covered, boolean required) {
        List<FieldCoverage.Covered> sort = covered.stream()
                .filter(one -> one.field().required() == required)
                .toList();
        long filled = sort.stream().filter(one -> !one.isAbsent()).count();
        // Rounded down, so that 100 means every one.
        return sort.isEmpty()
                ? WHOLE
                : BigDecimal.valueOf(filled)
                        .multiply(WHOLE)
                        .divide(BigDecimal.valueOf(sort.size()), 0, RoundingMode.DOWN);
    }

    private static String columns(List<Unread> unread, List<UnreadColumn> ofTables) {
        TextTable table = new TextTable("column that nobody reads", "rows with a value", "rows");
        unread.forEach(
                one -> table.row(one.place().toLowerCase(Locale.ROOT) + "." + one.column(), one.filled(), one.rows()));
        ofTables.forEach(one -> table.row("table " + one.table() + ": " + one.column(), one.filled(), one.rows()));
        return table.isEmpty() ? "" : "\n" + table.text("  ");
    }

    private static Map<String, @Nullable Object> json(Unread one) {
        return Map.of("query", one.place(), "column", one.column(), "filled", one.filled(), "rows", one.rows());
    }
}
