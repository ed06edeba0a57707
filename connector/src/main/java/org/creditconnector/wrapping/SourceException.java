package org.creditconnector.wrapping;

import java.io.IOException;

/** The file itself could not be read: no step's fault. */
final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException failure;

    SourceException(IOException failure) {
        super(failure);
        this.failure = failure;
    }

    IOException failure() {
        return failure;
    }
}
