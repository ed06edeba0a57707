package org.creditconnector.registry.pbcrc.message;

import java.util.List;

/**
 * A segment of a record with its parts in the order as written.
 *
 * @param tag tag of the segment; {@link #ITSELF} where fields stand directly within the record
 */
public record Segment(String tag, List<Part> parts) implements Parts {
    /** Tag of the one segment of a record without segments (211, 214 …): the record itself. */
    public static final String ITSELF = "";

    public Segment {
        parts = List.copyOf(parts);
    }

    /** Tags only: values may be personal. */
    @Override
    public String toString() {
        return tag + parts;
    }
}
