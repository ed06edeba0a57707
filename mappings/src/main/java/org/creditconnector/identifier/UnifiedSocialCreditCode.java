package org.creditconnector.identifier;

/**
 * The unified social credit code of organisations in China (GB 32100-2015): department (1), category (1), area (6), organisation
 * code (9), check (1), of digits and the capital letters without I, O, S, V and Z.
 */
public final class UnifiedSocialCreditCode {
    private static final int LENGTH = 18;
    private static final int CHECK = 17;
    private static final int AREA = 2;
    private static final int ORGANISATION = 8;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final String EXPECTED = "digits and capital letters without I, O, S, V and Z, the area all digits";

    private UnifiedSocialCreditCode() {}

    /** Checks a code. */
    public static IdentifierVerdict check(String code) {
        String problem = Characters.problem(code, LENGTH, ALPHABET, EXPECTED);
        if (problem == null) {
            problem = Characters.problemIn(code, AREA, ORGANISATION, Characters.DIGITS, EXPECTED);
        }
        if (problem == null && checkCharacter(code.substring(0, CHECK)) != code.charAt(CHECK)) {
            problem = "its last character does not fit the others (GB 32100)";
        }
        return Characters.verdict(problem);
    }

    /**
     * The check character of the first 17.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static char checkCharacter(String body) {
        Characters.requireBody(body, CHECK, ALPHABET);
        int modulus = ALPHABET.length();
        return ALPHABET.charAt((modulus - Characters.weighted(body, ALPHABET, WEIGHTS) % modulus) % modulus);
    }
}
