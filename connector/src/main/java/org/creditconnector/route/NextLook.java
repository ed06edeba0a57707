package org.creditconnector.route;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How an account is found again in its source, and when it must be looked at although its rows stay the same.
 *
 * @param rangeKey value of the range key as text
 * @param on the first such day; null where every night looks at it
 */
public record NextLook(String rangeKey, @Nullable LocalDate on) {
    /** The same account, to be looked at every night. */
    public NextLook always() {
        return new NextLook(rangeKey, null);
    }
}
