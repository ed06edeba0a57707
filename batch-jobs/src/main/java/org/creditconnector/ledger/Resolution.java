package org.creditconnector.ledger;

/** What was found out about a package whose outcome was unknown. */
public enum Resolution {
    /** The registry has it. */
    RECEIVED(PackageState.RECEIVED),
    /** The registry refused it. */
    REFUSED(PackageState.REFUSED),
    /** The registry does not have it and will not: it may be sent as if it never was. */
    NOT_SENT(PackageState.BUILT);

    private final PackageState state;

    Resolution(PackageState state) {
        this.state = state;
    }

    PackageState state() {
        return state;
    }
}
