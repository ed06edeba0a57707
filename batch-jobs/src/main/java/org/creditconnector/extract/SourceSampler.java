package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.creditconnector.guess.Deliveries;
import org.creditconnector.guess.ReferenceCandidates;
import org.creditconnector.guess.ReferenceCandidates.Candidate;
import org.creditconnector.guess.SampledColumn;
import org.creditconnector.guess.SampledSource;
import org.creditconnector.guess.SampledSource.NameCase;
import org.creditconnector.guess.SampledSource.Reference;
import org.creditconnector.guess.SampledTable;
import org.creditconnector.mapping.FileTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a sample of a source: tables, columns, some rows, which columns are unique, which point at others. A copy of files is asked
 * about all its rows; a lender's database about its catalogue and the first rows only.
 */
public final class SourceSampler {
    /** Rows of a table that are looked at. */
    public static final int ROWS = SampledSource.MOST_ROWS;

    private static final int MOST_TABLES = 300;
    private static final int VALUES_ASKED = 200;
    private static final int LONGEST_VALUE = 300;

    private static final Logger LOG = LoggerFactory.getLogger(SourceSampler.class);

    private SourceSampler() {}

    /** A table, the columns that it declares unique, and what the catalogue says of columns. */
    private record Declared(String name, String sqlName, Set<String> unique, Map<String, String> comments) {}

    /**
     * Samples files.
     *
     * @param connection to their copy
     * @param written how each table's file is written
     * @param files names of the files of each table, in the order in which they are read
     * @throws SourceFaultException when the copy cannot be read
     */
    public static SampledSource files(
            String name, Connection connection, List<FileTable> written, Map<String, List<String>> files) {
        try {
            List<SampledTable> read = new ArrayList<>();
            for (FileTable table : written) {
                String sqlName = table.name();
                SampledTable one =
                        table(connection, new Declared(table.name(), sqlName, Set.of(), Map.of()), table, "\"");
                read.add(SampledDeliveries.of(connection, one, files.getOrDefault(table.name(), List.of())));
            }
            List<SampledTable> tables = Deliveries.settled(read);
            List<Reference> references = asked(connection, ReferenceCandidates.of(tables, VALUES_ASKED, false), "\"");
            return new SampledSource(name, true, "\"", NameCase.ANY, tables, references);
        } catch (SQLException e) {
            throw refused(name, e);
        }
    }

