package org.creditconnector.mockregistry.pbcrc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An element of a line: text, or elements inside it.
 *
 * @param text as written; empty when there are elements inside
 */
record Tagged(String tag, String text, List<Tagged> inside) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** In place of a number that is missing or malformed. */
    static final long NONE = -1;

    Tagged {
        inside = List.copyOf(inside);
    }

    @Nullable Tagged first(String wanted) {
        for (Tagged one : inside) {
            if (one.tag.equals(wanted)) {
                return one;
            }
        }
        return null;
    }

    boolean has(String wanted) {
        return first(wanted) != null;
    }

    List<Tagged> all(String wanted) {
        return inside.stream().filter(one -> one.tag.equals(wanted)).toList();
    }

    /** Text of an element inside; empty when there is none or it is blank. */
    String value(String wanted) {
        Tagged one = first(wanted);
        return one == null || blank(one.text) ? "" : one.text;
    }

    /** A whole number inside; {@link #NONE} when there is none. */
    long number(String wanted) {
        String value = value(wanted);
        return NUMBER.matcher(value).matches() ? Long.parseLong(value) : NONE;
    }

    /** A date inside; null when there is none. */
    @Nullable LocalDate date(String wanted) {
        return day(value(wanted));
    }

    static @Nullable LocalDate day(String text) {
        if (!DATE.matcher(text).matches()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null; // No such day, e.g. a 29 February; the form of the field refuses it.
        }
    }

    /** Whether there is nothing but spaces, half- or full-width. */
    static boolean blank(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
