package org.creditconnector.registry.pbcrc.message;

import java.util.Locale;

/** The presence letters of the standard. */
enum Presence {
    /** The tag must appear. */
    A(true, false),
    /** The value must not be blank where the tag is. */
    M(false, true),
    /** Both. */
    AM(true, true),
    /** Neither. */
    O(false, false),
    /** Appears if and only if the condition is true; its value is then mandatory unless it may be blank. */
    S(false, false);

    private final boolean appears;
    private final boolean filled;

    Presence(boolean appears, boolean filled) {
        this.appears = appears;
        this.filled = filled;
    }

    boolean appears() {
        return appears;
    }

    boolean filled() {
        return filled;
    }

    /** The same without the demand to appear. */
    Presence relaxed() {
        return switch (this) {
            case A -> O;
            case AM -> M;
            default -> this;
        };
    }

    /** @throws IllegalArgumentException when there is no such letter */
    static Presence of(String letters) {
        return valueOf(letters.toUpperCase(Locale.ROOT));
    }
}
