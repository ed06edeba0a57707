package org.creditconnector.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign text that nobody could read, as everyone may see it: its shape and its field names, no letter and no figure of a value. */
final class OutlinedText {
    private static final int MOST = 1_000;
    private static final Pattern FIELD_OR_SIGN =
            Pattern.compile("\"[a-z][A-Za-z]{1,30}\"(?=\\s*:)|\\p{L}|\\p{N}|\\p{M}|\\p{Cntrl}");

    private OutlinedText() {}

    static String of(String raw) {
        String shown = raw.length() <= MOST ? raw : raw.substring(0, MOST);
        String outline =
                FIELD_OR_SIGN.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(mask(found.group())));
        return raw.length() <= MOST ? outline : outline + "… (" + raw.length() + " characters)";
    }

    private static String mask(String sign) {
        if (sign.length() > 2) {
            return sign;
        }
        int point = sign.codePointAt(0);
        return Character.isDigit(point) ? "0" : Character.isISOControl(point) ? " " : "x";
    }
}
