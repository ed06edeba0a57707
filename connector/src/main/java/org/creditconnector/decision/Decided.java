package org.creditconnector.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a prepared account besides its items and findings.
 *
 * @param effects what the night did with the decisions about it
 * @param findingValues for each finding of the account in order, a digest over the value it is about (hex SHA-256), so that a person's
 *     acceptance can be bound to the value; null where there is none. May be shorter than the findings
 */
public record Decided(List<DecisionEffect> effects, List<@Nullable String> findingValues) {
    /** Nothing was decided. */
    public static final Decided NONE = new Decided(List.of(), List.of());
}
