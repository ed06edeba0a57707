package org.creditconnector.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.creditconnector.record.Sex;
import org.jspecify.annotations.Nullable;

/**
 * The resident identity number of China (GB 11643-1999): area (6), birth date (8), serial (3), check by ISO 7064 MOD 11-2. Numbers
 * of 15 digits, issued before 1999, lack the century and the check.
 */
public final class ResidentIdentityNumber {
    private static final int LENGTH = 18;
    private static final int OLD_LENGTH = 15;
    private static final int BIRTH = 6;
    private static final int SERIAL = 14;
    private static final int CHECK = 17;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int FIRST_YEAR = 1901;
    private static final int LAST_YEAR = 2099;
    private static final String EXPECTED = "17 digits and a digit or X";

    private ResidentIdentityNumber() {}

    /** Checks a number as it is to be reported: 18 characters, X in upper case. */
    public static IdentifierVerdict check(String number) {
        return Characters.verdict(problem(number));
    }

    private static @Nullable String problem(String number) {
        if (number.length() == OLD_LENGTH
                && Characters.problemIn(number, 0, OLD_LENGTH, Characters.DIGITS, "") == null) {
            return "it is an old number of 15 digits, expected 18 characters; convert it";
        }
        if (number.length() != LENGTH) {
            return "it has " + number.length() + " characters, expected 18: " + EXPECTED;
        }
        String digits = Characters.problemIn(number, 0, CHECK, Characters.DIGITS, EXPECTED);
        if (digits != null) {
            return digits;
        }
        if (number.charAt(CHECK) == 'x') {
            return "its last character is a small x, expected X";
        }
        if (CHECK_CHARACTERS.indexOf(number.charAt(CHECK)) < 0) {
            return "its character 18 is not allowed there, expected " + EXPECTED;
        }
        if (birth(number).isEmpty()) {
            return "its characters 7 to 14 are no date from 1901-01-01 to 2099-12-31";
        }
        return checkCharacter(number.substring(0, CHECK)) == number.charAt(CHECK)
                ? null
                : "its last character does not fit the others (ISO 7064 MOD 11-2)";
    }

    /**
     * The form that is reported: a small x in upper case, 15 digits with the century 19 put in and the check added. What is neither
     * comes back as it was; {@link #check} then says what is wrong.
     */
    public static String canonical(String number) {
        String upper = number.toUpperCase(Locale.ROOT);
        if (upper.length() != OLD_LENGTH || Characters.problemIn(upper, 0, OLD_LENGTH, Characters.DIGITS, "") != null) {
            return upper.length() == LENGTH && upper.charAt(CHECK) == 'X' ? upper : number;
        }
        String body = upper.substring(0, BIRTH) + "19" + upper.substring(BIRTH);
        return body + checkCharacter(body);
    }

    /** Birth date in a number, of 18 characters or 15; empty where it is not valid. */
    public static Optional<LocalDate> birthDate(String number) {
        String canonical = canonical(number);
        return check(canonical).isValid() ? birth(canonical) : Optional.empty();
    }

    /** Sex by the serial, odd for men; empty where the number is not valid. */
    public static Optional<Sex> sex(String number) {
        String canonical = canonical(number);
        if (!check(canonical).isValid()) {
            return Optional.empty();
        }
        return Optional.of((canonical.charAt(CHECK - 1) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE);
    }

    /**
     * The check character of 17 digits.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static char checkCharacter(String body) {
        Characters.requireBody(body, CHECK, Characters.DIGITS);
        return CHECK_CHARACTERS.charAt(Characters.weighted(body, Characters.DIGITS, WEIGHTS) % 11);
    }

    private static Optional<LocalDate> birth(String number) {
        int date = Integer.parseInt(number.substring(BIRTH, SERIAL));
        int year = date / 10_000;
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, date / 100 % 100, date % 100));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
