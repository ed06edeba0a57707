package org.creditconnector.registry.pbcrc.message;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A data type in the notation of the standard: {@code N3}, {@code AN14}, {@code AN..60}, {@code ANC..30}, {@code uInt..15},
 * {@code Float(3,2)}, {@code Date}, {@code Month}, {@code Year}, and {@code code} where a code list says all. Lengths count
 * characters, a Chinese one as 1.
 */
record ValueType(Kind kind, int min, int max, int scale) {
    private static final int FIRST_YEAR = 1901;
    private static final int LAST_YEAR = 2099;

    enum Kind {
        DIGITS,
        ASCII,
        TEXT,
        UNSIGNED,
        DECIMAL,
        DATE,
        MONTH,
        YEAR,
        CODE
    }

    /** What is wrong with a value. */
    enum Fault {
        NONE,
        /** Wrong type or length: ABE001. */
        TYPE,
        /** A date outside 1901 to 2099: ABE008. */
        RANGE
    }

    /** @throws IllegalArgumentException when the notation is none of the above */
    static ValueType of(String notation) {
        switch (notation) {
            case "Date":
                return new ValueType(Kind.DATE, 10, 10, 0);
            case "Month":
                return new ValueType(Kind.MONTH, 7, 7, 0);
            case "Year":
                return new ValueType(Kind.YEAR, 4, 4, 0);
            case "code":
                return new ValueType(Kind.CODE, 1, Integer.MAX_VALUE, 0);
            default:
        }
        try {
            if (notation.startsWith("Float(") && notation.endsWith(")")) {
                int comma = notation.indexOf(',');
                return new ValueType(
                        Kind.DECIMAL,
                        1,
                        number(notation, 6, comma),
                        number(notation, comma + 1, notation.length() - 1));
            }
            if (notation.startsWith("uInt..")) {
                return new ValueType(Kind.UNSIGNED, 1, number(notation, 6, notation.length()), 0);
            }
            Kind kind = notation.startsWith("ANC")
                    ? Kind.TEXT
                    : notation.startsWith("AN") ? Kind.ASCII : notation.startsWith("N") ? Kind.DIGITS : Kind.CODE;
            int letters = kind == Kind.TEXT ? 3 : kind == Kind.ASCII ? 2 : 1;
            if (kind != Kind.CODE) {
                boolean upTo = notation.startsWith("..", letters);
                int length = number(notation, upTo ? letters + 2 : letters, notation.length());
                return new ValueType(kind, upTo ? 1 : length, length, 0);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("type '" + notation + "' has no length", e);
        }
        throw new IllegalArgumentException("type '" + notation
                + "', expected N3, AN14, AN..60, ANC..30, uInt..15, Float(3,2), Date, Month, Year or code");
    }

    private static int number(String notation, int from, int to) {
        return Integer.parseInt(notation.substring(from, to));
    }

    /** Whether this is an amount, a count or a share. */
    boolean isNumber() {
        return kind == Kind.UNSIGNED || kind == Kind.DECIMAL;
    }

    /** Looks at a value that is not blank. */
    Fault fault(String value) {
        return switch (kind) {
            case DIGITS -> wrongUnless(value.length() == max && digits(value, 0, value.length()));
            case UNSIGNED -> wrongUnless(value.length() <= max && digits(value, 0, value.length()));
            case ASCII -> wrongUnless(value.length() >= min && value.length() <= max && ascii(value));
            case TEXT -> {
                int length = value.codePointCount(0, value.length());
                yield wrongUnless(length >= min && length <= max);
            }
            case DECIMAL -> wrongUnless(decimal(value));
            case DATE -> date(value);
            case MONTH ->
                value.length() == 7 && value.charAt(4) == '-' && digits(value, 0, 4) && digits(value, 5, 7)
                        ? month(digitsOf(value, 0, 4), digitsOf(value, 5, 7))
                        : Fault.TYPE;
            case YEAR -> value.length() == 4 && digits(value, 0, 4) ? inRange(digitsOf(value, 0, 4)) : Fault.TYPE;
            case CODE -> Fault.NONE;
        };
    }

    /** A date as 20240430, which orders as the dates do; 0 when it is not one of the calendar. */
    static int day(String value) {
        if (value.length() != 10
                || value.charAt(4) != '-'
                || value.charAt(7) != '-'
                || !digits(value, 0, 4)
                || !digits(value, 5, 7)
                || !digits(value, 8, 10)) {
            return 0;
        }
        int year = digitsOf(value, 0, 4);
        int month = digitsOf(value, 5, 7);
        int day = digitsOf(value, 8, 10);
        if (month < 1 || month > 12 || day < 1 || day > 31 || (day > 28 && !exists(year, month, day))) {
            return 0;
        }
        return year * 10000 + month * 100 + day;
    }

    private static boolean exists(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static Fault date(String value) {
        int day = day(value);
        return day == 0 ? Fault.TYPE : inRange(day / 10000);
    }

    private static Fault month(int year, int month) {
        return month < 1 || month > 12 ? Fault.TYPE : inRange(year);
    }

    private static Fault inRange(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR ? Fault.RANGE : Fault.NONE;
    }

    private boolean decimal(String value) {
        int point = value.indexOf('.');
        int whole = point < 0 ? value.length() : point;
        int places = point < 0 ? 0 : value.length() - point - 1;
        return whole >= 1
                && whole <= max
                && digits(value, 0, whole)
                && (point < 0 || (places >= 1 && places <= scale && digits(value, point + 1, value.length())));
    }

    private static Fault wrongUnless(boolean right) {
        return right ? Fault.NONE : Fault.TYPE;
    }

    private static boolean ascii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    static boolean digits(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }

    static int digitsOf(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + value.charAt(i) - '0';
        }
        return number;
    }
}
