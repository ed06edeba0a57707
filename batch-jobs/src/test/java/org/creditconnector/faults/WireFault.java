package org.creditconnector.faults;

/** What may happen to one call of a registry. */
public enum WireFault {
    NONE,
    /** No connection: no byte leaves. */
    UNREACHABLE,
    /** Broken off before the registry took it in; the sender cannot know that. */
    LOST_BEFORE_EFFECT,
    /** Taken in, and the answer is lost. */
    LOST_AFTER_EFFECT,
    /** Taken in, and the answer comes too late. */
    TIMED_OUT,
    /** 429 with Retry-After: not taken in. */
    TOO_MANY,
    /** 503 with Retry-After: not taken in. */
    BUSY,
    /** 422: refused for good, not taken in. */
    REFUSED,
    /** 500 without effect; the sender cannot know that. */
    BROKEN_BEFORE_EFFECT,
    /** 500 with effect. */
    BROKEN_AFTER_EFFECT,
    /** Taken in, and the answer cannot be read. */
    GARBLED,
    /** Our process ends before the call has an effect. */
    DEATH_BEFORE_EFFECT,
    /** Our process ends after the effect, before it learns of it. */
    DEATH_AFTER_EFFECT;

    /** Whether the registry takes part in the call. */
    public boolean reaches() {
        return switch (this) {
            case NONE, LOST_AFTER_EFFECT, TIMED_OUT, BROKEN_AFTER_EFFECT, GARBLED, DEATH_AFTER_EFFECT -> true;
            case UNREACHABLE, LOST_BEFORE_EFFECT, TOO_MANY, BUSY, REFUSED, BROKEN_BEFORE_EFFECT, DEATH_BEFORE_EFFECT ->
                false;
        };
    }

    /** Whether our process does not outlive the call. */
    public boolean kills() {
        return this == DEATH_BEFORE_EFFECT || this == DEATH_AFTER_EFFECT;
    }
}
