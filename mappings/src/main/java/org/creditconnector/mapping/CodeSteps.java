package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.Severity;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** Steps about codes: translating them, asking for one. */
final class CodeSteps {
    private static final List<Kind> CODES = List.of(Kind.TEXT, Kind.NUMBER, Kind.FLAG);

    private CodeSteps() {}

    /** A code as a table spells it: text as it stands, whole numbers without places; null where the value is no code. */
    static @Nullable String codeText(Object value) {
        if (value instanceof String text) {
            return text;
        }
        return value instanceof Boolean ? value.toString() : Numbers.wholeText(value);
    }

    static Cell.@Nullable Typed codes(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, 1, "codes TABLE")
                || !context.takes(call, before.kind(), CODES, "codes are text or whole numbers")) {
            return null;
        }
        String name = call.argument();
        context.used().add(name);
        CodeTable table = context.codes().get(name);
        if (table == null) {
            context.problem(
                    call.words().get(0).offset(),
                    MappingRule.MAP_CODES_UNKNOWN,
                    "there is no code table \"" + name + "\" under codes"
                            + Suggestions.hint(name, context.codes().keySet()));
            return null;
        }
        if (table.isUnreadable()) {
            return null;
        }
        Set<String> domain = new LinkedHashSet<>();
        table.rows().forEach(row -> domain.add(row.canonical()));
        Cell.Typed typed = before.then(Kind.TEXT, (value, scope) -> {
            String code = codeText(value);
            if (code == null) {
                return scope.refuse(
                        MappingRule.MAP_TYPE,
                        value,
                        "the step codes got " + Targets.named(value) + ", expected text or a whole number");
            }
            String canonical = table.canonical(code, scope.asOf);
            return canonical == null ? unmapped(code, name, scope) : canonical;
        });
        return new Cell.Typed(typed.cell(), typed.kind(), domain, false, typed.explained());
    }

    private static Object unmapped(String code, String table, Scope scope) {
        FieldSlot slot = scope.slot();
        boolean holds = slot.holdsUnmapped();
        scope.note(
                MappingRule.MAP_CODE_UNMAPPED,
                holds ? Severity.ERROR : Severity.WARNING,
                slot.maskedCode(code),
                "the code table " + table + " has no row for this code on " + scope.asOf + "; add one"
                        + (holds ? ", then the account goes" : ", until then the field goes as unknown"));
        return holds ? Cell.BAD : MissingReason.UNKNOWN;
    }

    static Cell.@Nullable Typed is(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, Integer.MAX_VALUE, "is VALUE (one or more)")
                || !context.takes(call, before.kind(), CODES, "compare text, numbers or flags")
                || !known(before, call, context)) {
            return null;
        }
        Set<String> values = Steps.wordSet(call.words());
        Cell first = before.cell();
        return new Cell.Typed(
                scope -> {
                    Object value = first.value(scope);
                    return value == Cell.BAD ? value : (Object) (!Cell.isIdle(value) && isOne(value, values));
                },
                Kind.FLAG,
                null,
                false,
                true);
    }

    private static boolean known(Cell.Typed before, Expression.Call call, StepContext context) {
        Set<String> domain = before.domain();
        boolean known = true;
        for (Expression.Word word : call.words()) {
            if (domain != null && !domain.contains(word.text())) {
                known = false;
                context.problem(
                        word.offset(),
                        MappingRule.MAP_CODES_SYMBOL,
                        "the code table never gives \"" + word.text() + "\"" + Suggestions.hint(word.text(), domain));
            }
        }
        return known;
    }

    private static boolean isOne(@Nullable Object value, Set<String> values) {
        if (value instanceof BigDecimal number) {
            for (String text : values) {
                BigDecimal other = Numbers.parse(text);
                if (other != null && other.compareTo(number) == 0) {
                    return true;
                }
            }
            return false;
        }
        String text = value == null ? null : codeText(value);
        return text != null && values.contains(text);
    }

    /** Keeps the value where a column has one of some values; elsewhere there is nothing. */
    static Cell.@Nullable Typed onlyIf(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 2, Integer.MAX_VALUE, "only-if COLUMN VALUE (one or more)")) {
            return null;
        }
        Columns.Place place = context.columns().find(call.words().get(0));
        if (place == null) {
            return null;
        }
        Set<String> values = Steps.wordSet(call.words().subList(1, call.words().size()));
        Cell first = before.cell();
        Cell condition = Steps.column(place);
        return before.with(scope -> isOne(condition.value(scope), values) ? first.value(scope) : null, before.kind());
    }
}
