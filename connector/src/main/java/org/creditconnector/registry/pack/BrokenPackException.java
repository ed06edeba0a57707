package org.creditconnector.registry.pack;

import java.util.List;

/** A data pack that contradicts itself or cannot be read; the message has a line {@code file:line: what} per problem. */
public final class BrokenPackException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** @param problems each with its file and line */
    public BrokenPackException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
