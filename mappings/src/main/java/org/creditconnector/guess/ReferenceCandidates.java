package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which columns may point at a unique column of another table, by their names and the form of their values. */
public final class ReferenceCandidates {
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
        FieldNames names = FieldNames.of(tables);
        List<Candidate> found = new ArrayList<>();
        Map<SampledColumn, Values> values = new IdentityHashMap<>();
        tables.forEach(table -> table.columns().forEach(column -> values.put(column, Values.of(column))));
        for (SampledTable to : tables) {
            for (SampledColumn target : to.columns()) {
                Values targets = values.get(target);
                if (targets == null
                        || !target.unique() && !isVersioned(to, targets, values)
                        || FieldKind.ID.suits(targets) == 0
                        || targets.isEmpty()) {
                    continue;
                }
                for (SampledTable from : tables) {
                    if (!from.equals(to)) {
                        add(from, to, target, mostValues, namedOnly, values, names, found);
                    }
                }
            }
        }
        return found;
    }

    /** Whether on any day there is one row of each value. */
    private static boolean isVersioned(SampledTable table, Values target, Map<SampledColumn, Values> values) {
        if (target.blanks() > 0 || FieldKind.ID.suits(target) == 0 || target.date() != null) {
            return false;
        }
        List<Values> columns = table.columns().stream().map(values::get).toList();
        return Versions.of(columns, target) != null;
    }

    private static void add(
            SampledTable from,
            SampledTable to,
            SampledColumn target,
            int mostValues,
            boolean namedOnly,
            Map<SampledColumn, Values> known,
            FieldNames names,
            List<Candidate> found) {
        for (SampledColumn column : from.columns()) {
            Values values = known.get(column);
            if (values == null || values.isEmpty() || FieldKind.ID.suits(values) == 0) {
                continue;
            }
            boolean isLong = values.nearlyAll(value -> value.length() >= LEAST_LENGTH) && values.date() == null
                    || values.areResidentIdentities();
            boolean nameless = from.isNameless() || to.isNameless();
            if (related(from, column, to, target, names)
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
    private static boolean related(
            SampledTable from, SampledColumn column, SampledTable to, SampledColumn target, FieldNames names) {
        Words.Phrase one = names.phrase(column.name());
        Words.Phrase other = names.phrase(target.name());
        Words.Phrase table = names.tablePhrase(to.name());
        if (List.of("id", "number", "code").contains(other.text())) {
            return one.says(table)
                    || one.says(table.and(other.text()))
                    || one.says(table.and("id"))
                    || one.says(table.and("number"));
        }
        return one.says(other) && !from.name().equals(to.name()) || one.says(table.and(other.text()));
    }
}
