package org.creditconnector.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/** Reasons for what is missing, as mappings spell them: {@code not-applicable}. */
final class Reasons {
    private Reasons() {}

    static @Nullable MissingReason of(String text) {
        for (MissingReason reason : MissingReason.values()) {
            if (spelled(reason).equals(text)) {
                return reason;
            }
        }
        return null;
    }

    static List<String> all() {
        return Arrays.stream(MissingReason.values()).map(Reasons::spelled).toList();
    }

    static String spelled(MissingReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
