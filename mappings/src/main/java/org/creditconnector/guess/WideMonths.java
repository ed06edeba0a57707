package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures of several months side by side in one row: {@code BAL_0, BAL_1 …} or {@code bal_202401, bal_202402 …} become rows. */
final class WideMonths {
    private static final Pattern NUMBERED = Pattern.compile("(.*?\\D)[_\\-]?([12][0-9]{3}[01][0-9]|[0-9]{1,2})");
    private static final int LEAST_MONTHS = 3;
    private static final double PERHAPS = 0.6;

    /**
     * A figure of every month.
     *
     * @param stem its name without the number
     * @param columns columns by number
     */
    private record Figure(String stem, FieldNames.Match match, SortedMap<Integer, Values> columns) {}

    private final List<Figure> figures;

    private WideMonths(List<Figure> figures) {
        this.figures = figures;
    }

    static WideMonths of(List<Values> columns, FieldNames names) {
        Map<String, SortedMap<Integer, Values>> stems = new LinkedHashMap<>();
        for (Values values : columns) {
            Matcher matcher = NUMBERED.matcher(values.column().name());
            if (matcher.matches()) {
                stems.computeIfAbsent(matcher.group(1).replaceFirst("[_\\-]+$", ""), stem -> new TreeMap<>())
                        .put(Integer.valueOf(matcher.group(2)), values);
            }
        }
        List<Figure> all = new ArrayList<>();
        stems.forEach((stem, found) -> {
            if (found.size() >= LEAST_MONTHS) {
                Values first = found.values().iterator().next();
                for (FieldNames.Match match : names.matches(stem, TableRole.MONTH)) {
                    if (match.field().path().startsWith("months[]")
                            && match.field().kind().suits(first) > 0.5) {
                        all.add(new Figure(stem, match, found));
                    }
                }
            }
        });
        all.sort(Comparator.comparingDouble((Figure figure) -> -figure.match().confidence())
                .thenComparing(figure -> -figure.stem().length()));
        Set<String> paths = new HashSet<>();
        Set<String> taken = new HashSet<>();
        List<Figure> chosen = new ArrayList<>();
        for (Figure figure : all) {
            if (!taken.contains(figure.stem())
                    && paths.add(figure.match().field().path())) {
                taken.add(figure.stem());
                chosen.add(figure);
            }
        }
        return new WideMonths(chosen);
    }

    /** Columns that the rows of months read. */
    Set<String> columns() {
        Set<String> names = new HashSet<>();
        figures.forEach(figure -> figure.columns()
                .values()
                .forEach(values -> names.add(values.column().name())));
        return names;
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    /** Adds the lines and fills the query, which gives a row for each month. */
    void add(Query query, SampledTable table, AccountKey key, Expressions expressions, List<Line> lines) {
        Set<Integer> numbers = new java.util.TreeSet<>();
        figures.forEach(figure -> numbers.addAll(figure.columns().keySet()));
        int first = numbers.iterator().next();
        boolean months = first > 99;
        query.comment("Columns of " + numbers.size() + " months become as many rows.");
        if (!months) {
            query.comment("TODO which month is which number? Here " + first
                    + " is the month of the as-of date and each further one a month earlier.");
        }
        List<String> rows = new ArrayList<>();
        int back = 0;
        for (int number : numbers) {
            String day = months
                    ? "last_day(cast('" + number / 100 + "-"
                            + String.format(java.util.Locale.ROOT, "%02d", number % 100) + "-01' as date))"
                    : "last_day(cast(:asOf as date) - to_months(" + back++ + "))";
            StringBuilder row = new StringBuilder("select " + query.sql("a", key.values()) + " as " + key.alias()
                    + ", cast(" + day + " as varchar) as state_on");
            for (Figure figure : figures) {
                Values values = figure.columns().get(number);
                row.append(", ")
                        .append(values == null ? "cast(null as varchar)" : query.sql("a", values))
                        .append(" as ")
                        .append(Query.plainName(figure.stem()));
            }
            rows.add(row.append(", a.source_line from ")
                    .append(table.sqlName())
                    .append(" a")
                    .toString());
        }
        query.key("m." + key.alias(), null).withLine("m");
        query.from("  from (" + String.join("\n        union all\n        ", rows) + ") m\n");
        query.add("state_month", "substr(m.state_on, 1, 7)", null);
        query.add("state_on", "m.state_on", null);
        query.orderBy("m.state_on");
        String reason = figures.get(0).columns().size() + " columns of one name";
        lines.add(new Line("months[].month", "months.state_month", months ? 0.9 : PERHAPS, reason));
        lines.add(new Line("months[].stateOn", "months.state_on | date yyyy-MM-dd", months ? 0.9 : PERHAPS, reason));
        for (Figure figure : figures) {
            Values values = figure.columns().values().iterator().next();
            FieldNames.Field field = figure.match().field();
            Fitting.Fit fit = new Fitting.Fit(
                    values, field.path(), field.kind(), PERHAPS, figure.match().reason() + ": " + figure.stem());
            lines.add(expressions.line(fit, query, "m", Query.plainName(figure.stem()), "months."));
        }
    }
}
