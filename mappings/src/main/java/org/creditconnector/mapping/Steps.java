package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.record.MissingReason;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** The steps of the mapping language, compiled once per line. */
final class Steps {
    /** Compiles one step; null after a problem. */
    @FunctionalInterface
    private interface Compiler {
        Cell.@Nullable Typed compile(Cell.Typed before, Expression.Call call, StepContext context);
    }

    private static final Map<String, Compiler> STEPS = steps();

    private Steps() {}

    private static Map<String, Compiler> steps() {
        Map<String, Compiler> steps = new LinkedHashMap<>();
        steps.put("codes", CodeSteps::codes);
        steps.put("date", DateSteps::date);
        steps.put("decimal", NumberSteps::decimal);
        steps.put("trim", TextSteps::trim);
        steps.put("upper", TextSteps::upper);
        steps.put("prefix", TextSteps::prefix);
        steps.put("join", TextSteps::join);
        steps.put("negate", (before, call, context) -> NumberSteps.number(before, call, context, BigDecimal::negate));
        steps.put("abs", (before, call, context) -> NumberSteps.number(before, call, context, BigDecimal::abs));
        steps.put("divide-by", NumberSteps::divideBy);
        steps.put("round", NumberSteps::round);
        steps.put("times", NumberSteps::times);
        steps.put("plus", (before, call, context) -> NumberSteps.sum(before, call, context, false));
        steps.put("minus", (before, call, context) -> NumberSteps.sum(before, call, context, true));
        steps.put("flag", Steps::flag);
        steps.put("present", Steps::present);
        steps.put("is", CodeSteps::is);
        steps.put("not", Steps::not);
        steps.put("only-if", CodeSteps::onlyIf);
        steps.put("or", Steps::or);
        steps.put("or-missing", Steps::orMissing);
        return steps;
    }

    /** Names of all steps in the order of the documentation. */
    static List<String> names() {
        return List.copyOf(STEPS.keySet());
    }

    /** Compiles a whole line; null after a problem. */
    static Cell.@Nullable Typed compile(Expression expression, StepContext context) {
        Cell.Typed typed = first(expression, context);
        if (typed != null && context.traced()) {
            typed = Tracing.first(typed, expression, context);
        }
        for (Expression.Call call : expression.steps()) {
            Compiler compiler = STEPS.get(call.name());
            if (compiler == null) {
                context.problem(
                        call.offset(),
                        MappingRule.MAP_STEP_UNKNOWN,
                        "unknown step \"" + call.name() + "\"" + Suggestions.hint(call.name(), STEPS.keySet()));
                return null;
            }
            // The other steps of a line whose column is unknown are compiled too, so that one pass shows all problems.
            Cell.Typed next = compiler.compile(typed == null ? unknown() : typed, call, context);
            if (next == null) {
                return null;
            }
            typed = typed == null ? null : context.traced() ? Tracing.after(next, call, context) : next;
        }
        return typed;
    }

    private static Cell.Typed unknown() {
        return Cell.Typed.of(scope -> null, Kind.OPEN);
    }

    private static Cell.@Nullable Typed first(Expression expression, StepContext context) {
        String literal = expression.literal();
        if (literal != null) {
            Object value = Targets.literal(context.type(), literal);
            if (value == null) {
                context.problem(expression.columnOffset(), MappingRule.MAP_LITERAL, badLiteral(literal, context));
                return null;
            }
            return new Cell.Typed(scope -> value, Kind.OPEN, null, true, true);
        }
        Expression.Word word = expression.column();
        Columns.Place place = word == null ? null : context.columns().find(word);
        return place == null
                ? null
                : Cell.Typed.of(column(place), context.columns().kind());
    }

    private static String badLiteral(String literal, StepContext context) {
        boolean symbols = context.type().getType() == org.apache.avro.Schema.Type.ENUM;
        return "the literal \"" + literal + "\" is not " + Targets.words(context.type())
                + (symbols
                        ? Suggestions.hint(literal, Targets.symbolNames(context.type()))
                        : "; write one such as " + Targets.example(context.type()));
    }

    /** A column's value; a blank text is nothing there. */
    static Cell column(Columns.Place place) {
        int level = place.level();
        int position = place.position();
        return scope -> {
            Object value = scope.rows[level].value(position);
            if (!(value instanceof String text)) {
                return value;
            }
            return TextSteps.isReadable(text) ? text.isBlank() ? null : text : TextSteps.unreadable(text, scope);
        };
    }

