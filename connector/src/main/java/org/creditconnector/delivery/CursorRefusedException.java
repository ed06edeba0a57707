package org.creditconnector.delivery;

/** The registry does not know the place in its list of feedback that it was asked to go on from, or knows it no more. */
public final class CursorRefusedException extends RegistryUnavailableException {
    private static final long serialVersionUID = 1L;

    /** @param message one sentence: what was asked, what came instead */
    public CursorRefusedException(String message) {
        super(message);
    }
}
