package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a line: {@code column | step word word | step} or {@code = literal}.
 *
 * @param literal the literal, null where the line begins with a column
 * @param column the column as written, null where the line is a literal
 * @param columnOffset where the column or literal begins
 * @param steps steps in order
 */
record Expression(@Nullable String literal, @Nullable Word column, int columnOffset, List<Call> steps) {
    private static final Pattern WORD = Pattern.compile("[^\\s|]+");

    /** A word and where it begins in the line's value. */
    record Word(String text, int offset) {}

    /** A step with its words. */
    record Call(String name, int offset, List<Word> words) {
        /** The words as one text. */
        String argument() {
            return String.join(" ", words.stream().map(Word::text).toList());
        }
    }

    private static final Set<String> STEPS_WITH_COLUMN = Set.of("plus", "minus", "or", "only-if", "join");

    /** Every column the line names. */
    List<Word> columns() {
        List<Word> columns = new ArrayList<>();
        if (column != null) {
            columns.add(column);
        }
        steps.forEach(call -> columns.addAll(columns(call)));
        return columns;
    }

    /** The column that a step names, if it does. */
    static List<Word> columns(Call call) {
        boolean names = STEPS_WITH_COLUMN.contains(call.name())
                && !call.words().isEmpty()
                && !call.words().get(0).text().equals("=");
        return names ? List.of(call.words().get(0)) : List.of();
    }

    /** Reads a line; null with a problem where it cannot be read. */
    static @Nullable Expression parse(YamlValue value) {
        String text = value.text();
        if (text == null || text.equals(OpenQuestions.MARK)) {
            return null;
        }
        if (OpenQuestions.isMarked(text)) {
            // The question is noted already; blanks keep the columns of what stands behind it.
            String rest = text.substring(OpenQuestions.MARK.length());
            Expression proposed = ofText(value, rest.strip());
            return proposed == null
                    ? null
                    : proposed.shifted(text.length() - rest.stripLeading().length());
        }
        return ofText(value, text);
    }

    /** The same expression, standing further to the right in the line's value. */
    private Expression shifted(int offset) {
        List<Call> moved = new ArrayList<>();
        for (Call call : steps) {
            moved.add(new Call(
                    call.name(),
                    call.offset() + offset,
                    call.words().stream()
                            .map(word -> new Word(word.text(), word.offset() + offset))
                            .toList()));
        }
        return new Expression(
                literal,
                column == null ? null : new Word(column.text(), column.offset() + offset),
                columnOffset + offset,
                moved);
    }

    private static @Nullable Expression ofText(YamlValue value, String text) {
        if (text.startsWith("=")) {
            String literal = text.substring(1).strip();
            if (literal.isEmpty()) {
                value.problemAt(0, MappingRule.MAP_EXPRESSION.id(), "the literal after = is empty");
                return null;
            }
            return new Expression(literal, null, text.indexOf(literal, 1), List.of());
        }
        List<List<Word>> parts = new ArrayList<>();
        int start = 0;
        for (String part : text.split("\\|", -1)) {
            List<Word> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(part);
            while (matcher.find()) {
                words.add(new Word(matcher.group(), start + matcher.start()));
            }
            if (words.isEmpty()) {
                value.problemAt(
                        Math.min(start, text.length() - 1),
                        MappingRule.MAP_EXPRESSION.id(),
                        "there is nothing "
                                + (parts.isEmpty() ? "before the first |" : "after a |")
                                + ", expected column | step | step");
                return null;
            }
            parts.add(words);
            start += part.length() + 1;
        }
        List<Word> first = parts.get(0);
        if (first.size() > 1) {
            value.problemAt(
                    first.get(1).offset(),
                    MappingRule.MAP_EXPRESSION.id(),
                    "got \"" + first.get(1).text()
                            + "\" after the column, expected | before a step, or = before a literal");
            return null;
        }
        List<Call> calls = new ArrayList<>();
        for (List<Word> words : parts.subList(1, parts.size())) {
            calls.add(new Call(words.get(0).text(), words.get(0).offset(), words.subList(1, words.size())));
        }
        return new Expression(null, first.get(0), first.get(0).offset(), calls);
    }
}
