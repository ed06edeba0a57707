package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Path of a canonical field as a mapping writes it: {@code instalments[].due.principal}, or with a group of rows of a list,
 * {@code parties[guarantor].role}.
 */
record TargetPath(List<Segment> segments) {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*)(?:\\[([a-z0-9-]*)\\])?");

    /**
     * One step of the path.
     *
     * @param name name of the schema's field
     * @param group group of rows where the field is a list, empty for the only one; null where it is no list
     */
    record Segment(String name, @Nullable String group) {
        boolean isList() {
            return group != null;
        }
    }

    /** Null where the text is no path at all. */
    static @Nullable TargetPath parse(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            Matcher matcher = SEGMENT.matcher(part);
            if (!matcher.matches()) {
                return null;
            }
            segments.add(new Segment(matcher.group(1), matcher.group(2)));
        }
        return new TargetPath(segments);
    }

    /** The path without names of groups: {@code parties[].role}. */
    String canonical() {
        return segments.stream()
                .map(segment -> segment.isList() ? segment.name() + "[]" : segment.name())
                .collect(Collectors.joining("."));
    }
}
