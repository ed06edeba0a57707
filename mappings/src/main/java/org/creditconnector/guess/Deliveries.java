package org.creditconnector.guess;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Several files of one table, of which later ones say again what earlier ones said.
 *
 * @param files their names in the order in which they are read
 * @param keys columns, or pairs of columns, that are different in every row of a file and stand in several files
 * @param again share of the rows that stand in another file word for word, 0 to 1
 */
public record Deliveries(List<String> files, List<Key> keys, double again) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /**
     * What tells the rows of a file apart.
     *
     * @param columns one or two
     * @param gone share of the keys that the last file does not have, 0 to 1
     */
    public record Key(List<String> columns, double gone) {
        boolean is(String column) {
            return columns.equals(List.of(column));
        }
    }

    /**
     * Tables as they are when of each key one row counts: a column that is unique in every file is unique. Where the rows are a history
     * this cannot be said: a loan that is paid once a month stands once in each file of payments.
     *
     * @param tables as they were seen
     */
    public static List<SampledTable> settled(List<SampledTable> tables) {
        FieldNames names = FieldNames.of(tables);
        return tables.stream().map(table -> settled(table, names)).toList();
    }

    private static SampledTable settled(SampledTable table, FieldNames names) {
        Deliveries deliveries = table.deliveries();
        boolean history = List.of(TableRole.INSTALMENT, TableRole.REPAYMENT, TableRole.EVENT, TableRole.MONTH).stream()
                .anyMatch(role -> names.isNamed(role, table.name()));
        if (deliveries == null || history) {
            return table;
        }
        List<SampledColumn> columns = table.columns().stream()
                .map(column -> deliveries.keys().stream().anyMatch(key -> key.is(column.name()))
                        ? new SampledColumn(column.name(), column.type(), true, column.comment(), column.values())
                        : column)
                .toList();
        return new SampledTable(table.name(), table.sqlName(), table.written(), table.rows(), columns, deliveries);
    }

    /** Whether the order of the names is an order in time: numbers in them are equally long. */
    private boolean areInOrder() {
        return files.stream()
                        .map(name -> NUMBER.matcher(name)
                                .replaceAll(number -> "0".repeat(number.group().length())))
                        .distinct()
                        .count()
                == 1;
    }

    /** The rows that count: of each key the one of the last file. */
    String sql(SampledSource source, SampledTable table, Key key) {
        String by = String.join(
                ", ",
                key.columns().stream()
                        .map(column -> "x." + Query.quoted(source, column))
                        .toList());
        return "(select y.* from (select x.*, row_number() over (partition by " + by
                + " order by x.source_file desc) as nth\n          from " + table.sqlName()
                + " x) y where y.nth = 1)";
    }

    /** What the query says of it, a line each. */
    List<String> comments(String table, Key key, boolean accounts) {
        String order = table + " comes in " + files.size() + " files; of each " + String.join(" and ", key.columns())
                + " the row of the last one counts, in the order of their names: " + files.get(0) + " to "
                + files.get(files.size() - 1) + ".";
        if (!areInOrder()) {
            return List.of(
                    order,
                    "TODO the names do not sort by age (9 comes after 10): order by a column that tells, or have the files named otherwise.");
        }
        return key.gone() == 0 || !accounts
                ? List.of(order)
                : List.of(
                        order,
                        "TODO " + Math.max(1, Math.round(key.gone() * 100))
                                + " % of them are not in the last file and go on as they were. Where each file is the whole portfolio, "
                                + "read the last one alone: from " + table
                                + " x where x.source_file = (select max(source_file) from "
                                + table + ").");
    }

    /** The question where rows stand in several files and nothing tells which of them count. */
    String question(String table) {
        return "TODO " + Math.max(1, Math.round(again * 100)) + " % of the rows of " + table
                + " stand in another of its " + files.size() + " files, too. Which count?";
    }
}
