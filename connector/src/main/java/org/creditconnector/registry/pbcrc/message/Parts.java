package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that holds parts: a {@link Segment} or a {@link Group}. Look-ups walk the parts; there are a few dozen at most. */
public sealed interface Parts permits Segment, Group {
    /** The tag as written. */
    String tag();

    /** In the order as written. */
    List<Part> parts();

    /** The first field of a tag; null when it is not there. */
    default @Nullable Field field(String tag) {
        List<Part> parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Field field && field.tag().equals(tag)) {
                return field;
            }
        }
        return null;
    }

    /** The text of the first field of a tag; null when it is not there or blank. */
    default @Nullable String value(String tag) {
        Field field = field(tag);
        return field == null || field.isBlank() ? null : field.value();
    }

    /** All groups of a tag in order. */
    default List<Group> groups(String tag) {
        List<Group> groups = new ArrayList<>();
        for (Part part : parts()) {
            if (part instanceof Group group && group.tag().equals(tag)) {
                groups.add(group);
            }
        }
        return groups;
    }
}