    private static Cell.@Nullable Typed flag(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 2, 2, "flag YES NO (the two values of the column)")
                || !context.takes(call, before.kind(), List.of(Kind.TEXT, Kind.NUMBER), "remove the step")) {
            return null;
        }
        String yes = call.words().get(0).text();
        String no = call.words().get(1).text();
        if (yes.equals(no)) {
            context.problem(call.offset(), MappingRule.MAP_STEP_ARGUMENT, "yes and no are both \"" + yes + "\"");
            return null;
        }
        return before.then(Kind.FLAG, (value, scope) -> {
            if (value instanceof Boolean) {
                return value;
            }
            String text = CodeSteps.codeText(value);
            if (yes.equals(text)) {
                return Boolean.TRUE;
            }
            return no.equals(text)
                    ? Boolean.FALSE
                    : scope.refuse(
                            MappingRule.MAP_FLAG,
                            value,
                            "the flag is neither \"" + yes + "\" nor \"" + no + "\"; correct the step or the source");
        });
    }

    private static Cell.@Nullable Typed present(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 0, 0, "present")) {
            return null;
        }
        Cell first = before.cell();
        return new Cell.Typed(
                scope -> {
                    Object value = first.value(scope);
                    return value == Cell.BAD ? value : (Object) !Cell.isIdle(value);
                },
                Kind.FLAG,
                null,
                false,
                true);
    }

    private static Cell.@Nullable Typed not(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 0, 0, "not")
                || !context.takes(call, before.kind(), List.of(Kind.FLAG), "put a step such as | flag Y N before it")) {
            return null;
        }
        return before.then(
                Kind.FLAG,
                (value, scope) -> value instanceof Boolean flag
                        ? (Object) !flag
                        : scope.refuse(
                                MappingRule.MAP_TYPE,
                                value,
                                "the step not got " + Targets.named(value)
                                        + ", expected true or false; put a step such as | flag Y N before it"));
    }

    private static Cell.@Nullable Typed or(Cell.Typed before, Expression.Call call, StepContext context) {
        List<String> words =
                new ArrayList<>(call.words().stream().map(Expression.Word::text).toList());
        Cell first = before.cell();
        if (!words.isEmpty() && words.get(0).equals("=")) {
            String text = String.join(" ", words.subList(1, words.size()));
            Object value = defaultValue(text, before.kind(), context);
            boolean symbol = context.type().getType() == org.apache.avro.Schema.Type.ENUM && before.domain() != null;
            if (symbol && !Targets.symbolNames(context.type()).contains(text)) {
                context.problem(call.offset(), MappingRule.MAP_LITERAL, badLiteral(text, context));
                return null;
            }
            if (value == null) {
                context.problem(
                        call.offset(),
                        MappingRule.MAP_LITERAL,
                        "the default \"" + text + "\" is not " + before.kind().words() + " for a field that holds "
                                + Targets.words(context.type()));
                return null;
            }
            return new Cell.Typed(
                    scope -> otherwise(first.value(scope), value),
                    before.kind(),
                    symbol ? before.domain() : null,
                    false,
                    true);
        }
        if (!context.hasWords(call, 1, 1, "or COLUMN, or | or = LITERAL")) {
            return null;
        }
        Columns.Place place = context.columns().find(call.words().get(0));
        if (place == null) {
            return null;
        }
        if (before.kind() != context.columns().kind() && before.kind() != Kind.OPEN) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_STEP_TYPE,
                    "the value is " + before.kind().words() + " and the column " + place.name() + " is "
                            + context.columns().kind().words() + "; put | or " + place.name()
                            + " before the other steps");
            return null;
        }
        Cell other = column(place);
        return before.with(
                scope -> {
                    Object value = first.value(scope);
                    return value == null || value instanceof MissingReason ? other.value(scope) : value;
                },
                before.kind());
    }

    private static @Nullable Object otherwise(@Nullable Object value, Object otherwise) {
        return value == null || value instanceof MissingReason ? otherwise : value;
    }

    /** A default by the kind of value it stands in for; in a column of a database, by what the field holds. */
    private static @Nullable Object defaultValue(String text, Kind kind, StepContext context) {
        return switch (kind) {
            case NUMBER -> Numbers.parse(text);
            case TEXT -> text.isEmpty() ? null : text;
            case DATE -> DateSteps.iso(text);
            case FLAG -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case TIMESTAMP -> null;
            case OPEN -> Targets.literal(context.type(), text);
        };
    }

    private static Cell.@Nullable Typed orMissing(Cell.Typed before, Expression.Call call, StepContext context) {
        if (!context.hasWords(call, 1, 1, "or-missing REASON")) {
            return null;
        }
        MissingReason reason = Reasons.of(call.argument());
        if (reason == null) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_STEP_ARGUMENT,
                    "got \"" + call.argument() + "\", expected a reason"
                            + Suggestions.hint(call.argument(), Reasons.all()));
            return null;
        }
        if (context.required()) {
            context.problem(
                    call.offset(),
                    MappingRule.MAP_TARGET_REQUIRED,
                    "the field is required and cannot be missing; remove the step or give a default by | or = LITERAL");
            return null;
        }
        Cell first = before.cell();
        return new Cell.Typed(
                scope -> {
                    Object value = first.value(scope);
                    return value == null ? reason : value;
                },
                before.kind(),
                before.domain(),
                false,
                true);
    }

    /** The distinct words of a step. */
    static Set<String> wordSet(List<Expression.Word> words) {
        return new HashSet<>(words.stream().map(Expression.Word::text).toList());
    }
}
