package org.creditconnector.faults;

/**
 * The life of one process. Once it is over nothing of the process reaches store or wire any more, whatever the code does that is
 * still unwinding in the test's own process; what was not committed is rolled back, as a database does when a connection drops.
 */
public final class Life {
    private volatile boolean over;

    public boolean isOver() {
        return over;
    }

    /** Ends it here. */
    public ProcessDeath end(String where) {
        over = true;
        return new ProcessDeath(where);
    }

    /** @throws ProcessDeath when it is over */
    public void demand() {
        if (over) {
            throw new ProcessDeath("before");
        }
    }
}
