package org.creditconnector.night;

import org.jspecify.annotations.Nullable;

/**
 * A command cannot go on, for a reason that the operator can act on. It is shown as one line, without a stack trace unless
 * {@code --debug} is given, and decides the exit code.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String sentence;

    /**
     * @param exit what the process ends with
     * @param sentence what, got, expected, what to do; no personal data, no secret
     */
    public CommandException(ExitCode exit, String sentence) {
        this(exit, sentence, null);
    }

    /** As above with the cause, which is shown only with {@code --debug}. */
    public CommandException(ExitCode exit, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
        this.sentence = sentence;
    }

    /** What the process ends with. */
    public ExitCode exit() {
        return exit;
    }

    /** What an operator reads. */
    public String sentence() {
        return sentence;
    }
}
