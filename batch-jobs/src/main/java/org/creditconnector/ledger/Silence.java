package org.creditconnector.ledger;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A pause that a registry asked for ({@code Retry-After}).
 *
 * @param until its end, by the database's clock
 * @param left how much of it is left; zero when it is over
 */
public record Silence(OffsetDateTime until, Duration left) {
    /** What is left of a pause; a clock that was put back does not make it longer than it was asked for. */
    static Silence since(OffsetDateTime asked, @Nullable Long seconds, OffsetDateTime now) {
        Duration whole = Duration.ofSeconds(seconds == null ? 0 : seconds);
        OffsetDateTime until = asked.plus(whole);
        Duration left = Duration.between(now, until);
        return new Silence(until, left.isNegative() ? Duration.ZERO : left.compareTo(whole) > 0 ? whole : left);
    }
}
