package org.creditconnector.mockregistry.pbcrc;

/**
 * Why something is refused.
 *
 * @param code six characters, e.g. {@code BLE017}
 * @param tag the tag to blame; {@code 0000} when no single one is
 */
record Refusal(String code, String tag) {
    static final String NO_TAG = "0000";

    /** One without a tag to blame. */
    static Refusal of(String code) {
        return new Refusal(code, NO_TAG);
    }
}
