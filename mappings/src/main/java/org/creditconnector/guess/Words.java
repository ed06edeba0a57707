package org.creditconnector.guess;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of columns and tables as words: {@code LOAN_AMT}, {@code loanAmt}, {@code loanamt} and {@code Loan amount} are all
 * {@code loan amount}. Names in Chinese stay one word.
 */
final class Words {
    private static final Pattern UNIT = Pattern.compile("[(\\[（【]([^)\\]）】]*)[)\\]）】]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PARTS =
            Pattern.compile("\\p{Lu}{2,}(?=\\p{Lu}\\p{Ll}|[^\\p{L}]|$)|\\p{Lu}?\\p{Ll}+|\\p{Lu}+|[0-9]+");
    private static final Set<String> STOP = Set.of("of", "the", "a", "an", "in", "and", "is", "flag", "yn", "enum");

    private final Map<String, String> means = new HashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    Words() {
        for (List<String> row : Resource.rows("words.csv")) {
            means.put(row.get(0), row.get(1));
            vocabulary.addAll(Arrays.asList(row.get(1).split(" ")));
        }
    }

    /** Words that names in the tables are made of; names without separators are taken apart by them. */
    void learn(String phrase) {
        if (!HAN.matcher(phrase).find()) {
            vocabulary.addAll(Arrays.asList(phrase.split("[ _]")));
        }
    }

    /**
     * A name taken apart.
     *
     * @param words normalised; of a Chinese name the name itself
     * @param unit what stands in brackets behind it, such as 万元; empty where nothing does
     * @param han whether it is Chinese
     */
    record Phrase(List<String> words, String unit, boolean han) {
        String text() {
            return String.join(" ", words);
        }
    }

    Phrase phrase(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        Matcher unit = UNIT.matcher(plain);
        String inBrackets = unit.find() ? unit.group(1).strip() : "";
        String bare = unit.replaceAll(" ").strip();
        if (HAN.matcher(bare).find()) {
            return new Phrase(
                    List.of(bare.replaceAll("[\\s_\\-.:,/*]", "").toLowerCase(Locale.ROOT)), inBrackets, true);
        }
        List<String> words = new ArrayList<>();
        Matcher parts = PARTS.matcher(bare);
        while (parts.find()) {
            String word = parts.group().toLowerCase(Locale.ROOT);
            for (String known : known(word)) {
                if (!STOP.contains(known)
                        && !(known.length() > 0
                                && words.contains(known)
                                && known.equals(words.get(words.size() - 1)))) {
                    words.add(known);
                }
            }
        }
        return new Phrase(words, inBrackets, false);
    }

    private List<String> known(String word) {
        String meaning = means.get(word);
        if (meaning != null) {
            return Arrays.asList(meaning.split(" "));
        }
        if (vocabulary.contains(word) || STOP.contains(word)) {
            return List.of(word);
        }
        List<String> parts = divided(word);
        if (parts == null) {
            return List.of(word);
        }
        List<String> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(
                means.containsKey(part)
                        ? Arrays.asList(means.getOrDefault(part, part).split(" "))
                        : List.of(part)));
        return all;
    }

    /** A word as known words in a row, the fewest; null where it is not made of them. */
    private @Nullable List<String> divided(String word) {
        if (word.length() < 5 || word.length() > 40) {
            return null;
        }
        List<@Nullable List<String>> best = new ArrayList<>();
        best.add(List.of());
        for (int end = 1; end <= word.length(); end++) {
            List<String> shortest = null;
            for (int start = Math.max(0, end - 14); start <= end - 2; start++) {
                List<String> before = best.get(start);
                String part = word.substring(start, end);
                boolean isKnown = means.containsKey(part) || vocabulary.contains(part) && part.length() > 2;
                if (before != null && isKnown && (shortest == null || before.size() + 1 < shortest.size())) {
                    shortest = new ArrayList<>(before);
                    shortest.add(part);
                }
            }
            best.add(shortest);
        }
        return best.get(word.length());
    }
}
