package org.creditconnector.registry.baihang;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.creditconnector.identifier.IdentifierVerdict;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a field may hold, as the column {@code type} of {@code fields.csv} says it.
 *
 * @param kind first word
 * @param least fewest characters of a text
 * @param most most characters of a text
 */
record FieldForm(Kind kind, int least, int most) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,40}");
    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern OVERDUE = Pattern.compile("(D[1-9]\\d{0,4})?");
    private static final int LONGEST = 4_000;
    private static final BigDecimal LARGEST = new BigDecimal("9999999999999.99");

    /** Forms, spelled in the table in small letters. */
    enum Kind {
        TEXT,
        CODE,
        ID,
        PID,
        MOBILE,
        OVERDUE,
        DATE,
        DATE_TIME,
        DATES,
        COUNT,
        AMOUNT
    }

    /** @throws IllegalArgumentException in one sentence */
    static FieldForm of(String type) {
        String[] words = type.split("[ -]", -1);
        if (words[0].equals("text") && words.length == 3) {
            return new FieldForm(Kind.TEXT, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }
        String name = type.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
        if (name.equals("TEXT")
                || Arrays.stream(Kind.values()).noneMatch(kind -> kind.name().equals(name))) {
            throw new IllegalArgumentException("type '" + type + "', expected text 1-100 or one of "
                    + Arrays.toString(Kind.values()).toLowerCase(java.util.Locale.ROOT));
        }
        return new FieldForm(Kind.valueOf(name), 0, LONGEST);
    }

    /** What is expected in place of a value that does not have the form; null for one that has it. */
    @Nullable String problem(Object value) {
        if (value instanceof BigDecimal amount) {
            return kind == Kind.AMOUNT && amount.scale() == 2 && amount.signum() >= 0 && amount.compareTo(LARGEST) <= 0
                    ? null
                    : "an amount from 0 to " + LARGEST.toPlainString();
        }
        if (value instanceof Integer) {
            return kind == Kind.COUNT ? null : "no number";
        }
        String text = value.toString();
        return switch (kind) {
            case TEXT, CODE -> text(text);
            case ID -> matches(ID, text, "1 to 40 letters and digits");
            case PID ->
                ResidentIdentityNumber.check(text) == IdentifierVerdict.VALID
                        ? null
                        : "a resident identity number of 18 characters with the right check character";
            case MOBILE -> matches(MOBILE, text, "a mobile number of 11 digits");
            case OVERDUE -> matches(OVERDUE, text, "nothing, or D and the days");
            case DATE -> parsed(() -> LocalDate.parse(text), "a date like 2024-03-15");
            case DATE_TIME -> parsed(() -> LocalDateTime.parse(text), "a time like 2024-03-15T00:00:00");
            case DATES ->
                parsed(
                        () -> Arrays.stream(text.split(",", -1))
                                .filter(one -> !text.isEmpty())
                                .forEach(LocalDate::parse),
                        "dates between commas");
            case COUNT, AMOUNT -> "a number";
        };
    }

    private @Nullable String text(String text) {
        int length = text.codePointCount(0, text.length());
        if (text.chars().anyMatch(Character::isISOControl)) {
            return "a text without control characters";
        }
        return length >= least && length <= most ? null : least + " to " + most + " characters";
    }

    private static @Nullable String matches(Pattern pattern, String text, String expected) {
        return pattern.matcher(text).matches() ? null : expected;
    }

    private static @Nullable String parsed(Runnable parse, String expected) {
        try {
            parse.run();
            return null;
        } catch (DateTimeException e) {
            return expected;
        }
    }
}
