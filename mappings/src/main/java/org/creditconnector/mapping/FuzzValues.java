package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Values from the edge of what a column may hold, by the type that the column has. */
final class FuzzValues {
    private static final int LONG_TEXT = 5_000;

    /** A value and what it is, in words; the value itself would spoil the screen. */
    record Named(String name, @Nullable Object value) {}

    private final List<Named> texts = new ArrayList<>();

    /** @param patterns how the mapping says that dates are written */
    FuzzValues(Set<String> patterns) {
        text("an empty text", "");
        text("a blank", " ");
        text("a wide blank", "\u3000");
        text("a tab", "\t");
        for (String number : List.of(
                "0",
                "00",
                "-0",
                "1",
                "-1",
                "0.005",
                "-0.01",
                "0.0000001",
                "1e5",
                "1e999",
                "-1e-999",
                "NaN",
                "Infinity",
                "1,000.00",
                "1.000,00",
                "0x10",
                "999999999999.999999",
                "99999999999999999999999999",
                "2147483648",
                "9223372036854775808",
                " 1",
                "1 ",
                "12.50",
                "+3")) {
            text("the number " + number, number);
        }
        text("full-width digits", "\uFF11\uFF12\uFF10");
        text("Arabic digits", "\u0661\u0662");
        for (String code : List.of("NO", "01", "1e3", "true", "null", "A", "Y", "N")) {
            text("the code " + code, code);
        }
        // Numbers of the area 99 and of no month 13 belong to nobody.
        text("an identity number of 18 digits", "990101199013010016");
        text("an identity number of 15 digits", "990101901301001");
        text("an identity number with a small x", "99010119901301001x");
        text("rare characters", "\u3400\u4DB5\u9FA6");
        text("characters beyond the first plane", "\uD840\uDC00\uD842\uDFB7");
        text("a joined letter", "Zoe\u0308");
        text("full-width letters", "\uFF21\uFF44\uFF41");
        text("letters of ligatures and small i without dot", "\uFB01\u0131\u00DF");
        text("a name with a blank after it", "Ada ");
        text("a name with blanks before it", "  Ada");
        text("a name with two blanks in it", "Ada  Example");
        text("a name with a blank that is none", "Ada\u00A0Example");
        text("a name with a zero-width blank", "Ada\u200BExample");
        text("a name with a byte order mark", "\uFEFFAda");
        text("a name with a line end", "Ada\nExample");
        text("a name with quotes and commas", "\"Ada\", 'A', <b>&amp;|;\\");
        text("a control character", "Ada\u0007");
        text("a zero character", "Ada\u0000");
        text("half a character", "Ada\uD83D");
        text("a lost character", "Ad\uFFFD");
        text("a very long text", "x".repeat(LONG_TEXT));
        Set<String> forms = new LinkedHashSet<>(patterns);
        forms.add("yyyy-MM-dd");
        for (String form : forms) {
            dates(form);
        }
    }

    private void text(String name, String value) {
        texts.add(new Named(name, value));
    }

    private void dates(String written) {
        // The mapping is right, so that what stands before the pivot is a form of dates.
        String form = written.replaceFirst("\\s+pivot\\s+[0-9]{4}$", "");
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
        for (LocalDate day : days()) {
            text("the date " + day + " as " + form, formatter.format(day.atStartOfDay()));
        }
        String leap = formatter.format(LocalDate.of(2023, 2, 28).atStartOfDay());
        text("29 February of a common year as " + form, leap.replace("28", "29"));
        text("zeros as " + form, form.replaceAll("[A-Za-z]", "0"));
    }

    private static List<LocalDate> days() {
        return List.of(
                LocalDate.of(2024, 2, 29),
                LocalDate.of(2000, 2, 29),
                LocalDate.of(1, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(1899, 12, 31),
                LocalDate.of(1970, 1, 1),
                LocalDate.of(2099, 12, 31),
                LocalDate.of(9999, 12, 31));
    }

    /** Every text, by its name. */
    Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>();
        texts.forEach(named -> all.put(named.name(), String.valueOf(named.value())));
        return all;
    }

    /** Words that have a meaning, and what is nearly one of them. */
    private static void words(Set<String> words, Object like, List<Named> named) {
        for (String word : words) {
            if (like instanceof String) {
                Set<String> near = new LinkedHashSet<>(List.of(
                        word, word + " ", "0" + word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT)));
                near.forEach(text -> named.add(new Named("the word \"" + text + "\"", text)));
            } else if (like instanceof Long && word.matches("-?[0-9]{1,18}")) {
                named.add(new Named("the word " + word, Long.valueOf(word)));
            } else if (like instanceof BigDecimal && word.matches("-?[0-9]{1,18}")) {
                named.add(new Named("the word " + word, new BigDecimal(word)));
            }
        }
    }

    /**
     * Values for a column, by the type that its rows have; text where no row has a value.
     *
     * @param words words that lines give a meaning in it
     */
    List<Named> forColumn(List<SourceRow> rows, int column, Set<String> words) {
        Object first = rows.stream()
                .map(row -> row.value(column))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
        List<Named> named = new ArrayList<>();
        named.add(new Named("nothing", null));
        words(words, first, named);
        if (first instanceof Long) {
            for (long number : new long[] {0, 1, -1, 31, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, Long.MIN_VALUE}) {
                named.add(new Named("the number " + number, number));
            }
        } else if (first instanceof BigDecimal) {
            for (String number : List.of(
                    "0",
                    "0.00",
                    "-0.01",
                    "0.005",
                    "0.0000001",
                    "1E+5",
                    "1E+30",
                    "1E+60",
                    "1E-60",
                    "1E+900",
                    "12.50",
                    "999999999999.999999",
                    "99999999999999999999999999",
                    "2147483648")) {
                named.add(new Named("the number " + number, new BigDecimal(number)));
            }
        } else if (first instanceof Boolean) {
            named.add(new Named("true", Boolean.TRUE));
            named.add(new Named("false", Boolean.FALSE));
        } else if (first instanceof LocalDate || first instanceof LocalDateTime) {
            for (LocalDate day : days()) {
                Object value = first instanceof LocalDate ? day : day.atTime(23, 59, 59);
                named.add(new Named("the date " + day, value));
            }
            LocalDate past = LocalDate.of(-1, 12, 31);
            named.add(new Named("a date before all years", first instanceof LocalDate ? past : past.atStartOfDay()));
        } else {
            named.addAll(texts);
        }
        return named;
    }
}
