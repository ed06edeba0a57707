package org.creditconnector.delivery.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call with its alarms: when one goes off, the connection is closed under it, which ends every wait on it. */
final class WatchedCall {
    private final ScheduledExecutorService watch;
    private final Runnable cut;
    private volatile @Nullable String reason;
    private volatile @Nullable Future<?> whole;

    WatchedCall(ScheduledExecutorService watch, Runnable cut) {
        this.watch = watch;
        this.cut = cut;
    }

    /** Sets the alarm of the whole call. */
    void wholeWithin(Duration limit) {
        whole = alarm(limit, "no whole answer");
    }

    /** Sets the alarm of one step; closing it takes the alarm away. */
    Step stepWithin(Duration limit, String what) {
        Future<?> alarm = alarm(limit, what);
        return () -> alarm.cancel(false);
    }

    /** The call is over. */
    void end() {
        Future<?> alarm = whole;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    /** Closes the connection at once, whatever still comes. */
    void cut() {
        cut.run();
    }

    boolean isExpired() {
        return reason != null;
    }

    /** What the broken wait is called by its cause. */
    InterruptedIOException expired(Exception cause) {
        InterruptedIOException timeout = new SocketTimeoutException(reason);
        timeout.initCause(cause);
        return timeout;
    }

    /** The exception to throw for one that a wait ended with. */
    IOException explained(IOException e) {
        return isExpired() ? expired(e) : e;
    }

    private Future<?> alarm(Duration limit, String what) {
        return watch.schedule(
                () -> {
                    reason = what + " within " + limit.toMillis() + " ms";
                    cut.run();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A step under an alarm. */
    @FunctionalInterface
    interface Step extends AutoCloseable {
        @Override
        void close();
    }
}
