package org.creditconnector.registry.api;

/** Text of a registry that is shown to people: one line, no control characters that a terminal would obey, and not endless. */
final class ForeignText {
    private static final int MOST = 300;

    private ForeignText() {}

    static String shown(String text) {
        String start = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}
