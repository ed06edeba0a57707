package org.creditconnector.wrapping;

import java.io.IOException;

/**
 * A file cannot be wrapped or unwrapped. The message is one line that names the step. It has no cause on purpose: what exactly did
 * not fit in deciphered bytes is what somebody who tries keys or alters bytes would like to know.
 */
public final class WrappingException extends IOException {
    private static final long serialVersionUID = 1L;

    WrappingException(String message) {
        super(message);
    }
}
