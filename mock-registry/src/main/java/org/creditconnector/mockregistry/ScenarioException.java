package org.creditconnector.mockregistry;

import java.util.List;

/** A scenario that cannot be played: unknown name, unreadable file, or a page with problems. The message has a line for each. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Takes one-line problems, each with file, line and column where known. */
    ScenarioException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
