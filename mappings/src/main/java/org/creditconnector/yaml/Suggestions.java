package org.creditconnector.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant. */
public final class Suggestions {
    /** More than two slips make another word. */
    public static final int MOST_EDITS = 2;

    private Suggestions() {}

    /** The nearest candidate within {@link #MOST_EDITS} edits, letter case aside; ties go to the first in alphabetical order. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.min(MOST_EDITS, word.length() - 1))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean "x"?}, or {@code ; known here: a, b} where nothing is near. */
    public static String hint(String word, Collection<String> candidates) {
        Optional<String> near = nearest(word, candidates);
        if (near.isPresent()) {
            return "; did you mean \"" + near.get() + "\"?";
        }
        return candidates.isEmpty()
                ? ""
                : "; known here: "
                        + String.join(", ", candidates.stream().sorted().toList());
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        int[] beforePrevious = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
                // Two letters in each other's place are one slip of the hand, not two.
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            int[] spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }
}
