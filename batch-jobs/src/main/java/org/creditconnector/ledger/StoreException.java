package org.creditconnector.ledger;

/** The store cannot be used. The message is one line: {@code CODE what, got, expected, what to do}; it never holds row values. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for the operator */
    public StoreException(String message) {
        super(message);
    }

    /** As above with the cause, which is shown only with {@code --debug}. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
