package org.creditconnector.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a night did with a decision; stored in the transaction of the range.
 *
 * @param decisionId the decision
 * @param state what it is now; null when it stays what it was
 * @param why why it ended, one sentence without values; null while it is in force
 * @param learned the source's wrong value, where it was not known before; null when nothing was learned
 * @param itemIds items staged because of it
 */
public record DecisionEffect(
        long decisionId,
        @Nullable DecisionState state,
        @Nullable String why,
        @Nullable Learned learned,
        List<String> itemIds) {
    /**
     * A value that was seen for the first time.
     *
     * @param stale canonical text; null where the field was empty
     */
    public record Learned(@Nullable String stale) {
        /** Never shows the value: it may be personal. */
        @Override
        public String toString() {
            return "a value";
        }
    }
}
