package org.creditconnector.extract;

/**
 * A lender source cannot be used as it is: unreachable, unreadable, or its queries break the contract of a source (order, keys,
 * columns). The run stops before anything of the range is stored.
 */
public final class SourceFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Who has to act. */
    public enum Kind {
        /** The source is down, gone or locked: try again later. */
        UNAVAILABLE,
        /** The mapping's queries or the configuration do not fit the source: an engineer must mend them. */
        MAPPING,
        /** What was delivered is not what the source folder's contract says: the lender or an engineer must look. */
        CONTRACT
    }

    /** @param message one line: code, place, what, got, expected, what to do; without personal values */
    public SourceFaultException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** As above with the cause, which is shown only with {@code --debug}. */
    public SourceFaultException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Who has to act. */
    public Kind kind() {
        return kind;
    }
}
