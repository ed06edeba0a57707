package org.creditconnector.identifier;

/**
 * The Zhongzheng code, which the credit registry of China's central bank gives to organisations: area (6) and serial (8), or for
 * foreign ones country (3) and serial (11), then two check digits.
 */
public final class ZhongzhengCode {
    private static final int LENGTH = 16;
    private static final int CHECK = 14;
    private static final int[] WEIGHTS = {1, 3, 5, 7, 11, 2, 13, 1, 1, 17, 19, 97, 23, 29};
    private static final String EXPECTED = "14 digits or capital letters and two digits";

    private ZhongzhengCode() {}

    /** Checks a code. */
    public static IdentifierVerdict check(String code) {
        String problem = Characters.problem(code, LENGTH, Characters.DIGITS_AND_LETTERS, EXPECTED);
        if (problem == null) {
            problem = Characters.problemIn(code, CHECK, LENGTH, Characters.DIGITS, EXPECTED);
        }
        if (problem == null && !checkDigits(code.substring(0, CHECK)).equals(code.substring(CHECK))) {
            problem = "its last two digits do not fit the others";
        }
        return Characters.verdict(problem);
    }

    /**
     * The two check digits of the first 14 characters.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static String checkDigits(String body) {
        Characters.requireBody(body, CHECK, Characters.DIGITS_AND_LETTERS);
        int check = 1 + Characters.weighted(body, Characters.DIGITS_AND_LETTERS, WEIGHTS) % 97;
        return check < 10 ? "0" + check : Integer.toString(check);
    }
}