    /**
     * Samples a database.
     *
     * @param schema the schema to look at; null for the one that the user works in
     * @param wanted tables to look at; empty for all
     * @throws SourceFaultException when it cannot be read or has no such tables
     */
    public static SampledSource database(
            String name, Connection connection, @Nullable String schema, List<String> wanted) {
        try {
            connection.setReadOnly(true);
            DatabaseMetaData meta = connection.getMetaData();
            String quote = meta.getIdentifierQuoteString();
            String in = schema == null ? connection.getSchema() : schema;
            List<SampledTable> tables = new ArrayList<>();
            List<String> names = names(meta, connection.getCatalog(), in);
            check(name, in, names, wanted);
            for (String table : names) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(table::equalsIgnoreCase)) {
                    String sqlName =
                            (schema == null ? "" : quoted(schema, quote, meta) + ".") + quoted(table, quote, meta);
                    Declared declared = new Declared(
                            table,
                            sqlName,
                            unique(meta, connection.getCatalog(), in, table),
                            comments(meta, connection.getCatalog(), in, table));
                    tables.add(table(connection, declared, null, quote));
                }
            }
            List<Reference> references = new ArrayList<>(keys(meta, connection.getCatalog(), in, tables));
            for (Reference found : asked(connection, ReferenceCandidates.of(tables, VALUES_ASKED, true), quote)) {
                if (references.stream()
                        .noneMatch(known -> known.table().equals(found.table())
                                && known.column().equals(found.column()))) {
                    references.add(found);
                }
            }
            NameCase plain = meta.storesUpperCaseIdentifiers()
                    ? NameCase.UPPER
                    : meta.storesLowerCaseIdentifiers() ? NameCase.LOWER : NameCase.ANY;
            return new SampledSource(name, false, quote, plain, tables, references);
        } catch (SQLException e) {
            throw refused(name, e);
        }
    }

    private static void check(String name, @Nullable String schema, List<String> names, List<String> wanted) {
        String where = schema == null ? "" : " in schema " + schema;
        if (names.isEmpty() || names.size() > MOST_TABLES && wanted.isEmpty()) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-TABLES source " + name + ": " + names.size() + " tables" + where + ", expected 1 to "
                            + MOST_TABLES + "; name another with --schema, or the ones to look at with --table");
        }
        for (String table : wanted) {
            if (names.stream().noneMatch(table::equalsIgnoreCase)) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-TABLES source " + name + ": there is no table " + table + where
                                + org.creditconnector.yaml.Suggestions.hint(table, names));
            }
        }
    }

    private static List<String> names(DatabaseMetaData meta, @Nullable String catalog, @Nullable String schema)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = meta.getTables(catalog, schema, "%", null)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                if (type != null
                        && type.matches("TABLE|BASE TABLE|VIEW|PARTITIONED TABLE|FOREIGN TABLE|MATERIALIZED VIEW")) {
                    names.add(rows.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    private static Set<String> unique(
            DatabaseMetaData meta, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        try (ResultSet rows = meta.getPrimaryKeys(catalog, schema, table)) {
            while (rows.next()) {
                indexes.computeIfAbsent("primary key", key -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
            }
        }
        try (ResultSet rows = meta.getIndexInfo(catalog, schema, table, true, true)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (column != null) {
                    indexes.computeIfAbsent("index " + rows.getString("INDEX_NAME"), key -> new ArrayList<>())
                            .add(column);
                }
            }
        }
        Set<String> single = new HashSet<>();
        indexes.values().stream().filter(columns -> columns.size() == 1).forEach(columns -> single.add(columns.get(0)));
        return single;
    }

    private static Map<String, String> comments(
            DatabaseMetaData meta, @Nullable String catalog, @Nullable String schema, String table)
            throws SQLException {
        Map<String, String> comments = new LinkedHashMap<>();
        String escape = meta.getSearchStringEscape();
        String pattern = table.replace("_", escape + "_").replace("%", escape + "%");
        try (ResultSet rows = meta.getColumns(catalog, schema, pattern, null)) {
            while (rows.next()) {
                String remarks = rows.getString("REMARKS");
                if (remarks != null && !remarks.isBlank()) {
                    comments.put(rows.getString("COLUMN_NAME"), remarks);
                }
            }
        }
        return comments;
    }

    private static List<Reference> keys(
            DatabaseMetaData meta, @Nullable String catalog, @Nullable String schema, List<SampledTable> tables)
            throws SQLException {
        List<Reference> found = new ArrayList<>();
        for (SampledTable table : tables) {
            try (ResultSet rows = meta.getImportedKeys(catalog, schema, table.name())) {
                while (rows.next()) {
                    String to = rows.getString("PKTABLE_NAME");
                    if (tables.stream().anyMatch(other -> other.name().equals(to))) {
                        found.add(new Reference(
                                table.name(), rows.getString("FKCOLUMN_NAME"), to, rows.getString("PKCOLUMN_NAME"), 1));
                    }
                }
            }
        }
        return found;
    }

    private static SampledTable table(
            Connection connection, Declared declared, @Nullable FileTable written, String quote) throws SQLException {
        List<String> names = new ArrayList<>();
        List<SampledColumn.Type> types = new ArrayList<>();
        List<List<@Nullable String>> values = new ArrayList<>();
        long read = 0;
        long all = written == null ? -1 : count(connection, declared.sqlName());
        // Of a file rows from everywhere; the beginning alone may be the oldest accounts.
        String spread =
                all > ROWS ? " where " + RowCursor.LINE_COLUMN + " % " + ((all + ROWS - 1) / ROWS) + " = 0" : "";
        try (Statement statement = QueryLimit.OF_LOOK.on(connection.createStatement())) {
            statement.setMaxRows(ROWS);
            try (ResultSet rows = statement.executeQuery("select * from " + declared.sqlName() + spread)) {
                ResultSetMetaData meta = rows.getMetaData();
                List<Integer> positions = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    SampledColumn.Type type = type(meta.getColumnType(i));
                    if (type != null && !(written != null && FileCopy.OWN_COLUMNS.contains(meta.getColumnLabel(i)))) {
                        positions.add(i);
                        names.add(meta.getColumnLabel(i));
                        types.add(type);
                        values.add(new ArrayList<>());
                    }
                }
                for (; rows.next(); read++) {
                    for (int i = 0; i < positions.size(); i++) {
                        values.get(i).add(value(rows, positions.get(i), types.get(i)));
                    }
                }
            }
        }
        List<SampledColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean whole = written == null ? read < ROWS : all == read;
            boolean unique = declared.unique().contains(names.get(i))
                    || (whole
                            ? isUnique(values.get(i))
                            : written != null
                                    && isUnique(values.get(i))
                                    && isUnique(connection, declared.sqlName(), names.get(i), quote));
            columns.add(new SampledColumn(
                    names.get(i), types.get(i), unique, declared.comments().get(names.get(i)), values.get(i)));
        }
        return new SampledTable(declared.name(), declared.sqlName(), written, all < 0 ? read : all, columns, null);
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = QueryLimit.OF_LOOK.on(connection.createStatement());
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static boolean isUnique(List<@Nullable String> values) {
        return !values.isEmpty()
                && values.stream().noneMatch(value -> value == null || value.isBlank())
                && new HashSet<>(values).size() == values.size();
    }

    private static boolean isUnique(Connection connection, String table, String column, String quote)
            throws SQLException {
        String name = quote + column.replace(quote, quote + quote) + quote;
        try (Statement statement = QueryLimit.OF_LOOK.on(connection.createStatement());
                ResultSet rows =
                        statement.executeQuery("select count(*) = count(distinct " + name + ") from " + table)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Null for what no mapping can read: pictures, arrays and the like. */
    private static SampledColumn.@Nullable Type type(int sqlType) {
        return switch (sqlType) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB -> SampledColumn.Type.TEXT;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> SampledColumn.Type.INTEGER;
            case Types.DECIMAL, Types.NUMERIC, Types.REAL, Types.FLOAT, Types.DOUBLE -> SampledColumn.Type.DECIMAL;
            case Types.DATE -> SampledColumn.Type.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> SampledColumn.Type.TIMESTAMP;
            case Types.BIT, Types.BOOLEAN -> SampledColumn.Type.BOOLEAN;
            default -> null;
        };
    }

    private static @Nullable String value(ResultSet rows, int position, SampledColumn.Type type) throws SQLException {
        return switch (type) {
            case DATE -> {
                Date day = rows.getDate(position);
                yield day == null ? null : day.toLocalDate().toString();
            }
            case TIMESTAMP -> {
                Timestamp time = rows.getTimestamp(position);
                yield time == null ? null : time.toLocalDateTime().toLocalDate().toString();
            }
            case DECIMAL -> {
                var number = rows.getBigDecimal(position);
                yield number == null ? null : number.toPlainString();
            }
            case TEXT, INTEGER, BOOLEAN -> {
                String text = rows.getString(position);
                yield text == null || text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE);
            }
        };
    }

    /** Which candidates hold: the share of their values that the other table has. */
    private static List<Reference> asked(Connection connection, List<Candidate> candidates, String quote)
            throws SQLException {
        List<Reference> found = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!comparable(candidate)) {
                continue;
            }
            String column = quote + candidate.toColumn().name().replace(quote, quote + quote) + quote;
            String places = String.join(
                    ",", java.util.Collections.nCopies(candidate.values().size(), "?"));
            String sql = "select count(distinct " + column + ") from "
                    + candidate.toTable().sqlName() + " where " + column + " in (" + places + ")";
            try (PreparedStatement statement = QueryLimit.OF_LOOK.on(connection.prepareStatement(sql))) {
                for (int i = 0; i < candidate.values().size(); i++) {
                    String value = candidate.values().get(i);
                    if (candidate.toColumn().type() == SampledColumn.Type.INTEGER) {
                        statement.setLong(i + 1, Long.parseLong(value));
                    } else {
                        statement.setString(i + 1, value);
                    }
                }
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    double share = rows.getLong(1) / (double) candidate.values().size();
                    if (share > 0) {
                        found.add(new Reference(
                                candidate.table().name(),
                                candidate.column().name(),
                                candidate.toTable().name(),
                                candidate.toColumn().name(),
                                share));
                    }
                }
            } catch (SQLException e) {
                if (!DatabaseMessages.isTimeout(e)) {
                    throw e;
                }
                LOG.info(
                        "nobody can say in time whether {} refers to {}",
                        candidate.column().name(),
                        column,
                        e);
            }
        }
        return found;
    }

    private static boolean comparable(Candidate candidate) {
        return candidate.column().type() == candidate.toColumn().type()
                && (candidate.toColumn().type() != SampledColumn.Type.INTEGER
                        || candidate.values().stream().allMatch(value -> value.matches("-?[0-9]{1,18}")));
    }

    private static String quoted(String name, String quote, DatabaseMetaData meta) throws SQLException {
        String plainCase =
                meta.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
        boolean plain =
                name.matches("[A-Za-z_][A-Za-z0-9_]*") && (name.equals(plainCase) || meta.storesMixedCaseIdentifiers());
        return plain ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    private static SourceFaultException refused(String name, SQLException e) {
        return new SourceFaultException(
                DatabaseMessages.isConnectionLoss(e)
                        ? SourceFaultException.Kind.UNAVAILABLE
                        : SourceFaultException.Kind.MAPPING,
                "SRC-SAMPLE source " + name + ": the database refused to show its tables ("
                        + DatabaseMessages.withoutValues(e) + "); check the user's rights",
                e);
    }
}
