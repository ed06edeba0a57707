package org.creditconnector.mapping;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/** Steps about text. */
final class TextSteps {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;
    /** What a decoder writes where bytes are no character of the encoding. */
    private static final char LOST = '\uFFFD';

    private TextSteps() {}

    /**
     * Whether a text can be carried as it is. Control characters besides tab and line ends come from broken exports and are refused
     * by every registry; half of a surrogate pair cannot be written as UTF-8; a lost character is lost.
     */
    static boolean isReadable(String text) {
        return firstUnreadable(text) < 0;
    }

    private static int firstUnreadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE) {
                if (c != '\t' && c != '\n' && c != '\r') {
                    return i;
                }
            } else if (c >= DELETE) {
                if (c <= LAST_CONTROL || c == LOST) {
                    return i;
                }
                if (Character.isSurrogate(c)) {
                    boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                    if (!pair) {
                        return i;
                    }
                    i++;
                }
            }
        }
        return -1;
    }

    /** Notes which character of a text cannot be carried. */
    static Object unreadable(String text, Scope scope) {
        int at = firstUnreadable(text);
        char c = text.charAt(at);
        String what = c == LOST
                ? "which stands for bytes that are no character; say the right encoding of the file, or mend the source"
                : Character.isSurrogate(c)
                        ? "which is half a character; mend the source"
                        : "which is a control character; mend the source";
        return scope.refuse(
                MappingRule.MAP_TEXT,
                text,
                String.format(Locale.ROOT, "character %d of the text is U+%04X, %s", at + 1, (int) c, what));
    }

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
