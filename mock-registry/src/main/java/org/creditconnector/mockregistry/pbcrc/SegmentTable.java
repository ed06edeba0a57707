package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the description says of a segment; of a record without segments, of the record. */
final class SegmentTable {
    /** In place of the letter of a segment that has none, and of a record without segments. */
    static final String NO_LETTER = "-";

    private final String letter;
    private final String tag;
    private final List<FieldTable> fields = new ArrayList<>();
    private @Nullable GroupTable group;

    /**
     * A group that repeats.
     *
     * @param count the field that says how often
     */
    record GroupTable(String tag, FieldTable count, List<FieldTable> fields) {}

    SegmentTable(String letter, String tag) {
        this.letter = letter;
        this.tag = tag;
    }

    String letter() {
        return letter;
    }

    String tag() {
        return tag;
    }

    List<FieldTable> fields() {
        return fields;
    }

    @Nullable GroupTable group() {
        return group;
    }

    void group(GroupTable only) {
        if (group != null) {
            throw new IllegalStateException("segment " + tag + " has two groups");
        }
        group = only;
    }
}
