package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;

/** A first contract of the source: what the sample had, so that a delivery that has less stops before it is read. */
final class ContractText {
    private static final int FEW = 100;

    private final SampledSource source;
    private final ReadColumns read;
    private final List<Roles.Part> parts;

    ContractText(SampledSource source, ReadColumns read, List<Roles.Part> parts) {
        this.source = source;
        this.read = read;
        this.parts = parts;
    }

    /** The section; empty where no table has a name that a contract can hold. */
    String text(AccountKey key, BinaryOperator<String> reasoned) {
        StringBuilder yaml = new StringBuilder();
        for (Roles.Part part : parts) {
            if (part.table().name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                table(yaml, part, key, reasoned);
            }
        }
        return yaml.isEmpty()
                ? ""
                : "\n# What a delivery must have before anything of it is read; taken from what was there. Put in what you agreed with the lender.\ncontract:\n"
                        + yaml;
    }

    private void table(StringBuilder yaml, Roles.Part part, AccountKey key, BinaryOperator<String> reasoned) {
        SampledTable table = part.table();
        List<SampledColumn> columns = new ArrayList<>(read.of(table));
        SampledColumn own = part.link() == null
                ? table.column(key.column())
                : table.column(part.link().column());
        if (part.role() != TableRole.PARTY && own != null && !columns.contains(own)) {
            columns.add(0, own);
        }
        if (columns.isEmpty()) {
            return;
        }
        yaml.append("  ").append(table.name()).append(":\n    columns: [");
        yaml.append(String.join(
                ", ", columns.stream().map(column -> yaml(column.name())).toList()));
        yaml.append("]\n");
        List<String> types = columns.stream()
                .filter(this::isPromised)
                .map(column -> yaml(column.name()) + ": " + type(column))
                .toList();
        if (!types.isEmpty()) {
            yaml.append("    types: {").append(String.join(", ", types)).append("}\n");
        }
        SampledColumn unique = part.role() == TableRole.ACCOUNT
                ? own
                : columns.stream()
                        .filter(column -> column.unique() && FieldKind.ID.suits(Values.of(column)) > 0)
                        .filter(column -> isKey(part, column))
                        .findFirst()
                        .orElse(null);
        if (unique != null && unique.unique() && !Query.isReserved(unique.name())) {
            // The sample may be too small to tell whether a number counts within each account.
            boolean ofAccount = part.link() != null && part.role() != TableRole.PARTY;
            yaml.append("    key: [");
            if (ofAccount && own != null && own != unique) {
                yaml.append(yaml(own.name())).append(", ");
            }
            // Of several files each says the row again.
            yaml.append(yaml(unique.name()))
                    .append(table.isReadWhole() ? "" : ", source_file")
                    .append("]\n");
        }
        rows(yaml, table, reasoned);
    }

    /** A column that is unique by chance is no key: only what tells the rows apart by its meaning is. */
    private boolean isKey(Roles.Part part, SampledColumn column) {
        if (part.role() == TableRole.PARTY) {
            return part.link() != null && part.link().toColumn().equals(column.name());
        }
        Line line = read.line("repayments[].repaymentKey");
        Query.Column key = line == null ? null : read.column(line);
        return line != null
                && line.isSure()
                && key != null
                && key.values() != null
                && key.values().column() == column;
    }

    private void rows(StringBuilder yaml, SampledTable table, BinaryOperator<String> reasoned) {
        long rows = table.rows();
        int seen = table.columns().get(0).values().size();
        boolean all = source.files() || rows < SampledSource.MOST_ROWS;
        if (rows == 0) {
            return;
        }
        if (!table.isReadWhole()) {
            yaml.append(reasoned.apply("    rows: " + rows + "..", "as many were there; each further file adds some"));
            return;
        }
        String band = rows < FEW || !all ? "1.." : rows / 2 + ".." + rows * 2;
        String why = rows < FEW || !all
                ? "at least " + (all ? rows : seen) + " were there; write the band that is usual"
                : "half and twice of the " + rows + " that were there";
        yaml.append(reasoned.apply("    rows: " + band, why));
    }

    /** In files only numbers are promised, and only where every value reads as one. */
    private boolean isPromised(SampledColumn column) {
        if (!source.files()) {
            return true;
        }
        Values values = Values.of(column);
        NumberForm form = values.number();
        Line line = read.numberOf(column);
        return form != null
                && line != null
                && form.shape() == NumberForm.Shape.PLAIN
                && form.sign().isEmpty()
                && values.filled().stream().allMatch(value -> form.value(value) != null);
    }

    private String type(SampledColumn column) {
        return source.files()
                ? "number"
                : switch (column.type()) {
                    case INTEGER, DECIMAL -> "number";
                    case TEXT, DATE, TIMESTAMP, BOOLEAN -> column.type().name().toLowerCase(Locale.ROOT);
                };
    }

    private static String yaml(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !name.matches("(?i)y|n|yes|no|on|off|true|false|null")
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
