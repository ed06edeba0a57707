package org.creditconnector.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.creditconnector.command.FieldCoverage.Covered;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.mapping.FieldFills;
import org.creditconnector.registry.RegistryField;

/** Coverage as tables for people. */
final class FieldCoverageRows {
    private static final int LONGEST_MEANING = 60;
    private static final Set<String> DEEPER = Set.of("account", "parties[]", "state");

    private FieldCoverageRows() {}

    /** A line for each kind of record. */
    static String counts(List<Covered> fields) {
        TextTable counts = new TextTable(
                "record",
                "fields",
                "filled",
                "derived",
                "else default",
                "defaulted",
                "not applicable",
                "missing",
                "lacking");
        Map<String, List<Covered>> records = fields.stream()
                .collect(Collectors.groupingBy(
                        one -> one.field().record(), TreeMap::new, Collectors.toCollection(ArrayList::new)));
        records.forEach((record, ofRecord) -> counts.row(
                record,
                ofRecord.size(),
                count(ofRecord, State.FILLED),
                count(ofRecord, State.DERIVED),
                count(ofRecord, State.FILLED_ELSE_DEFAULT),
                count(ofRecord, State.DEFAULTED),
                count(ofRecord, State.NOT_APPLICABLE),
                count(ofRecord, State.MISSING),
                ofRecord.stream().filter(Covered::lacks).count()));
        return counts.text("  ");
    }

    /** A line for each field, with an empty line before them; nothing for none. */
    static String below(List<Covered> fields) {
        return fields.isEmpty() ? "" : "\n" + text(fields);
    }

    /**
     * What a person looks at first: of the credit record one line for a section that is absent as a whole and for one reason, and none for
     * fields whose absence is a fact.
     */
    static List<Covered> together(List<Covered> absent, List<Covered> covered) {
        List<Covered> shown = absent.stream().filter(one -> !isFact(one)).toList();
        List<Covered> all = covered.stream().filter(one -> !isFact(one)).toList();
        List<Covered> lines = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Covered one : shown) {
            String section = top(one);
            List<Covered> own =
                    all.stream().filter(other -> top(other).equals(section)).toList();
            boolean whole = one.field().record().equals(FieldCoverage.RECORD)
                    && own.size() > 1
                    && own.stream()
                            .allMatch(other -> other.isAbsent() && other.from().equals(one.from()));
            if (!whole) {
                lines.add(one);
            } else if (done.add(section)) {
                lines.add(new Covered(
                        new RegistryField(
                                FieldCoverage.RECORD,
                                section,
                                "(all " + own.size() + ")",
                                "",
                                "",
                                false,
                                one.field().from(),
                                ""),
                        one.state(),
                        one.how(),
                        one.place(),
                        List.of(),
                        null,
                        null));
            }
        }
        return lines;
    }

    private static boolean isFact(Covered one) {
        return one.field().requirement().equals(FieldCoverage.IF_ANY)
                || one.how().equals(FieldFills.NONE);
    }

    /** The list or section of the record, and inside an account, a party and the state the one below. */
    private static String top(Covered one) {
        String[] parts = one.field().segment().split("\\.", -1);
        boolean inner = parts.length > 1 && DEEPER.contains(parts[0]);
        return inner ? parts[0] + "." + parts[1] : parts[0];
    }

    /** A line for each field. */
    static String text(List<Covered> fields) {
        TextTable rows = new TextTable("record", "segment", "field", "must be", "state", "rate", "meaning", "from");
        fields.forEach(one -> rows.row(
                one.field().record(),
                one.field().segment(),
                one.field().name(),
                one.field().requirement(),
                one.lacks() ? "LACKING" : words(one.state()),
                one.share(),
                shortened(one.field().meaning()),
                one.from()));
        return rows.text("  ");
    }

    private static String shortened(String meaning) {
        return meaning.length() <= LONGEST_MEANING ? meaning : meaning.substring(0, LONGEST_MEANING - 1) + "…";
    }

    /** A state as people read it. */
    static String words(State state) {
        return state == State.FILLED_ELSE_DEFAULT
                ? "filled, else default"
                : state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static long count(List<Covered> fields, State state) {
        return fields.stream().filter(one -> one.state() == state).count();
    }
}
