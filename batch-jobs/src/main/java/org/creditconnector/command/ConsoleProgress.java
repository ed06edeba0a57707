package org.creditconnector.command;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.creditconnector.night.Progress;

/**
 * Progress on standard error: a bar that is drawn over on a terminal, at most five times a second; otherwise a plain line at
 * most every ten seconds, so that a log stays readable. Rate and time left are those of the last half minute.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int BAR = 30;
    private static final long SECOND = 1_000_000_000L;
    private static final long TERMINAL_PAUSE = SECOND / 5;
    private static final long LINE_PAUSE = 10 * SECOND;
    /** What is called the rate now: what was done in this time. */
    private static final long WINDOW = 30 * SECOND;

    private final PrintStream err;
    private final boolean terminal;
    private final boolean quiet;
    private final LongSupplier nanos;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private String stage = "";
    private long shown;
    private boolean barDrawn;

    /** How much was done at a moment. */
    private record Mark(long nanos, long done) {}

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
        this.shown = nanos.getAsLong();
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
            marks.clear();
        }
        mark(now, done);
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

    /** One mark a second at most; the oldest is the last one before the window, so that a slow stage has a rate too. */
    private void mark(long now, long done) {
        Mark last = marks.peekLast();
        if (last == null || now - last.nanos() >= SECOND) {
            marks.addLast(new Mark(now, done));
        }
        while (marks.size() > 2 && now - second().nanos() >= WINDOW) {
            marks.removeFirst();
        }
    }

    private Mark second() {
        Iterator<Mark> each = marks.iterator();
        each.next();
        return each.next();
    }

    private String words(long done, long total, long now) {
        if (done == 0 && total == 0) {
            return stage;
        }
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
        Mark oldest = marks.getFirst();
        double seconds = (now - oldest.nanos()) / (double) SECOND;
        long since = done - oldest.done();
        if (since > 0 && seconds >= 1) {
            double rate = since / seconds;
            words.append(", ").append(rate(rate));
            if (total > done) {
                words.append(", ")
                        .append(time(Math.round((total - done) / rate)))
                        .append(" left");
            }
        }
        return words.toString();
    }

    private static String rate(double aSecond) {
        return aSecond >= 1
                ? String.format(Locale.ROOT, "%,d a second", Math.round(aSecond))
                : String.format(Locale.ROOT, "%,d a minute", Math.max(1, Math.round(aSecond * 60)));
    }

    private static String time(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
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
