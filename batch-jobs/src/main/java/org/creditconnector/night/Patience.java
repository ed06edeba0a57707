package org.creditconnector.night;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.creditconnector.config.TargetConfig.Retries;
import org.jspecify.annotations.Nullable;

/**
 * How often and how long one call of {@code run} sends again what did not get through: pauses that grow, with chance in them so that
 * many lenders do not come back at once; never shorter than the registry asks; a budget of repeats over all packages, and a time
 * after which nothing is repeated. Shared by all lanes of a run.
 */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Retries limits;
    private final Pauses pauses;
    private final IntervalFunction growing;
    private final long end;
    private int repeats;

    Patience(Retries limits, Pauses pauses) {
        this.limits = limits;
        this.pauses = pauses;
        Duration longest = longer(limits.longestWait(), Duration.ofMillis(1));
        this.growing = IntervalFunction.ofExponentialRandomBackoff(
                longest.compareTo(FIRST_PAUSE) < 0 ? longest : FIRST_PAUSE, 2.0, 0.5, longest);
        this.end = pauses.nanoTime() + limits.giveUpAfter().toNanos();
    }

    /**
     * Whether there is another try.
     *
     * @param pause how long to wait before it
     * @param spent why there is none; null when there is one
     */
    record Next(Duration pause, @Nullable String spent) {}

    /**
     * Takes one repeat from the budget.
     *
     * @param tries of the package so far in this call, 1 or more
     * @param asked the pause that the registry asked for; null when it did not
     */
    synchronized Next next(int tries, @Nullable Duration asked) {
        if (asked != null && asked.compareTo(limits.longestWait()) > 0) {
            return spent("the registry asks for a pause of " + asked.toSeconds() + " s, longer than "
                    + limits.longestWait().toSeconds() + " s");
        }
        if (repeats >= limits.most()) {
            return spent("the budget of " + limits.most() + " repeats of this run is spent");
        }
        Duration growth = Duration.ofMillis(growing.apply(tries));
        Duration pause = growth.compareTo(limits.longestWait()) > 0 ? limits.longestWait() : growth;
        pause = asked == null ? pause : longer(asked, pause);
        if (pauses.nanoTime() + pause.toNanos() - end > 0) {
            return spent("this run has been sending for " + limits.giveUpAfter().toSeconds() + " s");
        }
        repeats++;
        return new Next(pause, null);
    }

    private static Next spent(String why) {
        return new Next(Duration.ZERO, why);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
