package org.creditconnector.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact reading of numbers. */
final class Numbers {
    /** More places or trailing zeros than this are no amount: {@code 1e999999999} would fill the memory. */
    static final int MOST_PLACES = 60;

    private static final int LONGEST = 80;
    private static final int LAST_ASCII = 0x7f;

    private Numbers() {}

    /** A number as it is; null where the value is none. */
    static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : null;
    }

    /** A number written with a decimal point, perhaps with an exponent ({@code 1e+05}); null where the text is none. */
    static @Nullable BigDecimal parse(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c > LAST_ASCII)) {
            // BigDecimal reads the digits of every script; whose full-width digits got through is not known to be a
            // number.
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MOST_PLACES ? null : number;
        } catch (NumberFormatException unfit) {
            return null;
        }
    }

    /** A whole number as text, e.g. a key or a code; null where the value is none. */
    static @Nullable String wholeText(Object value) {
        if (value instanceof Long) {
            return value.toString();
        }
        if (value instanceof BigDecimal decimal) {
            BigDecimal stripped = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            return stripped.scale() <= 0 && stripped.scale() >= -MOST_PLACES ? stripped.toPlainString() : null;
        }
        return null;
    }
}
