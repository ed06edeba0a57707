package org.creditconnector.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.mapping.LineTrace;
import org.jspecify.annotations.Nullable;

/**
 * A place of the credit record as a person names it: {@code parties[0].documents[1].number}, {@code parties[borrower].role} with the
 * name of a group of the mapping, {@code instalments[].dueOn} for every element. A section stands for all fields in it.
 */
record FieldAsked(List<Segment> segments) {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[([a-z0-9-]*)])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /**
     * One name.
     *
     * @param name of the field
     * @param selector index or group of a list; empty for every element; null where the person wrote no brackets
     */
    record Segment(String name, @Nullable String selector) {}

    /** Null where the text is no path at all. */
    static @Nullable FieldAsked parse(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            Matcher matcher = SEGMENT.matcher(part);
            if (!matcher.matches()) {
                return null;
            }
            segments.add(new Segment(matcher.group(1), matcher.group(2)));
        }
        return new FieldAsked(segments);
    }

    /** The path with {@code []} for every element, for tables by field. */
    String general() {
        return String.join(
                ".",
                segments.stream()
                        .map(segment -> segment.selector() == null ? segment.name() : segment.name() + "[]")
                        .toList());
    }

    /** The path as it was asked for. */
    String text() {
        return String.join(
                ".",
                segments.stream()
                        .map(segment -> segment.selector() == null
                                ? segment.name()
                                : segment.name() + "[" + segment.selector() + "]")
                        .toList());
    }

    /** Whether a line fills the place, or one below it, or decides whether a section around it is there. */
    boolean isOf(LineTrace line) {
        String[] path = line.path().split("\\.", -1);
        String[] target = line.target().split("\\.", -1);
        if (line.isCondition()) {
            int around = path.length - 1;
            return around <= segments.size() && fits(path, target, around);
        }
        return path.length >= segments.size() && fits(path, target, segments.size());
    }

    private boolean fits(String[] path, String[] target, int count) {
        for (int i = 0; i < count; i++) {
            Segment segment = segments.get(i);
            if (!name(path[i]).equals(segment.name())) {
                return false;
            }
            String asked = segment.selector();
            if (asked != null && !asked.isEmpty()) {
                boolean index = NUMBER.matcher(asked).matches();
                // What the header fills has no target in the record's words.
                String written = i < target.length ? target[i] : "";
                if (!asked.equals(selector(index ? path[i] : written))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String name(String part) {
        int bracket = part.indexOf('[');
        return bracket < 0 ? part : part.substring(0, bracket);
    }

    private static String selector(String part) {
        int bracket = part.indexOf('[');
        return bracket < 0 ? "" : part.substring(bracket + 1, part.length() - 1);
    }
}
