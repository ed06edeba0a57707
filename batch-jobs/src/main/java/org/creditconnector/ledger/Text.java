package org.creditconnector.ledger;

import org.jspecify.annotations.Nullable;

/** Foreign and typed text on its way into a column: one line, no control characters, no longer than the column. */
final class Text {
    private Text() {}

    static String line(String text, int limit) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= limit ? clean : clean.substring(0, limit - 1) + "…";
    }

    static @Nullable String lineOrNull(@Nullable String text, int limit) {
        return text == null ? null : line(text, limit);
    }
}
