package org.creditconnector.registry.pbcrc.message;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a record.
 *
 * @param letter the letter by which corrections and deletions name it; empty when they cannot
 * @param base true for the segment that every record of the type has
 * @param accountTypes the account types that have it; empty when all do
 * @param missingRule the code when a base segment is missing
 * @param status the field that says open or closed, and is remembered; null when the segment has none
 * @param content fields and groups
 */
record SegmentLayout(
        String tag,
        String letter,
        boolean base,
        Set<String> accountTypes,
        String missingRule,
        @Nullable FieldLayout status,
        PartsLayout content) {}
