package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the description says of a record.
 *
 * @param type e.g. {@code 210}
 * @param root tag of its root
 * @param segments its segments; one without tag for a record that has none
 */
record RecordTable(String type, String root, List<SegmentTable> segments) {
    /** Whether its fields stand under the root. */
    boolean flat() {
        return segments.size() == 1 && segments.get(0).tag().isEmpty();
    }

    /** Whether it corrects a segment of another record. */
    boolean corrects() {
        return type.charAt(2) == '2' && segments.get(0).letter().equals(SegmentTable.NO_LETTER) && !flat();
    }

    /** The report that this record changes; of a report, itself. */
    String group() {
        return type.substring(0, 2) + '0';
    }

    @Nullable SegmentTable byTag(String tag) {
        return segments.stream()
                .filter(one -> one.tag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    @Nullable SegmentTable byLetter(String letter) {
        return segments.stream()
                .filter(one -> one.letter().equals(letter))
                .findFirst()
                .orElse(null);
    }
}
