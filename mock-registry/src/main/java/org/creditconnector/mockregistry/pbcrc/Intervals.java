package org.creditconnector.mockregistry.pbcrc;

/** Intervals of report dates, open at a side that is blank. */
final class Intervals {
    private Intervals() {}

    static boolean within(String date, String from, String to) {
        return (from.isEmpty() || date.compareTo(from) >= 0) && (to.isEmpty() || date.compareTo(to) <= 0);
    }
}
