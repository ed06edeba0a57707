package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the columns of a source's tables that no query names, by what the database says of its tables. */
public final class UnreadColumns {
    private static final Set<Integer> TEXTS = Set.of(Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR);

    private final Connection view;
    private final boolean counted;

    private UnreadColumns(Connection view, boolean counted) {
        this.view = view;
        this.counted = counted;
    }

    /** A table as the database spells it. */
    private record Table(@Nullable String catalog, @Nullable String schema, String name, List<Column> columns) {}

    private record Column(String name, int type) {}

    /**
     * Finds them.
     *
     * @param source the open source
     * @param queries texts of all queries
     * @param also tables that the mapping names, whether a query selects from them or not
     * @param counted whether to count rows and values, which reads each of the tables once from end to end
     * @return in the order of the queries and of the tables' columns
     * @throws SourceFaultException when the database cannot be asked
     */
    public static List<UnreadColumn> of(
            LenderSource source, Collection<String> queries, Collection<String> also, boolean counted) {
        List<QueryTables> asked = queries.stream().map(QueryTables::new).toList();
        Set<String> tables = new LinkedHashSet<>();
        also.forEach(table -> tables.add(table.toLowerCase(Locale.ROOT)));
        asked.forEach(query -> tables.addAll(query.tables()));
        try (Connection view = source.view()) {
            UnreadColumns unread = new UnreadColumns(view, counted);
            List<UnreadColumn> found = new ArrayList<>();
            for (String table : tables) {
                found.addAll(unread.of(table, asked));
            }
            return found;
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    private List<UnreadColumn> of(String name, List<QueryTables> asked) throws SQLException {
        Table table = table(name);
        if (table == null) {
            // A part of the query with a name of its own, or a word that only looks like a table.
            return List.of();
        }
        List<Column> unread = table.columns().stream()
                .filter(column -> !FileCopy.OWN_COLUMNS.contains(column.name()))
                .filter(column -> asked.stream()
                        .filter(query -> query.tables().contains(name))
                        .noneMatch(query -> query.isReading(name, column.name())))
                .toList();
        return counted && !unread.isEmpty()
                ? counted(name, table, unread)
                : unread.stream()
                        .map(column -> new UnreadColumn(name, column.name(), null, null))
                        .toList();
    }

    private @Nullable Table table(String name) throws SQLException {
        int dot = name.lastIndexOf('.');
        String schema = dot < 0 ? null : name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
        String table = name.substring(dot + 1);
        DatabaseMetaData about = view.getMetaData();
        for (String spelt : List.of(table, table.toUpperCase(Locale.ROOT))) {
            Table found = table(about, schema == null ? view.getSchema() : schema, spelt);
            found = found == null ? table(about, null, spelt) : found;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The first table of a name; what looks like a pattern in it is none. */
    private static @Nullable Table table(DatabaseMetaData about, @Nullable String schema, String name)
            throws SQLException {
        Table table = null;
        try (ResultSet found = about.getColumns(about.getConnection().getCatalog(), null, name, null)) {
            while (found.next()) {
                String ownSchema = found.getString("TABLE_SCHEM");
                boolean same = found.getString("TABLE_NAME").equalsIgnoreCase(name)
                        && (schema == null || schema.equalsIgnoreCase(ownSchema));
                if (!same) {
                    continue;
                }
                if (table == null) {
                    table = new Table(
                            found.getString("TABLE_CAT"), ownSchema, found.getString("TABLE_NAME"), new ArrayList<>());
                }
                if (java.util.Objects.equals(ownSchema, table.schema())) {
                    table.columns().add(new Column(found.getString("COLUMN_NAME"), found.getInt("DATA_TYPE")));
                }
            }
        }
        return table;
    }

    private List<UnreadColumn> counted(String name, Table table, List<Column> unread) throws SQLException {
        StringBuilder sql = new StringBuilder("select count(*)");
        for (Column column : unread) {
            String quoted = quoted(column.name());
            sql.append(", sum(case when ").append(quoted).append(" is null");
            if (TEXTS.contains(column.type())) {
                sql.append(" or trim(").append(quoted).append(") = ''");
            }
            sql.append(" then 0 else 1 end)");
        }
        sql.append(" from ");
        if (table.schema() != null) {
            sql.append(quoted(table.schema())).append('.');
        }
        sql.append(quoted(table.name()));
        try (Statement statement = view.createStatement();
                ResultSet counts = statement.executeQuery(sql.toString())) {
            counts.next();
            List<UnreadColumn> all = new ArrayList<>();
            for (int i = 0; i < unread.size(); i++) {
                all.add(new UnreadColumn(name, unread.get(i).name(), counts.getLong(1), counts.getLong(i + 2)));
            }
            return all;
        }
    }

    private String quoted(String name) throws SQLException {
        String quote = view.getMetaData().getIdentifierQuoteString().strip();
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
