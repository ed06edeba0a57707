package org.creditconnector.identifier;

/** The legal entity identifier (ISO 17442): 18 digits or capital letters and two check digits by ISO 7064 MOD 97-10. */
public final class LegalEntityIdentifier {
    private static final int LENGTH = 20;
    private static final int CHECK = 18;
    private static final int MODULUS = 97;
    private static final String EXPECTED = "18 digits or capital letters and two digits";

    private LegalEntityIdentifier() {}

    /** Checks an identifier. */
    public static IdentifierVerdict check(String identifier) {
        String problem = Characters.problem(identifier, LENGTH, Characters.DIGITS_AND_LETTERS, EXPECTED);
        if (problem == null) {
            problem = Characters.problemIn(identifier, CHECK, LENGTH, Characters.DIGITS, EXPECTED);
        }
        // Made anew and compared, because 00, 01 and 98 leave the same remainder as digits that are given out.
        if (problem == null && !checkDigits(identifier.substring(0, CHECK)).equals(identifier.substring(CHECK))) {
            problem = "its last two digits do not fit the others (ISO 7064 MOD 97-10)";
        }
        return Characters.verdict(problem);
    }

    /**
     * The two check digits of the first 18 characters.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static String checkDigits(String body) {
        Characters.requireBody(body, CHECK, Characters.DIGITS_AND_LETTERS);
        int check = MODULUS + 1 - remainder(body + "00");
        return check < 10 ? "0" + check : Integer.toString(check);
    }

    /** The whole number, letters written as 10 to 35, modulo 97. */
    private static int remainder(String text) {
        int remainder = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Characters.DIGITS_AND_LETTERS.indexOf(text.charAt(i));
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
        }
        return remainder;
    }
}
