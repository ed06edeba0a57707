package org.creditconnector.registry.pbcrc.message;

/**
 * One tag with its text.
 *
 * @param value the text without escapes; empty when the tag is there and says nothing
 */
public record Field(String tag, String value) implements Part {
    /** Nothing, or half- and full-width spaces only: the registry counts both as blank. */
    public boolean isBlank() {
        return isBlank(value);
    }

    static boolean isBlank(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != ' ' && c != '\u3000') {
                return false;
            }
        }
        return true;
    }

    /** The tag only: values may be personal. */
    @Override
    public String toString() {
        return tag;
    }
}
