package org.creditconnector.wrapping;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The bytes of a secret key. Shows nothing of itself. */
final class SymmetricKey {
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");

    private final byte[] bytes;

    private SymmetricKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key written in hex or Base64.
     *
     * @param lengths bytes it may have
     * @throws IllegalArgumentException in one sentence without the key
     */
    static SymmetricKey of(String text, int... lengths) {
        String key = text.strip();
        for (int length : lengths) {
            if (key.length() == 2 * length && HEX.matcher(key).matches()) {
                return new SymmetricKey(HexFormat.of().parseHex(key));
            }
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(key);
            for (int length : lengths) {
                if (decoded.length == length) {
                    return new SymmetricKey(decoded);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected(lengths));
        }
        throw new IllegalArgumentException(expected(lengths));
    }

    private static String expected(int... lengths) {
        StringBuilder bytes = new StringBuilder();
        for (int length : lengths) {
            bytes.append(bytes.isEmpty() ? "" : " or ").append(length);
        }
        return "the key cannot be used, expected " + bytes + " bytes in hex or Base64";
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
