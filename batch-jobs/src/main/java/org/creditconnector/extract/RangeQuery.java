package org.creditconnector.extract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One query of a mapping folder, ready to run for a key range. {@code :range(COLUMN)} becomes the range's condition, {@code
 * :key(COLUMN)} the column in the order of keys (UTF-8 bytes for text), {@code :asOf} and {@code :businessDate} are dates, and
 * {@code :since}, in the query that names what changed, is a moment.
 */
final class RangeQuery {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|:(range|key)\\(|:(asOf|businessDate|since)\\b");

    private final String name;
    private final String sql;
    private final KeyType keyType;
    private final Dialect dialect;

    RangeQuery(String name, String sql, KeyType keyType, Dialect dialect) {
        this.name = name;
        this.sql = sql;
        this.keyType = keyType;
        this.dialect = dialect;
    }

    String name() {
        return name;
    }

    /** As it is written in the mapping's folder. */
    String sql() {
        return sql;
    }

    KeyType keyType() {
        return keyType;
    }

    /** The query with every placeholder resolved and its values in order. */
    Bound bind(KeyRange range, LocalDate asOf, LocalDate businessDate) {
        return bind(range, Map.of("asOf", asOf, "businessDate", businessDate));
    }

    /**
     * The query with every placeholder resolved and its values in order.
     *
     * @param moments values of the placeholders that are dates or times, by name
     */
    Bound bind(KeyRange range, Map<String, ?> moments) {
        List<Object> values = new ArrayList<>();
        String text = written(range, moments, value -> {
            values.add(value);
            return "?";
        });
        return new Bound(text, values);
    }

    /**
     * The query with every placeholder resolved.
     *
     * @param value writes a value ({@link Long}, {@link String}, {@link LocalDate}) into the text; called in their order
     */
    String written(KeyRange range, LocalDate asOf, LocalDate businessDate, Function<Object, String> value) {
        return written(range, Map.of("asOf", asOf, "businessDate", businessDate), value);
    }

    private String written(KeyRange range, Map<String, ?> moments, Function<Object, String> value) {
        StringBuilder text = new StringBuilder(sql.length() + 80);
        Matcher matcher = PLACEHOLDER.matcher(sql);
        int copied = 0;
        while (matcher.find(copied)) {
            text.append(sql, copied, matcher.start());
            copied = matcher.end();
            if (matcher.group(2) != null) {
                text.append(value.apply(Objects.requireNonNull(moments.get(matcher.group(2)), matcher.group())));
            } else if (matcher.group(1) != null) {
                int close = closingParenthesis(matcher.end());
                String column = sql.substring(matcher.end(), close);
                copied = close + 1;
                text.append(
                        matcher.group(1).equals("key")
                                ? dialect.keyExpression(column, keyType)
                                : condition(column, range, value));
            } else {
                text.append(matcher.group());
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private String condition(String name, KeyRange range, Function<Object, String> value) {
        List<Object> keys = range.keys();
        if (keys != null) {
            // Whether keys are the same does not depend on their order, and an index of the lender's knows only its
            // own.
            return keys.isEmpty()
                    ? "(1 = 0)"
                    : keys.stream().map(value).collect(Collectors.joining(", ", "(" + name + " in (", "))"));
        }
        String column = dialect.keyExpression(name, keyType);
        Object from = range.from();
        Object to = range.to();
        StringBuilder condition = new StringBuilder("(");
        if (from != null) {
            condition.append(column).append(" >= ").append(value.apply(from));
        }
        if (to != null) {
            condition
                    .append(from == null ? "" : " and ")
                    .append(column)
                    .append(" < ")
                    .append(value.apply(to));
        }
        return condition.append(from == null && to == null ? "1 = 1)" : ")").toString();
    }

    private int closingParenthesis(int start) {
        int depth = 1;
        for (int at = start; at < sql.length(); at++) {
            char c = sql.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-QUERY " + name + ": a placeholder's parenthesis is never closed, expected :range(COLUMN)");
    }

    /**
     * A statement text with its values.
     *
     * @param sql text with question marks
     * @param values keys ({@link Long}, {@link String}), dates and times in order
     */
    record Bound(String sql, List<Object> values) {
        /** Opens a forward-only cursor that streams on every supported driver, and that does not run beyond the limit. */
        PreparedStatement open(Connection connection, int fetchSize, QueryLimit limit) throws SQLException {
            PreparedStatement statement =
                    limit.on(connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY));
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        }
    }
}
