package org.creditconnector.registry;

/** Text of a registry that is shown to people: one line, no control characters that a terminal would obey, and not endless. */
public final class ForeignText {
    private static final int MOST = 300;

    private ForeignText() {}

    /** At most 300 characters of it. */
    public static String shown(String text) {
        String start = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }
}
