package org.creditconnector.registry.pbcrc.message;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one other field of the record: {@code AcctType: D1 R4} or {@code BusiDtlLines: not 82}.
 *
 * @param tag the field
 * @param values its values
 * @param negated true when it must be none of them
 */
record Condition(String tag, Set<String> values, boolean negated) {
    /** What a condition comes to. */
    enum Answer {
        YES,
        NO,
        /** The field is not in the record. */
        OPEN
    }

    /** @throws IllegalArgumentException when the text is no condition */
    static Condition of(String text) {
        int colon = text.indexOf(": ");
        if (colon < 1 || colon + 2 >= text.length()) {
            throw new IllegalArgumentException(
                    "condition '" + text + "', expected FIELD: VALUE VALUE … or FIELD: not VALUE …");
        }
        String values = text.substring(colon + 2);
        boolean negated = values.startsWith("not ");
        return new Condition(
                text.substring(0, colon),
                Arrays.stream((negated ? values.substring(4) : values).split(" +"))
                        .collect(Collectors.toSet()),
                negated);
    }

    /** @param facts gives the text of a field, null when it is not there */
    Answer answer(Function<String, @Nullable String> facts) {
        String value = facts.apply(tag);
        if (value == null) {
            return Answer.OPEN;
        }
        return values.contains(value) != negated ? Answer.YES : Answer.NO;
    }

    /** As the pack writes it, values sorted. */
    @Override
    public String toString() {
        return tag + ": " + (negated ? "not " : "") + String.join(" ", new TreeSet<>(values));
    }
}
