package org.creditconnector.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program found in a lender. Whoever does the same work finds the same.
 *
 * @param accepted accounts that break no rule
 * @param refused accounts that break one
 * @param overdue cents overdue of the accepted
 */
record Figures(long accepted, long refused, long overdue) {
    private static final Pattern LINE = Pattern.compile("accepted=(\\d+) refused=(\\d+) overdue=(\\d+)\\b");

    /**
     * Reads the line that a program prints.
     *
     * @param program its name
     * @throws IOException when no such line is in what it said
     */
    static Figures of(String program, String output) throws IOException {
        Matcher line = LINE.matcher(output);
        if (!line.find()) {
            throw new IOException("BENCH-WRONG " + program + " printed no line of figures, expected accepted=, refused= and overdue=;"
                    + " it said " + output);
        }
        return new Figures(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
    }

    /**
     * Holds these figures against the measure's.
     *
     * @param program whose figures these are
     * @throws IOException when they are others
     */
    void hold(String program, Figures measure) throws IOException {
        if (!equals(measure)) {
            throw new IOException(
                    "BENCH-WRONG " + program + " found other figures than the measure: " + this + " instead of " + measure);
        }
    }

    @Override
    public String toString() {
        return "accepted=" + accepted + " refused=" + refused + " overdue=" + overdue;
    }
}
