package org.creditconnector.masking;

/** Who looks. */
public enum MaskLevel {
    /** Logs, errors, lists, JSON: personal and sensitive values are masked. */
    EVERYONE(DataClass.PERSONAL),
    /** Staff of the lender that has asked to see an account: only sensitive values are masked. */
    STAFF(DataClass.SENSITIVE);

    private final DataClass firstMasked;

    MaskLevel(DataClass firstMasked) {
        this.firstMasked = firstMasked;
    }

    /** Whether values of a class are masked for this viewer. */
    public boolean masks(DataClass dataClass) {
        return dataClass.compareTo(firstMasked) >= 0;
    }
}
