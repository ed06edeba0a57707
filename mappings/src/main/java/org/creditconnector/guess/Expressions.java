package org.creditconnector.guess;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.creditconnector.mapping.RecordField;
import org.jspecify.annotations.Nullable;

/** Turns a column and its field into a line: the expression in the query and the steps behind it. */
final class Expressions {
    private static final BigDecimal LARGEST_FRACTION = new BigDecimal("0.36");

    private final FieldNames names;
    private final CodeNames codeNames;
    private final Map<String, Codes> tables = new LinkedHashMap<>();

    Expressions(FieldNames names, CodeNames codeNames) {
        this.names = names;
        this.codeNames = codeNames;
    }

    /**
     * A first code table.
     *
     * @param list name of the enum, or {@code currency}
     * @param values codes and how often they were seen
     * @param said what the lender's own tables call them
     */
    record Codes(String list, Map<String, Integer> values, Map<String, String> said) {}

    /** A name in our words. */
    String words(String name) {
        return names.phrase(name).text();
    }

    /** Code tables by name. */
    Map<String, Codes> tables() {
        return tables;
    }

    /** Steps, perhaps with doubts, while they are put together. */
    private static final class Draft {
        final List<String> steps = new ArrayList<>();
        String sql;
        double confidence;
        String reason;

        Draft(String sql, Fitting.Fit fit) {
            this.sql = sql;
            this.confidence = fit.confidence();
            this.reason = fit.reason();
        }

        void doubt(String why) {
            confidence = Math.min(confidence, 0.6);
            reason = reason + "; " + why;
        }

        void say(String what) {
            reason = reason + "; " + what;
        }
    }

    /** Adds the column to its query and gives the line. */
    Line line(Fitting.Fit fit, Query query, String table, String prefix) {
        return line(fit, query, table, "", prefix);
    }

    /** As above, of a column that the rows of an inner query have under another name; empty for its own. */
    Line line(Fitting.Fit fit, Query query, String table, String name, String prefix) {
        Values values = fit.values();
        Draft draft = new Draft(name.isEmpty() ? query.sql(table, values) : table + "." + name, fit);
        RecordField field = RecordField.of(fit.path());
        switch (fit.kind()) {
            case ID, TEXT -> {}
            case MONEY -> money(draft, values);
            case RATE -> rate(draft, values, fit.path());
            case COUNT -> number(draft, values);
            case DATE -> date(draft, values);
            case CODE -> codes(draft, values, field);
            case CURRENCY -> currency(draft, values);
            case FLAG -> flag(draft, values);
            case MONTH -> month(draft, values);
        }
        boolean empties = values.date() != null && !values.date().empty().isEmpty() && fit.kind() == FieldKind.DATE;
        if ((values.blanks() > 0 || empties) && !values.isEmpty() && !fit.path().startsWith("state.closing.")) {
            blanks(draft, values, field, fit.path());
        }
        String alias = name.isEmpty() ? query.add(table, values, draft.sql) : query.add(name, draft.sql, values);
        String value = prefix
                + alias
                + String.join("", draft.steps.stream().map(step -> " | " + step).toList());
        return new Line(fit.path(), value, draft.confidence, draft.reason);
    }

    private static void blanks(Draft draft, Values values, RecordField field, String path) {
        DateForm form = values.date();
        long none = values.filled().stream()
                        .filter(value -> form != null && form.empty().contains(value))
                        .count()
                + values.blanks();
        String some = none + " of " + values.rows() + " have none";
        if (path.matches("instalments\\[\\]\\.due\\.(principal|interest)")) {
            draft.steps.add("or = 0");
            draft.doubt(some + "; does that mean zero?");
            return;
        }
        boolean part = path.matches(".*\\.(fees|penalties)") || path.matches(".*(paid|waived|writtenOff|split)\\..*");
        if (part) {
            draft.steps.add("or = 0");
            draft.say(some + ", which counts as zero");
        } else if (field.type().getType() == Schema.Type.BOOLEAN) {
            draft.steps.add("or = false");
            draft.doubt(some);
        } else if (field.optional() && !field.absentMeansNone()) {
            draft.steps.add("or-missing unknown");
            draft.say(some);
        } else if (!field.optional()) {
            draft.doubt(some + ", and the field is required");
        }
    }

    private static boolean isText(Values values) {
        return values.column().type() == SampledColumn.Type.TEXT;
    }

    private static void number(Draft draft, Values values) {
        NumberForm form = values.number();
        if (!isText(values)) {
            return;
        }
        draft.steps.add("decimal");
        if (form == null) {
            return;
        }
        draft.sql = form.plainSql(draft.sql);
        if (form.doubtful()) {
            draft.doubt(
                    form.shape() == NumberForm.Shape.PLAIN
                            ? "is a point in 1.234 for thousands or for places?"
                            : "is a comma in 1,234 for thousands or for places?");
        }
    }

    private void money(Draft draft, Values values) {
        number(draft, values);
        NumberForm form = values.number();
        boolean places = form != null && form.hasPlaces(values.filled());
        AmountUnit unit = AmountUnit.of(values.column(), names);
        if (unit != null) {
            if (!unit.step().isEmpty()) {
                draft.steps.add(unit.step());
            }
            if (unit.isMinor() && places) {
                draft.doubt(unit.said() + ", but some have decimals");
            } else if (unit.isMinor() || unit.step().isEmpty()) {
                draft.say(unit.said());
            } else {
                draft.doubt(unit.said());
            }
        } else if (!places && !values.isEmpty()) {
            draft.doubt("no value has decimals: whole units as it stands, or cents, which takes | divide-by 100?");
        }
    }

