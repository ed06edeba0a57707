package org.creditconnector.mockregistry;

import java.util.Comparator;

/** The order of texts by their UTF-8 bytes, which is that of their code points; Java's own order is by UTF-16 units. */
final class Utf8Order {
    static final Comparator<String> BYTES = Utf8Order::compare;

    private static final int FIRST_AFTER_SURROGATES = 0xE000;
    private static final int SURROGATES = 0x800;
    private static final int ABOVE_ALL_OTHERS = 0x2000;

    private Utf8Order() {}

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                return rank(one) - rank(other);
            }
        }
        return left.length() - right.length();
    }

    /** A surrogate stands for a code point above all that need none. */
    private static int rank(char unit) {
        if (unit >= FIRST_AFTER_SURROGATES) {
            return unit - SURROGATES;
        }
        return Character.isSurrogate(unit) ? unit + ABOVE_ALL_OTHERS : unit;
    }
}
