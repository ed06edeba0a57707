package org.creditconnector.registry.pbcrc.message;

/** Which characters may stand in a line of a message file. */
final class XmlText {
    private XmlText() {}

    /**
     * The first character that may not stand in a line: what XML 1.0 forbids, line breaks and tabs (a record is one line), lone
     * surrogates.
     *
     * @return its index; -1 when there is none
     */
    static int firstForbidden(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '\uFFFE' || c == '\uFFFF' || (c >= '\u007F' && c <= '\u009F')) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 >= value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
