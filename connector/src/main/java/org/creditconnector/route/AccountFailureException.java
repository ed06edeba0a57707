package org.creditconnector.route;

/**
 * Code of ours threw for one account: our bug, not a finding of the account. The range fails as a whole, because what an
 * unknown fault did to one account it may have done to others.
 */
public final class AccountFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AccountFailureException(String step, String position, RuntimeException cause) {
        // The cause's message may hold personal values; its type and place are enough here, the rest is for --debug.
        super(
                "BUG " + position + " " + step + ": " + cause.getClass().getSimpleName() + place(cause)
                        + ", expected a record or a finding; report this as a bug, nothing of the range was stored",
                cause);
    }

    private static String place(RuntimeException cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
    }
}
