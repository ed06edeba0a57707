package org.creditconnector.mockregistry;

import org.jspecify.annotations.Nullable;

/** What a fault does. "Effect" is what the operation does to the registry's memory. */
enum FaultAction {
    /** 503 (or 429) with Retry-After; no effect. */
    UNAVAILABLE("unavailable"),
    /** A server error; no effect. */
    ERROR_BEFORE_EFFECT("error-before-effect"),
    /** The effect happens, then a server error. */
    ERROR_AFTER_EFFECT("error-after-effect"),
    /** The connection is reset; no effect. */
    RESET_BEFORE_EFFECT("reset-before-effect"),
    /** The effect happens, then the connection is reset. */
    RESET_AFTER_EFFECT("reset-after-effect"),
    /** The effect happens, the status is right, the body is no JSON. */
    GARBLED_ANSWER("garbled-answer"),
    /** The effect happens, the answer comes late. */
    SLOW_ANSWER("slow-answer"),
    /** A package whose id is known is refused with 409, also with the same bytes. */
    REFUSE_DUPLICATE("refuse-duplicate"),
    /** Totals in the answer are falsified: a hundredth more in every figure, one item more. */
    WRONG_TOTALS("wrong-totals");

    private final String id;

    FaultAction(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static @Nullable FaultAction of(String id) {
        for (FaultAction action : values()) {
            if (action.id.equals(id)) {
                return action;
            }
        }
        return null;
    }
}
