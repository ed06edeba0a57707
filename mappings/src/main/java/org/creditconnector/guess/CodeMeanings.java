package org.creditconnector.guess;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What codes mean that are written out in words; from {@code guess/codes.csv}. Numbers and letters mean nothing by themselves. */
final class CodeMeanings {
    private static final Map<String, Map<String, String>> BY_LIST = read();

    private CodeMeanings() {}

    private static Map<String, Map<String, String>> read() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (List<String> row : Resource.rows("codes.csv")) {
            Map<String, String> meanings = all.computeIfAbsent(row.get(0), list -> new HashMap<>());
            meanings.put(normal(row.get(1)), row.get(1));
            for (String word : row.get(2).split(";")) {
                meanings.put(normal(word), row.get(1));
            }
        }
        return all;
    }

    /** Our symbol for a code of a list, which is the name of an enum or {@code currency}; null where nobody can tell. */
    static @Nullable String symbol(String list, String code) {
        return BY_LIST.getOrDefault(list, Map.of()).get(normal(code));
    }

    /** As above among all codes of a column: M is a man, but beside H (hombre) it is a woman (mujer). */
    static @Nullable String symbol(String list, String code, Collection<String> all) {
        boolean spanish = list.equals("Sex") && all.stream().anyMatch(other -> other.equalsIgnoreCase("h"));
        return spanish && code.length() == 1 ? null : symbol(list, code);
    }

    /** How many of the codes are understood. */
    static long know(String list, Collection<String> codes) {
        return codes.stream().filter(code -> symbol(list, code) != null).count();
    }

    private static String normal(String word) {
        return java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_\\-]+", " ")
                .strip();
    }
}
