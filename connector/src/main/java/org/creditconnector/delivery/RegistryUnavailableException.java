package org.creditconnector.delivery;

import org.jspecify.annotations.Nullable;

/** A question to a registry found no usable answer. Nothing changed on either side. */
public class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A question to a target without a usable answer.
     *
     * @param what was asked for
     * @param came what came instead
     * @param cause null where nothing was thrown
     */
    public static RegistryUnavailableException noUsableAnswer(
            TargetEndpoint endpoint, String what, @Nullable String came, @Nullable Exception cause) {
        String message = endpoint.name() + ": asked " + endpoint.url() + " for " + what + ", got no usable answer: "
                + came + "; nothing changed, ask again later";
        return cause == null
                ? new RegistryUnavailableException(message)
                : new RegistryUnavailableException(message, cause);
    }

    /** @param message one sentence: target, what was asked, what came instead, what to do */
    public RegistryUnavailableException(String message) {
        super(message);
    }

    /** As above with the cause, which is shown only with {@code --debug}. */
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
