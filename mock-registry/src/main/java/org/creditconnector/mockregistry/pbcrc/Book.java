package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands of one subject: versions by report date, special events in force. Dates are text, which orders as they do. */
final class Book {
    private final NavigableMap<String, Version> versions = new TreeMap<>();
    private final Map<String, Event> events = new LinkedHashMap<>();

    /**
     * What was told of a date.
     *
     * @param point time point; empty when only a correction told of the date
     * @param segments by letter
     */
    record Version(String date, String point, Map<String, Tagged> segments) {
        Version {
            segments = Map.copyOf(segments);
        }

        Tagged segment(String letter) {
            return segments.getOrDefault(letter, new Tagged("", "", List.of()));
        }

        boolean has(String letter) {
            return segments.containsKey(letter);
        }

        Version with(String letter, Tagged segment) {
            Map<String, Tagged> all = new TreeMap<>(segments);
            all.put(letter, segment);
            return new Version(date, point, all);
        }

        Version without(String letter) {
            Map<String, Tagged> all = new TreeMap<>(segments);
            all.remove(letter);
            return new Version(date, point, all);
        }
    }

    /** A special event in force. */
    record Event(String kind, String month, String date) {}

    NavigableMap<String, Version> versions() {
        return versions;
    }

    Map<String, Event> events() {
        return events;
    }

    boolean empty() {
        return versions.isEmpty();
    }

    /** The newest date of which anything was told; empty when there is none. */
    String newest() {
        return versions.isEmpty() ? "" : versions.lastKey();
    }

    String accountType() {
        for (Version version : versions.values()) {
            String type = version.segment("B").value("AcctType");
            if (!type.isEmpty()) {
                return type;
            }
        }
        return "";
    }

    /** The newest content of a segment; one without anything inside when it was never told. */
    Tagged latest(String letter) {
        for (Version version : versions.descendingMap().values()) {
            if (version.has(letter)) {
                return version.segment(letter);
            }
        }
        return new Tagged("", "", List.of());
    }

    /** Versions that have one of the segments, oldest first. */
    List<Version> having(String... letters) {
        List<Version> having = new ArrayList<>();
        for (Version version : versions.values()) {
            for (String letter : letters) {
                if (version.has(letter)) {
                    having.add(version);
                    break;
                }
            }
        }
        return having;
    }

    /** The nearest version with one of the segments before a date; null when there is none. */
    @Nullable Version before(String date, String... letters) {
        Version nearest = null;
        for (Version version : having(letters)) {
            if (version.date().compareTo(date) < 0) {
                nearest = version;
            }
        }
        return nearest;
    }

    /** The nearest version with one of the segments after a date; null when there is none. */
    @Nullable Version after(String date, String... letters) {
        for (Version version : having(letters)) {
            if (version.date().compareTo(date) > 0) {
                return version;
            }
        }
        return null;
    }
}
