package org.creditconnector.guess;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of columns and tables as words: {@code LOAN_AMT}, {@code loanAmt}, {@code loanamt} and {@code Loan amount} are all
 * {@code loan amount}. Names in Chinese stay one word. Names in another language of {@code guess/languages.csv} are translated word by
 * word, and their order means nothing then: {@code fecha de pago} is {@code date payment}.
 */
final class Words {
    private static final Pattern UNIT = Pattern.compile("[(\\[（【]([^)\\]）】]*)[)\\]）】]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PARTS =
            Pattern.compile("\\p{Lu}{2,}(?=\\p{Lu}\\p{Ll}|[^\\p{L}]|$)|\\p{Lu}?\\p{Ll}+|\\p{Lu}+|[0-9]+");
    private static final Set<String> STOP = Set.of("of", "the", "a", "an", "in", "and", "is", "flag", "yn", "enum");

    private static final int MOST_WORDS = 3;
    private static final int LEAST_EVIDENCE = 2;
    private static final Map<String, Map<String, String>> LANGUAGES = languages();

    private final Map<String, String> means = new HashMap<>();
    private final Set<String> vocabulary = new HashSet<>();
    private Map<String, String> foreign = Map.of();

    Words() {
        for (List<String> row : Resource.rows("words.csv")) {
            means.put(row.get(0), row.get(1));
            vocabulary.addAll(Arrays.asList(row.get(1).split(" ")));
        }
    }

    /** Translations by language; words without accents. */
    private static Map<String, Map<String, String>> languages() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (List<String> row : Resource.rows("languages.csv")) {
            for (String word : row.get(2).split(";")) {
                all.computeIfAbsent(row.get(0), language -> new HashMap<>()).put(folded(word), row.get(1));
            }
        }
        return all;
    }

    /**
     * From now on also understands the language that most of the names are in, if it is none of those that are always understood. A
     * word alone is no language: at least two different ones must be.
     *
     * @param names of columns and tables
     */
    void hear(Collection<String> names) {
        Set<String> strange = new HashSet<>();
        for (String name : names) {
            List<String> parts = parts(Normalizer.normalize(name, Normalizer.Form.NFKC));
            for (String part : parts) {
                if (!means.containsKey(part) && !vocabulary.contains(part) && !STOP.contains(part)) {
                    strange.add(part);
                }
            }
        }
        long most = LEAST_EVIDENCE - 1;
        for (Map<String, String> language : LANGUAGES.values()) {
            long known = strange.stream()
                    .filter(word ->
                            !language.getOrDefault(singular(word, language), "").isEmpty())
                    .count();
            if (known > most) {
                most = known;
                foreign = language;
            }
        }
    }

    /** Without accents, in small letters; Cyrillic letters stay what they are. */
    private static String folded(String word) {
        String small = word.toLowerCase(Locale.ROOT).replace("ß", "ss");
        return small.matches("\\p{IsLatin}.*")
                ? Normalizer.normalize(small, Normalizer.Form.NFD).replaceAll("\\p{M}+", "")
                : small;
    }

    private static List<String> parts(String text) {
        List<String> words = new ArrayList<>();
        Matcher parts = PARTS.matcher(text);
        while (parts.find()) {
            words.add(folded(parts.group()));
        }
        return words;
    }

    /** A word of a language, or one of which it seems to be the plural; else itself. */
    private static String singular(String word, Map<String, String> language) {
        for (String end : List.of("", "es", "s", "en", "n", "e")) {
            String stem = word.endsWith(end) ? word.substring(0, word.length() - end.length()) : "";
            if (stem.length() > 2 && language.containsKey(stem)) {
                return stem;
            }
        }
        return word;
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
     * @param translated whether a word of another language was in it, whose order is not ours
     */
    record Phrase(List<String> words, String unit, boolean han, boolean translated) {
        String text() {
            return String.join(" ", words);
        }

        /** With words behind it. */
        Phrase and(String more) {
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of(more.split(" ")));
            return new Phrase(all, unit, han, translated);
        }

        /** Whether both say the same; a translated one in any order. */
        boolean says(Phrase other) {
            return words.equals(other.words)
                    || (translated || other.translated)
                            && words.stream()
                                    .sorted()
                                    .toList()
                                    .equals(other.words.stream().sorted().toList());
        }
    }

    /** The name of a table, which may be a plural. */
    Phrase tablePhrase(String name) {
        return phrase(name, true);
    }

    Phrase phrase(String name) {
        return phrase(name, false);
    }

    private Phrase phrase(String name, boolean plural) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        Matcher unit = UNIT.matcher(plain);
        String inBrackets = unit.find() ? unit.group(1).strip() : "";
        String bare = unit.replaceAll(" ").strip();
        if (HAN.matcher(bare).find()) {
            return new Phrase(
                    List.of(bare.replaceAll("[\\s_\\-.:,/*]", "").toLowerCase(Locale.ROOT)), inBrackets, true, false);
        }
        List<String> words = new ArrayList<>();
        List<String> parts = parts(bare);
        boolean translated = false;
        for (int i = 0; i < parts.size(); ) {
            String meaning = null;
            int taken = 1;
            for (int n = Math.min(MOST_WORDS, parts.size() - i); n > 0 && meaning == null; n--) {
                String several = String.join(" ", parts.subList(i, i + n));
                meaning = foreign.get(plural && n == 1 ? singular(several, foreign) : several);
                taken = n;
            }
            List<String> known =
                    meaning == null ? known(parts.get(i)) : meaning.isEmpty() ? List.of() : List.of(meaning.split(" "));
            translated |= meaning != null && !meaning.isEmpty();
            for (String word : known) {
                boolean again = !words.isEmpty() && word.equals(words.get(words.size() - 1));
                if (!STOP.contains(word) && !again) {
                    words.add(word);
                }
            }
            i += taken;
        }
        return new Phrase(words, inBrackets, false, translated);
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
