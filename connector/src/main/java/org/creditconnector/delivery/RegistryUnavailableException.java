package org.creditconnector.delivery;

/** A question to a registry found no usable answer. Nothing changed on either side. */
public class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: target, what was asked, what came instead, what to do */
    public RegistryUnavailableException(String message) {
        super(message);
    }

    /** As above with the cause, which is shown only with {@code --debug}. */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
