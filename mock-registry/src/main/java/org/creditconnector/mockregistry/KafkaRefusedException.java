package org.creditconnector.mockregistry;

import java.io.IOException;

/** The topics of a cluster cannot be had. The message is one sentence. */
public final class KafkaRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    KafkaRefusedException(String message, Exception cause) {
        super(message, cause);
    }

    KafkaRefusedException(String message) {
        super(message);
    }
}