    private void rate(Draft draft, Values values, String path) {
        number(draft, values);
        NumberForm form = values.number();
        String name = values.column().name();
        String unit = names.phrase(name).unit();
        BigDecimal largest = values.largest();
        if (largest == null || form == null) {
            return;
        }
        List<String> words = names.phrase(name).words();
        if (name.contains("月")
                || name.contains("日")
                || unit.contains("‰")
                || words.contains("month")
                || words.contains("daily")
                || name.toLowerCase(Locale.ROOT).matches(".*(month|daily).*")) {
            draft.doubt("is it the rate of a year?");
        }
        if (form.isPercent()
                || unit.contains("%")
                || name.toLowerCase(Locale.ROOT).matches(".*(pct|percent|pc)$")) {
            draft.steps.add("divide-by 100");
            draft.say("in percent");
        } else if (largest.compareTo(BigDecimal.ONE) > 0) {
            draft.steps.add("divide-by 100");
            draft.say("above one, so in percent");
        } else if (largest.compareTo(LARGEST_FRACTION) > 0 || largest.signum() == 0) {
            draft.doubt("a fraction of one, or percent?");
        } else {
            draft.say("a fraction of one");
        }
    }

    private static void date(Draft draft, Values values) {
        SampledColumn.Type type = values.column().type();
        if (type == SampledColumn.Type.TIMESTAMP) {
            draft.steps.add("date");
            draft.say("the time is left out");
        }
        DateForm form = values.date();
        if (type == SampledColumn.Type.DATE || type == SampledColumn.Type.TIMESTAMP) {
            return;
        }
        if (form == null || !isText(values)) {
            if (!values.isEmpty()) {
                boolean millis = values.filled().get(0).length() > 10;
                draft.sql = "cast(cast(epoch_ms(cast(" + draft.sql + " as bigint)" + (millis ? "" : " * 1000")
                        + ") as date) as varchar)";
                draft.doubt("counted in " + (millis ? "milliseconds" : "seconds") + " since 1970, taken as UTC");
            }
            draft.steps.add("date yyyy-MM-dd");
            return;
        }
        draft.steps.add(form.step());
        if (form.twin() != null) {
            draft.doubt("day before month, or " + form.twin() + "? no value of the sample tells");
        }
        if (form.step().contains("pivot")) {
            draft.doubt("which is the first year that two digits can mean?");
        }
        if (form.patterns().size() > 1) {
            draft.say("written as " + String.join(", ", form.patterns()));
            if (!form.canBeUnified()) {
                draft.doubt("the query must write them alike");
                return;
            }
        }
        if (!form.empty().isEmpty()) {
            draft.say(String.join(", ", form.empty()) + " mean no date");
        }
        if (form.others() > 0) {
            draft.say(form.others() + " are no dates and will be held");
        }
        draft.sql = form.sql(draft.sql);
    }

    private void codes(Draft draft, Values values, RecordField field) {
        if (field.type().getType() != Schema.Type.ENUM) {
            return;
        }
        draft.steps.add("codes " + table(field.path(), field.type().getName(), values));
    }

    private void currency(Draft draft, Values values) {
        if (!values.areCurrencies() && !values.isEmpty()) {
            draft.steps.add("codes " + table("currency", "currency", values));
        }
    }

    /** The name of a code table; a further one of the same field gets a number. */
    private String table(String path, String list, Values values) {
        String[] parts = path.replaceAll("\\[[a-z]*\\]", "").split("\\.");
        String last = parts[parts.length - 1];
        String before = parts.length > 1 ? parts[parts.length - 2] : "";
        String name = switch (last) {
            case "value" -> before;
            case "kind", "type", "reason" ->
                (before.equals("parties") ? "party" : before.replaceFirst("s$", "")) + "-" + last;
            default -> last;
        };
        String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        String free = kebab;
        for (int i = 2; tables.containsKey(free); i++) {
            free = kebab + "-" + i;
        }
        tables.put(free, new Codes(list, values.distinct(), codeNames.of(values.column())));
        return free;
    }

    private static void flag(Draft draft, Values values) {
        if (values.column().type() == SampledColumn.Type.BOOLEAN) {
            return;
        }
        draft.steps.add(values.isEmpty() ? "flag Y N" : FieldKind.flagStep(values));
        if (!FieldKind.isFlag(values)) {
            draft.doubt("which of the two is yes?");
        }
    }

    private static void month(Draft draft, Values values) {
        if (values.filled().stream().anyMatch(value -> !value.matches("[0-9]{4}-[0-9]{2}"))) {
            String digits = "replace(replace(replace(" + draft.sql + ", '/', ''), '.', ''), '-', '')";
            draft.sql = "substr(" + digits + ", 1, 4) || '-' || substr(" + digits + ", 5, 2)";
        }
    }

    /** The day of a column as text yyyy-MM-dd, for queries that reckon with it; null where its form does not give it. */
    static @Nullable String isoSql(Query query, String table, Values values) {
        DateForm form = values.date();
        String sql = query.sql(table, values);
        if (values.column().type() != SampledColumn.Type.TEXT) {
            return "cast(" + sql + " as varchar(10))";
        }
        if (form == null || form.patterns().size() > 1 || !form.canBeUnified() || form.twin() != null) {
            return null;
        }
        String pattern = form.patterns().get(0);
        if (!pattern.contains("yyyy")
                || !pattern.contains("MM")
                || pattern.contains("MMM")
                || !pattern.contains("dd")) {
            return null;
        }
        return "substr(" + sql + ", " + (pattern.indexOf("yyyy") + 1) + ", 4) || '-' || substr(" + sql + ", "
                + (pattern.indexOf("MM") + 1) + ", 2) || '-' || substr(" + sql + ", " + (pattern.indexOf("dd") + 1)
                + ", 2)";
    }
}
