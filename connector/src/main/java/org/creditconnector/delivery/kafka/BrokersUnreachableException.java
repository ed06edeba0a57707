package org.creditconnector.delivery.kafka;

import java.io.IOException;

/** No broker of a cluster answered. Nothing was done there, and trying again may help. The message is one sentence. */
public final class BrokersUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what does not work, without secrets */
    public BrokersUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
