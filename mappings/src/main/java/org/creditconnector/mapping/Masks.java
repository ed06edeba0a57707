package org.creditconnector.mapping;

/** Hides a value and leaves only its length. */
final class Masks {
    private static final int LONGEST = 12;

    private Masks() {}

    static String hidden(String text) {
        return "*".repeat(Math.min(text.length(), LONGEST));
    }
}
