package org.creditconnector.guess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two columns that say from when until when a row holds, so that on any day there is one row of each key: the table keeps history and
 * a query must pick the row of the night. Found by the days alone: no two rows of a key overlap, one mostly begins where the other
 * ends, and the last one has no end.
 *
 * @param from first day of a row
 * @param to day from which it does not hold any more, or its last one
 * @param inclusive whether {@code to} is the last day
 */
record Versions(Values from, Values to, boolean inclusive) {
    private static final int LEAST_NEIGHBOURS = 2;
    private static final double MOSTLY = 0.5;
    private static final double OPEN = 0.3;

    /** The two columns for a key; null where the rows of a key are no versions. */
    static @Nullable Versions of(List<Values> columns, Values key) {
        List<Values> days = columns.stream()
                .filter(values -> values.date() != null && !values.equals(key))
                .toList();
        for (Values from : days) {
            for (Values to : days) {
                Versions found = from == to ? null : tried(from, to, key);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The columns of another table's versions in this one, where every row begins before it ends; null where they are not there. */
    @Nullable Versions in(List<Values> columns) {
        Values one = named(columns, from.column().name());
        Values other = named(columns, to.column().name());
        if (one == null || other == null || one.date() == null || other.date() == null || one.blanks() > 0) {
            return null;
        }
        List<@Nullable LocalDate> begins = days(one);
        List<@Nullable LocalDate> ends = days(other);
        for (int row = 0; row < begins.size(); row++) {
            LocalDate begin = begins.get(row);
            LocalDate end = ends.get(row);
            if (begin == null || end != null && end.isBefore(begin)) {
                return null;
            }
        }
        return new Versions(one, other, inclusive);
    }

    private static @Nullable Values named(List<Values> columns, String name) {
        return columns.stream()
                .filter(values -> values.column().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private record Span(LocalDate from, @Nullable LocalDate to) {}

    private static @Nullable Versions tried(Values from, Values to, Values key) {
        if (from.blanks() > 0) {
            return null;
        }
        Map<String, List<Span>> spans = new HashMap<>();
        List<@Nullable LocalDate> begins = days(from);
        List<@Nullable LocalDate> ends = days(to);
        for (int row = 0; row < begins.size(); row++) {
            LocalDate begin = begins.get(row);
            LocalDate end = ends.get(row);
            String value = key.column().values().get(row);
            if (begin == null || value == null || end != null && !begin.isBefore(end)) {
                return null;
            }
            spans.computeIfAbsent(value, none -> new ArrayList<>()).add(new Span(begin, end));
        }
        int neighbours = 0;
        int touching = 0;
        int next = 0;
        int open = 0;
        for (List<Span> rows : spans.values()) {
            rows.sort(Comparator.comparing(Span::from));
            for (int i = 1; i < rows.size(); i++) {
                LocalDate end = rows.get(i - 1).to();
                LocalDate begin = rows.get(i).from();
                if (end == null || end.isAfter(begin)) {
                    return null;
                }
                neighbours++;
                touching += end.equals(begin) ? 1 : 0;
                next += end.plusDays(1).equals(begin) ? 1 : 0;
            }
            open += rows.get(rows.size() - 1).to() == null ? 1 : 0;
        }
        boolean meet = Math.max(touching, next) >= MOSTLY * neighbours;
        return neighbours >= LEAST_NEIGHBOURS && meet && open >= OPEN * spans.size()
                ? new Versions(from, to, next > touching)
                : null;
    }

    /** Days by row; null for none and for one that is far away, such as 9999-12-31. */
    private static List<@Nullable LocalDate> days(Values values) {
        DateForm form = values.date();
        List<@Nullable LocalDate> days = new ArrayList<>();
        for (String value : values.column().values()) {
            boolean none = value == null
                    || value.isBlank()
                    || form == null
                    || form.empty().contains(value.strip())
                    || value.startsWith("9999");
            days.add(none || form == null || value == null ? null : form.day(value.strip()));
        }
        return days;
    }

    /** The condition that picks the row of the night; null where the days are written in a way that does not compare. */
    @Nullable String sql(Query query, String table) {
        String begin = comparable(query, table, from);
        String end = comparable(query, table, to);
        if (begin == null || end == null) {
            return null;
        }
        boolean text = from.column().type() == SampledColumn.Type.TEXT;
        String night = text ? "cast(:asOf as varchar(10))" : ":asOf";
        String holds = end + (inclusive ? " >= " : " > ") + night;
        String raw = query.sql(table, to);
        String blank = to.blanks() == 0 ? "" : raw + " is null or " + (text ? raw + " = '' or " : "");
        return begin + " <= " + night + " and " + (blank.isEmpty() ? holds : "(" + blank + holds + ")");
    }

    private static @Nullable String comparable(Query query, String table, Values values) {
        DateForm form = values.date();
        return switch (values.column().type()) {
            case DATE -> query.sql(table, values);
            case TIMESTAMP -> "cast(" + query.sql(table, values) + " as date)";
            default ->
                form != null && form.patterns().equals(List.of("yyyy-MM-dd"))
                        ? query.sql(table, values)
                        : Expressions.isoSql(query, table, values);
        };
    }
}
