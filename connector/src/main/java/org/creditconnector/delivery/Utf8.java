package org.creditconnector.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/** Texts as UTF-8 bytes: their order, which is the one that both sides of the wire can agree on, and what bytes are as text. */
public final class Utf8 {
    /** UTF-8 keeps the order of code points; UTF-16, which is Java's own, does not where surrogates are met. */
    public static final Comparator<String> ORDER = Utf8::compare;

    private Utf8() {}

    /** The bytes as text where they are text, else as a data URI (RFC 2397), from which they can be had again. */
    public static String textOrDataUri(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(bytes);
        }
    }

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
