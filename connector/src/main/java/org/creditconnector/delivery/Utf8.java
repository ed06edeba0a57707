package org.creditconnector.delivery;

import java.util.Comparator;

/** Texts in the order of their UTF-8 bytes: the one order that both sides of the wire can agree on. */
public final class Utf8 {
    /** UTF-8 keeps the order of code points; UTF-16, which is Java's own, does not where surrogates are met. */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    private static int compare(String left, String right) {
        int same = 0;
        int common = Math.min(left.length(), right.length());
        while (same < common && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        if (same == common) {
            return Integer.compare(left.length(), right.length());
        }
        char one = left.charAt(same);
        char other = right.charAt(same);
        boolean oneIsAbove = Character.isSurrogate(one);
        boolean otherIsAbove = Character.isSurrogate(other);
        return oneIsAbove == otherIsAbove ? Character.compare(one, other) : Boolean.compare(oneIsAbove, otherIsAbove);
    }
}
