package org.creditconnector.faults;

/** A process of ours ends here, as under {@code kill -9}. An Error, so that no code of ours takes it for something to handle. */
public final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;

    public ProcessDeath(String where) {
        super("the process died " + where);
    }
}
