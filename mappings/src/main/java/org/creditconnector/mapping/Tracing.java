package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Puts an observer behind each part of a compiled line. The cells that compute are those of the night; a mapping that is not traced
 * has no observers and pays nothing.
 */
final class Tracing {
    private Tracing() {}

    /** Observes the column or literal that a line begins with. */
    static Cell.Typed first(Cell.Typed typed, Expression expression, StepContext context) {
        Expression.Word column = expression.column();
        String words = column == null ? "= " + expression.literal() : column.text();
        return observed(typed, words, column == null ? List.of() : places(List.of(column), context), null);
    }

    /** Observes a step. */
    static Cell.Typed after(Cell.Typed typed, Expression.Call call, StepContext context) {
        String words = call.words().isEmpty() ? call.name() : call.name() + " " + call.argument();
        CodeTable table = call.name().equals("codes") ? context.codes().get(call.argument()) : null;
        return observed(typed, words, places(Expression.columns(call), context), table);
    }

    private static List<Columns.Place> places(List<Expression.Word> columns, StepContext context) {
        List<Columns.Place> places = new ArrayList<>();
        for (Expression.Word column : columns) {
            // The step has found it before.
            places.add(Objects.requireNonNull(context.columns().find(column)));
        }
        return places;
    }

    private static Cell.Typed observed(
            Cell.Typed typed, String words, List<Columns.Place> places, @Nullable CodeTable table) {
        Cell cell = typed.cell();
        return new Cell.Typed(
                scope -> {
                    Object value = cell.value(scope);
                    scope.trace().stage(words, value, places, table, scope);
                    return value;
                },
                typed.kind(),
                typed.domain(),
                typed.literal(),
                typed.explained());
    }

    /** Observes where a line begins to be computed. */
    static Cell line(Cell cell, FieldSlot slot, String target, YamlValue place) {
        return line(cell, slot, "", target, place);
    }

    /** Observes where a condition begins to be computed. */
    static Cell condition(Cell cell, FieldSlot slot, String target, YamlValue place) {
        return line(cell, slot, "." + TargetTree.WHEN, target, place);
    }

    private static Cell line(Cell cell, FieldSlot slot, String suffix, String target, YamlValue place) {
        String at = place.file() + ":" + place.line();
        String right = place.raw().strip();
        return scope -> {
            scope.trace().begin(slot.pathIn(scope) + suffix, target, at, right, slot.dataClass());
            return cell.value(scope);
        };
    }

    /** Observes a column that the header names and no line. */
    static Cell own(Cell cell, FieldSlot slot, Columns.Place column, YamlValue place) {
        Cell observed = observed(Cell.Typed.of(cell, Kind.OPEN), column.name(), List.of(column), null)
                .cell();
        return line(observed, slot, slot.path().equals("report.asOf") ? "as-of" : "account-key", place);
    }

    /** Observes what goes into the field. */
    static Cell.Step coercion(Cell.Step coercion) {
        return (value, scope) -> {
            Object coerced = coercion.apply(value, scope);
            scope.trace().filled(coerced);
            return coerced;
        };
    }
}
