package org.creditconnector.registry.pbcrc.message;

import java.util.List;

/** A repeated group of fields, or the one corrected segment within a correction; parts in the order as written. */
public record Group(String tag, List<Part> parts) implements Part, Parts {
    public Group {
        parts = List.copyOf(parts);
    }

    /** Tags only: values may be personal. */
    @Override
    public String toString() {
        return tag + parts;
    }
}
