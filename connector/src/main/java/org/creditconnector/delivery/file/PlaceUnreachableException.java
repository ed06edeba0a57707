package org.creditconnector.delivery.file;

import java.io.IOException;

/** There is no way to a place: name, connection, host key, login. Nothing was done there. The message is one sentence. */
public final class PlaceUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what does not work, without secrets */
    public PlaceUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
