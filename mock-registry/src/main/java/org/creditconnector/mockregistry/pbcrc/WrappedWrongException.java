package org.creditconnector.mockregistry.pbcrc;

/** A file whose wrapping cannot be undone. */
final class WrappedWrongException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    private WrappedWrongException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    /** Another key, or another content than was enciphered, digested or signed. */
    static WrappedWrongException cipher(Throwable cause) {
        return new WrappedWrongException("ABF000", cause);
    }

    /** No packed content. */
    static WrappedWrongException packing(Throwable cause) {
        return new WrappedWrongException("ABF001", cause);
    }

    String code() {
        return code;
    }
}
