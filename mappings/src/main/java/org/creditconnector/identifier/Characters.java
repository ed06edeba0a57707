package org.creditconnector.identifier;

import org.jspecify.annotations.Nullable;

/** Which characters may stand in an identifier, and what they count for. */
final class Characters {
    static final String DIGITS = "0123456789";

    /** 0–9 count 0–9, A–Z count 10–35. */
    static final String DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Characters() {}

    /** What is wrong with length or characters of an identifier; null where nothing is. */
    static @Nullable String problem(String text, int length, String allowed, String expected) {
        if (text.length() != length) {
            return "it has " + text.length() + " characters, expected " + length + ": " + expected;
        }
        return problemIn(text, 0, length, allowed, expected);
    }

    /** What is wrong with the characters in [from, to); null where nothing is. */
    static @Nullable String problemIn(String text, int from, int to, String allowed, String expected) {
        for (int i = from; i < to; i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return "its character " + (i + 1) + " is not allowed there, expected " + expected;
            }
        }
        return null;
    }

    /** Sum of weight times value, where a character's value is its place in the alphabet. */
    static int weighted(String text, String alphabet, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * alphabet.indexOf(text.charAt(i));
        }
        return sum;
    }

    /** The body of an identifier whose check digits are wanted. */
    static void requireBody(String body, int length, String allowed) {
        String problem = problem(body, length, allowed, "the part before the check");
        if (problem != null) {
            throw new IllegalArgumentException("check digits cannot be made: " + problem);
        }
    }

    static IdentifierVerdict verdict(@Nullable String problem) {
        return problem == null ? IdentifierVerdict.VALID : new IdentifierVerdict.Problem(problem);
    }
}
