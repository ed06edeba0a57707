package org.creditconnector.mockregistry.pbcrc;

import org.jspecify.annotations.Nullable;

/** What a fault of a page does at the central bank's registry. */
enum PbcrcFault {
    /** The file is refused as a whole (flag 2, ABF002); none of its records is loaded. */
    REFUSE_FILE("refuse-file"),
    /** The record's branch is unknown (ABE003); counted by records. */
    UNKNOWN_BRANCH("unknown-branch"),
    /** The feedback comes as many looks later as the page says. */
    LATE_FEEDBACK("late-feedback"),
    /** The feedback is put out, and at the next look once more. */
    FEEDBACK_TWICE("feedback-twice"),
    /** What the file said is loaded, and no feedback tells of it. */
    FEEDBACK_LOST("feedback-lost"),
    /** The header counts one loaded record too many. */
    WRONG_COUNTS("wrong-counts"),
    /** The feedback ends in the middle of its header. */
    TRUNCATED_FEEDBACK("truncated-feedback");

    private final String id;

    PbcrcFault(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static @Nullable PbcrcFault of(String id) {
        for (PbcrcFault fault : values()) {
            if (fault.id.equals(id)) {
                return fault;
            }
        }
        return null;
    }
}
