package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which columns may point at a unique column of another table, by their names and the form of their values. */
public final class ReferenceCandidates {
    private static final FieldNames NAMES = new FieldNames();
    private static final int LEAST_LENGTH = 4;

    private ReferenceCandidates() {}

    /**
     * A pair that is worth asking the source about.
     *
     * @param values different values of the pointing column, at most as many as asked for
     */
    public record Candidate(
            SampledTable table,
            SampledColumn column,
            SampledTable toTable,
            SampledColumn toColumn,
            List<String> values) {}

    /**
     * All pairs of a source.
     *
     * @param mostValues values a pair
     * @param namedOnly whether names alone decide: for large databases, which nobody wants to ask about everything
     */
    public static List<Candidate> of(List<SampledTable> tables, int mostValues, boolean namedOnly) {
        List<Candidate> found = new ArrayList<>();
        Map<SampledColumn, Values> values = new IdentityHashMap<>();
        tables.forEach(table -> table.columns().forEach(column -> values.put(column, Values.of(column))));
        for (SampledTable to : tables) {
            for (SampledColumn target : to.columns()) {
                Values targets = target.unique() ? values.get(target) : null;
                if (targets == null || FieldKind.ID.suits(targets) == 0 || targets.isEmpty()) {
                    continue;
                }
                for (SampledTable from : tables) {
                    if (!from.equals(to)) {
                        add(from, to, target, mostValues, namedOnly, values, found);
                    }
                }
            }
        }
        return found;
    }

    private static void add(
            SampledTable from,
            SampledTable to,
            SampledColumn target,
            int mostValues,
            boolean namedOnly,
            Map<SampledColumn, Values> known,
            List<Candidate> found) {
        for (SampledColumn column : from.columns()) {
            Values values = known.get(column);
            if (values == null || values.isEmpty() || FieldKind.ID.suits(values) == 0) {
                continue;
            }
            boolean isLong = values.nearlyAll(value -> value.length() >= LEAST_LENGTH) && values.date() == null
                    || values.areResidentIdentities();
            boolean nameless = from.isNameless() || to.isNameless();
            if (related(from, column, to, target)
                    || !namedOnly && isLong
                    || nameless && !namedOnly && values.distinct().size() > 2) {
                found.add(new Candidate(
                        from,
                        column,
                        to,
                        target,
                        values.distinct().keySet().stream().limit(mostValues).toList()));
            }
        }
    }

    /** Whether names say it: equal ones, or the other table's name before its column. */
    private static boolean related(SampledTable from, SampledColumn column, SampledTable to, SampledColumn target) {
        String one = NAMES.phrase(column.name()).text();
        String other = NAMES.phrase(target.name()).text();
        String table =
                NAMES.phrase(to.name().replaceFirst("^(?i)(m|t|tb|tbl)_", "")).text();
        if (other.equals("id") || other.equals("number") || other.equals("code")) {
            return one.equals(table + " " + other)
                    || one.equals(table)
                    || one.equals(table + " id")
                    || one.equals(table + " number");
        }
        return one.equals(other) && !from.name().equals(to.name()) || one.equals(table + " " + other);
    }
}
