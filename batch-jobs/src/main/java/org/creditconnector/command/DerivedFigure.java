package org.creditconnector.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.creditconnector.history.Figure;
import org.creditconnector.history.FigureFacts;
import org.creditconnector.mapping.ExplainedAccount;
import org.creditconnector.mapping.LineTrace;
import org.creditconnector.mapping.RecordFields;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;

/**
 * Why a figure of a month or of the position is what it is: the facts that it was worked out from, with their source rows.
 *
 * @param told the account, of which there is a record
 * @param path place of the figure
 * @param figure which one it is
 * @param state the month or position
 * @param level who looks
 */
record DerivedFigure(ExplainedAccount told, String path, Figure figure, PeriodState state, MaskLevel level) {
    /**
     * Tells it.
     *
     * @param text for people, as lines
     * @param chain the same for programs
     */
    void tell(StringBuilder text, Map<String, @Nullable Object> chain) {
        CreditRecord record = Objects.requireNonNull(told.account().record());
        Object value = told.at(path);
        text.append(path)
                .append(" = ")
                .append(value == null ? "nothing" : FieldExplanation.shown(path, value, level))
                .append('\n');
        text.append("  derived at ").append(state.getStateOn()).append(" from ");
        text.append(figure.reads().stream()
                        .map(read -> read.contains(".") ? read.substring(0, read.indexOf('.')) : read)
                        .distinct()
                        .collect(Collectors.joining(", ")))
                .append('\n');
        List<Map<String, @Nullable Object>> facts = new ArrayList<>();
        List<FigureFacts.Fact> found = FigureFacts.of(record, state, figure);
        for (FigureFacts.Fact fact : found) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            fact.values().forEach((name, one) -> values.put(name, FieldExplanation.shown(path, one, level)));
            LineTrace line = told.lines().stream()
                    .filter(one -> one.path().equals(fact.path()) || one.path().startsWith(fact.path() + "."))
                    .filter(one -> one.stages().stream()
                            .anyMatch(stage -> !stage.reads().isEmpty()))
                    .findFirst()
                    .orElse(null);
            String position = line == null
                    ? ""
                    : line.stages().stream()
                            .flatMap(stage -> stage.reads().stream())
                            .findFirst()
                            .orElseThrow()
                            .position();
            text.append("  fact    ")
                    .append(fact.path())
                    .append("  ")
                    .append(position)
                    .append(' ');
            values.forEach(
                    (name, one) -> text.append(' ').append(name).append(' ').append(one));
            text.append('\n');
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("path", fact.path());
            one.put("position", position);
            one.put("values", values);
            facts.add(one);
        }
        if (found.isEmpty()) {
            text.append("  fact    none: no instalment, movement or event counts for it on this day\n");
        }
        if (value == null) {
            record.getMissing().stream()
                    .filter(missing -> RecordFields.ofAnyElement(path).equals(missing.getPath()))
                    .forEach(missing -> text.append("  missing ")
                            .append(missing.getReason()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .append('\n'));
        }
        chain.put("value", value == null ? null : FieldExplanation.shown(path, value, level));
        chain.put("derivedFrom", figure.reads());
        chain.put("facts", facts);
    }

    /** Never shows values. */
    @Override
    public String toString() {
        return path;
    }
}
