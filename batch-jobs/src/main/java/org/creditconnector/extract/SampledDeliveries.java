package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.guess.Deliveries;
import org.creditconnector.guess.SampledColumn;
import org.creditconnector.guess.SampledTable;

/** Finds out whether the files of one table say the same rows again, and by which columns one tells. All rows of the copy are asked. */
final class SampledDeliveries {
    /** Pairs are looked for among so many first columns: what tells rows apart stands in front. */
    private static final int PAIRED = 8;

    private SampledDeliveries() {}

    /** The table, with its deliveries where rows of one file stand in another again. */
    static SampledTable of(Connection connection, SampledTable table, List<String> files) throws SQLException {
        if (files.size() < 2) {
            return table;
        }
        List<String> columns = table.columns().stream().map(SampledColumn::name).toList();
        List<Deliveries.Key> keys = new ArrayList<>();
        for (String column : columns) {
            add(connection, table, List.of(column), keys);
        }
        List<String> first = columns.subList(0, Math.min(PAIRED, columns.size()));
        for (String one : first) {
            for (String other : first.subList(first.indexOf(one) + 1, first.size())) {
                add(connection, table, List.of(one, other), keys);
            }
        }
        double again = again(connection, table, columns);
        return keys.isEmpty() && again == 0
                ? table
                : new SampledTable(
                        table.name(),
                        table.sqlName(),
                        table.written(),
                        table.rows(),
                        table.columns(),
                        new Deliveries(List.copyOf(files), List.copyOf(keys), again));
    }

    /** Adds columns that are different in every row of a file but not in all files together. */
    private static void add(Connection connection, SampledTable table, List<String> columns, List<Deliveries.Key> keys)
            throws SQLException {
        String list = list(columns);
        String filled = String.join(
                " and ",
                columns.stream()
                        .map(column -> FileCopy.quoted(column) + " <> ''")
                        .toList());
        String sql = "select count(*) filter (where " + filled + "), count(distinct (" + list + ")), count(distinct ("
                + list + ", source_file)) from " + table.sqlName();
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(sql)) {
            counts.next();
            if (counts.getLong(1) == table.rows()
                    && counts.getLong(3) == table.rows()
                    && counts.getLong(2) < table.rows()) {
                keys.add(new Deliveries.Key(columns, gone(connection, table, list, counts.getLong(2))));
            }
        }
    }

    private static double gone(Connection connection, SampledTable table, String list, long all) throws SQLException {
        String last = "select count(distinct (" + list + ")) from " + table.sqlName()
                + " where source_file = (select max(source_file) from " + table.sqlName() + ")";
        return (all - count(connection, last)) / (double) all;
    }

    private static double again(Connection connection, SampledTable table, List<String> columns) throws SQLException {
        String list = list(columns);
        String once = "select count(distinct (" + list + ")) from " + table.sqlName();
        String inEach = "select count(distinct (" + list + ", source_file)) from " + table.sqlName();
        return table.rows() == 0 ? 0 : (count(connection, inEach) - count(connection, once)) / (double) table.rows();
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(FileCopy::quoted).toList());
    }
}
