package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.mapping.TableContract;
import org.creditconnector.mapping.TableContract.ColumnKind;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** Holds the lender's tables against the contract of the source folder, before anything of them is read. */
public final class ContractCheck {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Connection connection;
    private final QueryLimit limit;
    private final boolean files;
    private final LocalDate businessDate;
    private final List<String> breaches = new ArrayList<>();

    private ContractCheck(Connection connection, QueryLimit limit, boolean files, LocalDate businessDate) {
        this.connection = connection;
        this.limit = limit;
        this.files = files;
        this.businessDate = businessDate;
    }

    /**
     * Demands what the contract says.
     *
     * @throws SourceFaultException with every breach in one line; the run stops and nothing is sent
     */
    public static void demand(LenderSource source, Collection<TableContract> contract, LocalDate businessDate) {
        if (contract.isEmpty()) {
            return;
        }
        List<String> breaches;
        try (Connection connection = source.view()) {
            ContractCheck check =
                    new ContractCheck(connection, source.limit(), source.dialect() == Dialect.DUCKDB, businessDate);
            for (TableContract table : contract) {
                check.table(table);
            }
            breaches = check.breaches;
            connection.rollback();
        } catch (SQLException e) {
            throw source.unavailable("checking the contract", e);
        }
        if (!breaches.isEmpty()) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.CONTRACT,
                    "SRC-CONTRACT source " + source.name() + " is not as agreed: " + String.join("; ", breaches)
                            + "; nothing was read: have the lender deliver again, or change the contract in mapping.yaml");
        }
    }

    private void table(TableContract contract) throws SQLException {
        Map<String, Integer> columns = columns(contract.table());
        if (columns == null) {
            breaches.add("there is no table " + contract.table());
            return;
        }
        int before = breaches.size();
        for (String column : contract.columns()) {
            requireColumn(contract.table(), columns, column);
        }
        for (String column : contract.key()) {
            requireColumn(contract.table(), columns, column);
        }
        for (String column : contract.refers().keySet()) {
            requireColumn(contract.table(), columns, column);
        }
        for (Map.Entry<String, ColumnKind> kind : contract.types().entrySet()) {
            Integer type = requireColumn(contract.table(), columns, kind.getKey());
            if (type != null) {
                kind(contract.table(), kind.getKey(), kind.getValue(), type);
            }
        }
        TableContract.Newest newest = contract.newest();
        if (newest != null) {
            requireColumn(contract.table(), columns, newest.column());
        }
        if (breaches.size() > before) {
            return;
        }
        rows(contract);
        key(contract);
        for (Map.Entry<String, String> reference : contract.refers().entrySet()) {
            refers(contract.table(), reference.getKey(), reference.getValue());
        }
        if (newest != null) {
            fresh(contract.table(), newest);
        }
    }

    /** Names in lower case and JDBC types; null where there is no such table. */
    private @Nullable Map<String, Integer> columns(String table) throws SQLException {
        try (Statement statement = limit.on(connection.createStatement());
                ResultSet none = statement.executeQuery("select * from " + name(table) + " where 1 = 0")) {
            ResultSetMetaData data = none.getMetaData();
            Map<String, Integer> columns = new LinkedHashMap<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.put(data.getColumnName(i).toLowerCase(Locale.ROOT), data.getColumnType(i));
            }
            return columns;
        } catch (SQLException e) {
            if (DatabaseMessages.isConnectionLoss(e) || DatabaseMessages.isTimeout(e)) {
                throw e;
            }
            connection.rollback();
            return null;
        }
    }

    private @Nullable Integer requireColumn(String table, Map<String, Integer> columns, String column) {
        Integer type = columns.get(column.toLowerCase(Locale.ROOT));
        if (type == null) {
            String breach = table + " has no column " + column
                    + Suggestions.nearest(column, columns.keySet())
                            .map(near -> " (one named " + near + " is there)")
                            .orElse("");
            if (!breaches.contains(breach)) {
                breaches.add(breach);
            }
        }
        return type;
    }

    private void kind(String table, String column, ColumnKind expected, int type) throws SQLException {
        if (files) {
            if (expected == ColumnKind.NUMBER) {
                long wrong = count("select count(*) from " + name(table) + " where trim(" + name(column)
                        + ") <> '' and try_cast(" + name(column) + " as double) is null");
                if (wrong > 0) {
                    breaches.add(table + "." + column + " is no number in " + wrong + " rows");
                }
            }
            return;
        }
        ColumnKind got = switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> ColumnKind.NUMBER;
            case Types.DATE -> ColumnKind.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnKind.TIMESTAMP;
            case Types.BOOLEAN, Types.BIT -> ColumnKind.BOOLEAN;
            default -> ColumnKind.TEXT;
        };
        if (got != expected) {
            breaches.add(table + "." + column + " is " + got.name().toLowerCase(Locale.ROOT) + ", expected "
                    + expected.name().toLowerCase(Locale.ROOT));
        }
    }

    private void rows(TableContract contract) throws SQLException {
        if (contract.leastRows() == 0 && contract.mostRows() == Long.MAX_VALUE) {
            return;
        }
        long rows = count("select count(*) from " + name(contract.table()));
        if (rows < contract.leastRows() || rows > contract.mostRows()) {
            breaches.add(contract.table() + " has " + rows + " rows, expected " + contract.leastRows() + ".."
                    + (contract.mostRows() == Long.MAX_VALUE ? "" : contract.mostRows()));
        }
    }

    private void key(TableContract contract) throws SQLException {
        if (contract.key().isEmpty()) {
            return;
        }
        String columns = contract.key().stream().map(this::name).collect(Collectors.joining(", "));
        String shown = contract.table() + " (" + String.join(", ", contract.key()) + ")";
        long twice = count("select count(*) from (select 1 as one from " + name(contract.table()) + " group by "
                + columns + " having count(*) > 1) t");
        if (twice > 0) {
            breaches.add(shown + " is there more than once for " + twice + " keys");
        }
        String empty =
                contract.key().stream().map(column -> name(column) + " is null").collect(Collectors.joining(" or "));
        long without = count("select count(*) from " + name(contract.table()) + " where " + empty);
        if (without > 0) {
            breaches.add(shown + " is empty in " + without + " rows");
        }
    }

    private void refers(String table, String column, String to) throws SQLException {
        int dot = to.lastIndexOf('.');
        String other = to.substring(0, dot);
        Map<String, Integer> columns = columns(other);
        if (columns == null) {
            breaches.add("there is no table " + other);
            return;
        }
        if (requireColumn(other, columns, to.substring(dot + 1)) == null) {
            return;
        }
        long lost = count("select count(*) from " + name(table) + " a where a." + name(column)
                + " is not null and not exists (select 1 from " + name(other) + " b where b."
                + name(to.substring(dot + 1)) + " = a." + name(column) + ")");
        if (lost > 0) {
            breaches.add(table + "." + column + " is not in " + to + " in " + lost + " rows");
        }
    }

    /** Distinct values, since texts of dates do not sort as dates; there are not many of them. */
    private void fresh(String table, TableContract.Newest newest) throws SQLException {
        LocalDate latest = null;
        long unreadable = 0;
        try (Statement statement = limit.on(connection.createStatement())) {
            statement.setFetchSize(1_000);
            try (ResultSet rows = statement.executeQuery("select distinct " + name(newest.column()) + " from "
                    + name(table) + " where " + name(newest.column()) + " is not null")) {
                boolean dates = rows.getMetaData().getColumnType(1) == Types.DATE
                        || rows.getMetaData().getColumnType(1) == Types.TIMESTAMP
                        || rows.getMetaData().getColumnType(1) == Types.TIMESTAMP_WITH_TIMEZONE;
                while (rows.next()) {
                    LocalDate date = dates
                            ? rows.getObject(1, LocalDate.class)
                            : newest.date(rows.getString(1).strip());
                    if (date == null) {
                        unreadable++;
                    } else if (latest == null || date.isAfter(latest)) {
                        latest = date;
                    }
                }
            }
        }
        String shown = table + "." + newest.column();
        if (unreadable > 0) {
            breaches.add(shown + " has " + unreadable + " values that are no date"
                    + (newest.pattern() == null ? " of the form yyyy-MM-dd" : " of the form " + newest.pattern()));
        }
        LocalDate oldest = businessDate.minusDays(newest.days());
        if (latest == null ? unreadable == 0 : latest.isBefore(oldest)) {
            breaches.add("the newest " + shown + " is " + (latest == null ? "not there" : latest) + ", expected "
                    + oldest + " or later for " + businessDate);
        }
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = limit.on(connection.createStatement());
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A name as SQL takes it: quoted where it would not be one. */
    private String name(String name) {
        // Names of files have no case, so a word that means something to SQL can be quoted too.
        return java.util.Arrays.stream(name.split("\\."))
                .map(part -> !files && PLAIN.matcher(part).matches() ? part : FileCopy.quoted(part))
                .collect(Collectors.joining("."));
    }
}
