package org.creditconnector.mockregistry.pbcrc;

import org.jspecify.annotations.Nullable;

/** Dates that may not run backwards between neighbours on file. */
final class FiledOrder {
    private FiledOrder() {}

    /**
     * Holds a date against those of the versions before and after.
     *
     * @param value of the entry; nothing is asked of a blank one
     * @param tag of the date in the segments named
     */
    static void neighbours(
            Book book, String date, String value, String tag, String code, Refusals found, String... letters) {
        if (value.isEmpty()) {
            return;
        }
        String before = of(book.before(date, letters), tag, letters);
        String after = of(book.after(date, letters), tag, letters);
        found.when(
                (!before.isEmpty() && value.compareTo(before) < 0) || (!after.isEmpty() && value.compareTo(after) > 0),
                code,
                tag);
    }

    private static String of(Book.@Nullable Version version, String tag, String... letters) {
        if (version != null) {
            for (String letter : letters) {
                String value = version.segment(letter).value(tag);
                if (!value.isEmpty()) {
                    return value;
                }
            }
        }
        return "";
    }
}
