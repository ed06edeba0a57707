package org.creditconnector.ledger;

/** Something moved between reading and writing: another process or person was first. Nothing was written. */
public final class StaleStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleStateException(String message) {
        super(message);
    }
}
