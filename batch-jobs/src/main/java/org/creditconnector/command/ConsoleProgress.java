package org.creditconnector.command;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.creditconnector.night.Progress;

/**
 * Progress on standard error: a bar that is drawn over on a terminal, at most five times a second; otherwise a plain line at
 * most every ten seconds, so that a log stays readable.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int BAR = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final long TERMINAL_PAUSE = SECOND / 5;
    private static final long LINE_PAUSE = 10 * SECOND;

    private final PrintStream err;
    private final boolean terminal;
    private final boolean quiet;
    private final LongSupplier nanos;
    private final long started;
    private String stage = "";
    private long stageStarted;
    private long shown;
    private boolean barDrawn;

    /**
     * @param terminal whether a person watches
     * @param quiet whether nothing is to be shown
     * @param nanos a clock that only goes forward
     */
    ConsoleProgress(PrintStream err, boolean terminal, boolean quiet, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.quiet = quiet;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.shown = started;
        this.stageStarted = started;
    }

    @Override
    public synchronized void at(String newStage, long done, long total) {
        if (quiet) {
            return;
        }
        long now = nanos.getAsLong();
        boolean changed = !newStage.equals(stage);
        if (changed) {
            stage = newStage;
            stageStarted = now;
        }
        long pause = terminal ? TERMINAL_PAUSE : LINE_PAUSE;
        if (now - shown < pause && !(terminal && (changed || done == total))) {
            return;
        }
        shown = now;
        String words = words(done, total, now);
        if (terminal) {
            err.print("\r\u001B[2K" + words);
            err.flush();
            barDrawn = true;
        } else {
            err.println(words);
        }
    }

    private String words(long done, long total, long now) {
        double seconds = Math.max(1, now - stageStarted) / (double) SECOND;
        long rate = Math.round(done / seconds);
        StringBuilder words = new StringBuilder(String.format(Locale.ROOT, "%-9s ", stage));
        if (total > 0) {
            if (terminal) {
                int filled = (int) (BAR * Math.min(done, total) / total);
                words.append('[')
                        .append("=".repeat(filled))
                        .append(" ".repeat(BAR - filled))
                        .append("] ");
            }
            words.append(String.format(Locale.ROOT, "%,d of %,d (%d %%)", done, total, 100 * done / total));
        } else {
            words.append(String.format(Locale.ROOT, "%,d", done));
        }
        if (done > 0 && seconds >= 1) {
            words.append(String.format(Locale.ROOT, ", %,d a second", rate));
            if (total > done && rate > 0) {
                words.append(", ").append((total - done) / rate).append(" s left");
            }
        }
        return words.toString();
    }

    /** Wipes the bar, so that what follows starts on a clean line. */
    @Override
    public synchronized void close() {
        if (barDrawn) {
            err.print("\r\u001B[2K");
            err.flush();
            barDrawn = false;
        }
    }
}
