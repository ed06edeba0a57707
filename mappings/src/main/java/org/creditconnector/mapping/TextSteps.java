package org.creditconnector.mapping;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/** Steps about text. */
final class TextSteps {
    private TextSteps() {}

    static Cell.@Nullable Typed trim(Cell.Typed before, Expression.Call call, StepContext context) {
        return change(before, call, context, String::strip);
    }

    static Cell.@Nullable Typed upper(Cell.Typed before, Expression.Call call, StepContext context) {
        return change(before, call, context, text -> text.toUpperCase(Locale.ROOT));
    }

    private static Cell.@Nullable Typed change(
            Cell.Typed before, Expression.Call call, StepContext context, UnaryOperator<String> change) {
        if (!context.hasWords(call, 0, 0, call.name())
                || !context.takes(call, before.kind(), List.of(Kind.TEXT), "remove the step")) {
            return null;
        }
        return before.then(Kind.TEXT, (value, scope) -> {
            if (value instanceof String text) {
                String changed = change.apply(text);
                return changed.isEmpty() ? null : changed;
            }
            return scope.refuse(
                    MappingRule.MAP_TYPE,
                    value,
                    "the step " + call.name() + " got " + Targets.named(value) + ", expected text; remove the step");
        });
    }

    /** Puts a word before a key, so that keys of two tables never meet. */
    static Cell.@Nullable Typed prefix(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, 1, "prefix WORD")
                || !context.takes(call, before.kind(), List.of(Kind.TEXT, Kind.NUMBER), "remove the step")) {
            return null;
        }
        String prefix = call.argument();
        return before.then(Kind.TEXT, (value, scope) -> {
            String text = CodeSteps.codeText(value);
            return text == null ? notText(call, value, scope) : prefix + text;
        });
    }

    /** Text of two columns with a space between them; nothing there joins nothing. */
    static Cell.@Nullable Typed join(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, 1, "join COLUMN")
                || !context.takes(call, before.kind(), List.of(Kind.TEXT), "remove the step")) {
            return null;
        }
        Columns.Place place = context.columns().find(call.words().get(0));
        if (place == null) {
            return null;
        }
        Cell first = before.cell();
        Cell second = Steps.column(place);
        return before.with(
                scope -> {
                    Object left = first.value(scope);
                    Object right = second.value(scope);
                    if (left == Cell.BAD || right == null) {
                        return left;
                    }
                    String more = CodeSteps.codeText(right);
                    if (more == null) {
                        return notText(call, right, scope);
                    }
                    if (left == null || left instanceof MissingReason) {
                        return more;
                    }
                    String text = CodeSteps.codeText(left);
                    return text == null ? notText(call, left, scope) : text + " " + more;
                },
                Kind.TEXT);
    }

    private static Object notText(Expression.Call call, Object value, Scope scope) {
        return scope.refuse(
                MappingRule.MAP_TYPE,
                value,
                "the step " + call.name() + " got " + Targets.named(value) + ", expected text or a whole number");
    }
}
