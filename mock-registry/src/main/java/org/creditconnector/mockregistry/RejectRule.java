package org.creditconnector.mockregistry;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A scenario's own rule: finds {@code finding} on every item for which all stated conditions hold.
 *
 * @param finding what it says; a code beginning with W only warns
 * @param subjects subjects it is about; empty for any
 * @param subjectMatches pattern the whole subject must match; null for any
 * @param kinds kinds of items; empty for any
 * @param fields conditions on fields of the item, all must hold
 */
record RejectRule(
        RuleFinding finding,
        Set<String> subjects,
        @Nullable Pattern subjectMatches,
        Set<String> kinds,
        List<FieldCondition> fields) {
    boolean strikes(GenericRecord item, String subject, String kind) {
        return (subjects.isEmpty() || subjects.contains(subject))
                && (subjectMatches == null || subjectMatches.matcher(subject).matches())
                && (kinds.isEmpty() || kinds.contains(kind))
                && fields.stream().allMatch(field -> field.holds(item));
    }
}
