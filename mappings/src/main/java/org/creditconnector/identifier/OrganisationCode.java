package org.creditconnector.identifier;

/** The organisation code of China (GB 11714-1997), written without the hyphen: 8 digits or capital letters and a check. */
public final class OrganisationCode {
    private static final int LENGTH = 9;
    private static final int CHECK = 8;
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String EXPECTED = "8 digits or capital letters and a digit or X, without a hyphen";

    private OrganisationCode() {}

    /** Checks a code. */
    public static IdentifierVerdict check(String code) {
        String problem = Characters.problem(code, LENGTH, Characters.DIGITS_AND_LETTERS, EXPECTED);
        if (problem == null && checkCharacter(code.substring(0, CHECK)) != code.charAt(CHECK)) {
            problem = "its last character does not fit the others (GB 11714)";
        }
        return Characters.verdict(problem);
    }

    /**
     * The check character of the first 8.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static char checkCharacter(String body) {
        Characters.requireBody(body, CHECK, Characters.DIGITS_AND_LETTERS);
        int check = 11 - Characters.weighted(body, Characters.DIGITS_AND_LETTERS, WEIGHTS) % 11;
        return "0123456789X0".charAt(check);
    }
}
