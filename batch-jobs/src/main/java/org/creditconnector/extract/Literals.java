package org.creditconnector.extract;

import java.time.LocalDate;

/** Values as PostgreSQL's literals, of the types that a driver binds them as: COPY takes no parameters. */
final class Literals {
    private Literals() {}

    /**
     * A literal that is read alike whatever the server's settings of quotes and dates are.
     *
     * @param value a key ({@link Long}, {@link String}) or a {@link LocalDate}
     */
    static String of(Object value) {
        if (value instanceof Long number) {
            return "'" + number + "'::int8";
        }
        if (value instanceof LocalDate date) {
            return "'" + date + "'::date";
        }
        if (value instanceof String text) {
            return quoted(text) + "::varchar";
        }
        throw new IllegalArgumentException(
                "no literal for a " + value.getClass().getSimpleName());
    }

    /** A backslash means itself or not by a setting of the server, except where E stands before the quote. */
    private static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a key with the character 0, which PostgreSQL has no place for");
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
