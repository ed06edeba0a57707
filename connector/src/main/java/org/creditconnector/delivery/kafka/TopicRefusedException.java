package org.creditconnector.delivery.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A cluster answered, and does not let us do what we want there: login, rights, no such topic. The message is one sentence. */
public final class TopicRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what was refused and what to do, without secrets */
    public TopicRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
