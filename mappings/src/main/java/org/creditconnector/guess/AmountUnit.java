package org.creditconnector.guess;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The unit of amounts, where the lender says it: at the end of a column's name, in brackets behind it, or in the comment that a
 * database keeps; from {@code guess/units.csv}. The amounts themselves never say whether they are cents.
 *
 * @param step that makes the main unit of it; empty where it is the main unit
 * @param said who says it, for a person
 */
record AmountUnit(String step, String said) {
    private static final Map<String, String> STEPS = read();

    private static Map<String, String> read() {
        Map<String, String> steps = new HashMap<>();
        for (List<String> row : Resource.rows("units.csv")) {
            for (String word : row.get(1).split(";")) {
                steps.put(word, row.get(0));
            }
        }
        return steps;
    }

    /** The unit of a column; null where nothing tells. */
    static @Nullable AmountUnit of(SampledColumn column, FieldNames names) {
        String name = column.name();
        String inBrackets = names.phrase(name)
                .unit()
                .toLowerCase(Locale.ROOT)
                .replace("单位", "")
                .replaceAll("[:：\\s]", "");
        String bare = name.replaceAll("[(\\[（【].*", "").replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2");
        String[] words = bare.toLowerCase(Locale.ROOT).split("[_\\s\\-.]+");
        String last = words.length < 2 ? "" : words[words.length - 1];
        for (String word : List.of(inBrackets, last)) {
            String step = word.isEmpty() ? null : STEPS.get(word);
            if (step != null) {
                return new AmountUnit(step, "the name says " + word);
            }
        }
        String comment = column.comment();
        return comment == null ? null : said(comment);
    }

    /** A name without the unit at its end: {@code limit cents} is a limit. */
    static Words.Phrase without(Words.Phrase name) {
        List<String> words = name.words();
        return words.size() > 1 && STEPS.containsKey(words.get(words.size() - 1))
                ? new Words.Phrase(words.subList(0, words.size() - 1), name.unit(), name.han(), name.translated())
                : name;
    }

    private static @Nullable AmountUnit said(String comment) {
        return Arrays.stream(comment.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+|单位"))
                .filter(word -> word.length() > 1 || word.equals("分") || word.equals("元"))
                .filter(STEPS::containsKey)
                .findFirst()
                .map(word -> new AmountUnit(STEPS.getOrDefault(word, ""), "the column's comment says " + word))
                .orElse(null);
    }

    /** Whether a hundred of it make one of the main unit. */
    boolean isMinor() {
        return step.equals("divide-by 100");
    }
}
