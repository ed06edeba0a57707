package org.creditconnector.delivery;

/** A registry answered, and the answer cannot be used. The message says what came and what was expected. */
public final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what came, and what was expected; without personal data */
    public UnreadableAnswerException(String message) {
        super(message);
    }
}
