package org.creditconnector.route;

/** An exchange ended with a checked exception; runtime exceptions pass as they are. */
final class ExchangeFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exception failure;

    ExchangeFailedException(Exception failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    Exception failure() {
        return failure;
    }
}
