package org.creditconnector.guess;

import java.util.Locale;
import java.util.Set;

/** What the values of a field must be. */
enum FieldKind {
    ID,
    TEXT,
    MONEY,
    DATE,
    CODE,
    FLAG,
    COUNT,
    RATE,
    MONTH,
    CURRENCY;

    private static final Set<Set<String>> FLAGS = Set.of(
            Set.of("Y", "N"),
            Set.of("1", "0"),
            Set.of("true", "false"),
            Set.of("T", "F"),
            Set.of("是", "否"),
            Set.of("yes", "no"),
            Set.of("Yes", "No"),
            Set.of("y", "n"),
            Set.of("TRUE", "FALSE"),
            Set.of("YES", "NO"),
            Set.of("S", "N"),
            Set.of("J", "N"),
            Set.of("O", "N"),
            Set.of("SI", "NO"),
            Set.of("si", "no"),
            Set.of("sim", "nao"),
            Set.of("ja", "nein"),
            Set.of("oui", "non"),
            Set.of("да", "нет"),
            Set.of("Да", "Нет"));

    static FieldKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How well values suit: 1 they do, 0 they cannot be meant, between: nobody can tell. */
    double suits(Values values) {
        if (values.isEmpty()) {
            return 0.6;
        }
        SampledColumn.Type type = values.column().type();
        boolean day = type == SampledColumn.Type.DATE || type == SampledColumn.Type.TIMESTAMP;
        boolean isNumber = values.number() != null && !day;
        return switch (this) {
            case ID ->
                day || type == SampledColumn.Type.DECIMAL || type == SampledColumn.Type.BOOLEAN
                        ? 0
                        : values.nearlyAll(FieldKind::areWords) ? 0.4 : 1;
            case TEXT -> day || type == SampledColumn.Type.BOOLEAN ? 0 : isNumber ? 0.5 : 1;
            case MONEY ->
                !isNumber
                                || type == SampledColumn.Type.BOOLEAN
                                || values.column().name().matches("(?i)(is|has)_.*")
                        ? 0
                        : values.rows() > 5
                                        && Set.of("0", "1")
                                                .equals(values.distinct().keySet())
                                ? 0.5
                                : 1;
            case RATE -> isNumber ? 1 : 0;
            case COUNT -> isNumber && values.areWhole() ? 1 : 0;
            case DATE ->
                day || values.date() != null
                        ? values.date() != null && values.date().isUtc() ? 0.7 : 1
                        : values.areWhole() && isEpoch(values) ? 0.5 : 0;
            case MONTH -> values.nearlyAll(value -> value.matches("[12][0-9]{3}[-/.]?[01][0-9]")) ? 1 : 0;
            case CODE -> day ? 0 : values.areCodes() ? 1 : values.rows() < 10 ? 0.9 : 0;
            case FLAG ->
                type == SampledColumn.Type.BOOLEAN || isFlag(values)
                        ? 1
                        : values.distinct().size() <= 2 ? 0.5 : 0;
            case CURRENCY -> day ? 0 : values.areCurrencies() ? 1 : values.areCodes() ? 0.9 : 0;
        };
    }

    /** Several words and no digit: a name of somebody, and no key. */
    private static boolean areWords(String value) {
        return value.contains(" ") && value.codePoints().noneMatch(Character::isDigit);
    }

    static boolean isEpoch(Values values) {
        return values.nearlyAll(value -> value.matches("[0-9]{9,10}|[0-9]{12,13}"));
    }

    /** Whether the values are a known pair of yes and no, or one of it. */
    static boolean isFlag(Values values) {
        return FLAGS.stream()
                .anyMatch(pair -> pair.containsAll(values.distinct().keySet()));
    }

    /** The step of a known pair; one whose words somebody must choose otherwise. */
    static String flagStep(Values values) {
        for (String pair : java.util.List.of(
                "Y N",
                "1 0",
                "true false",
                "T F",
                "是 否",
                "yes no",
                "Yes No",
                "y n",
                "TRUE FALSE",
                "YES NO",
                "S N",
                "J N",
                "O N",
                "SI NO",
                "si no",
                "sim nao",
                "ja nein",
                "oui non",
                "да нет",
                "Да Нет")) {
            if (Set.of(pair.split(" ")).containsAll(values.distinct().keySet())) {
                return "flag " + pair;
            }
        }
        return "flag " + String.join(" ", values.distinct().keySet());
    }
}
