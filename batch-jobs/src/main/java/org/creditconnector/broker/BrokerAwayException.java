package org.creditconnector.broker;

/** The broker cannot be reached, or went away while we spoke. Nothing is lost with it: the ledger knows what is left to do. */
public final class BrokerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
