package org.creditconnector.mockregistry;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of the registry says about an item or a package.
 *
 * @param code code of the rule; codes beginning with {@code W} only warn
 * @param field path in the item, e.g. {@code record.position.daysPastDue}; null when it is about the whole
 * @param message one sentence without personal data
 */
public record RuleFinding(String code, @Nullable String field, String message) {
    /** Whether it rejects what it is about. */
    public boolean rejects() {
        return !code.startsWith("W");
    }
}
