package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mockregistry.pbcrc.FieldTable.Presence;
import org.creditconnector.mockregistry.pbcrc.SegmentTable.GroupTable;
import org.jspecify.annotations.Nullable;

/** The tables of the registry: records, code lists and time points, as it read them in the published description. */
final class Tables {
    private static final List<String> PAGES =
            List.of("persons.table", "lending.table", "agreements.table", "enterprises.table");

    private final Map<String, RecordTable> records = new HashMap<>();
    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Map<String, Map<String, Point>> points = new HashMap<>();

    /**
     * What a time point asks of an account type.
     *
     * @param must letters of segments that must be there
     * @param mustNot letters of those that must not
     */
    record Point(List<String> must, List<String> mustNot) {}

    private Tables() {}

    /** Reads them from the class path. */
    static Tables read() {
        var tables = new Tables();
        for (String page : PAGES) {
            tables.records(lines(page));
        }
        for (String line : lines("codes.table")) {
            String[] sides = line.split(" = ", 2);
            String[] name = sides[0].split("@", 2);
            for (String type : name.length == 1 ? new String[] {""} : name[1].split(",", -1)) {
                tables.lists.put(type.isEmpty() ? name[0] : name[0] + "@" + type, words(sides[1]));
            }
        }
        for (String line : lines("points.table")) {
            String[] sides = line.split(" = ", 2);
            String[] left = sides[0].split(" ", -1);
            String[] right = sides[1].split("\\|", -1);
            for (String type : Arrays.asList(left).subList(2, left.length)) {
                tables.points
                        .computeIfAbsent(left[0] + " " + left[1], key -> new HashMap<>())
                        .put(
                                type,
                                new Point(List.copyOf(words(right[0].strip())), List.copyOf(words(right[1].strip()))));
            }
        }
        return tables;
    }

    private static List<String> lines(String page) {
        try (InputStream in = Tables.class.getResourceAsStream(page)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + page);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.strip().startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }

    private void records(List<String> lines) {
        List<SegmentTable> segments = new ArrayList<>();
        List<FieldTable> fields = new ArrayList<>();
        SegmentTable segment = null;
        for (String line : lines) {
            String[] words = line.strip().split(" ", -1);
            switch (words[0]) {
                case "record" -> {
                    segments = new ArrayList<>();
                    segment = null;
                    records.put(words[1], new RecordTable(words[1], words[2], segments));
                }
                case "segment" -> {
                    segment = new SegmentTable(words[1], words[2]);
                    segments.add(segment);
                    fields = segment.fields();
                }
                case "group" -> {
                    if (segment == null) {
                        throw new IllegalStateException("a group without segment: " + line);
                    }
                    fields = new ArrayList<>();
                    segment.group(new GroupTable(words[1], field(words[2] + " " + words[3] + " AM"), fields));
                }
                default -> {
                    if (segment == null) {
                        segment = new SegmentTable(SegmentTable.NO_LETTER, "");
                        segments.add(segment);
                        fields = segment.fields();
                    }
                    fields.add(field(line.strip()));
                }
            }
        }
    }

    /** A field as written: tag, form, presence, flags. A form or a presence in brackets may hold spaces. */
    private static FieldTable field(String line) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        var word = new StringBuilder();
        for (char c : (line + " ").toCharArray()) {
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ' ' && depth == 0) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        String presence = words.get(2);
        List<String> flags = words.subList(3, words.size());
        String number = flags.stream()
                .filter(flag -> flag.startsWith("num:"))
                .map(flag -> flag.substring(4))
                .findFirst()
                .orElse("");
        boolean byType = presence.startsWith("S");
        return new FieldTable(
                words.get(0),
                words.get(1),
                byType ? Presence.BY_TYPE : presence.startsWith("R") ? Presence.BY_RULE : Presence.ALWAYS,
                byType ? words(presence.substring(presence.indexOf('[') + 1, presence.length() - 1)) : Set.of(),
                presence.contains("?") || presence.equals("A"),
                flags.contains("own"),
                flags.contains("branch"),
                flags.contains("past"),
                flags.contains("key"),
                number);
    }

    @Nullable RecordTable record(String type) {
        return records.get(type);
    }

    /** The report that a record changes. */
    RecordTable report(RecordTable record) {
        RecordTable report = records.get(record.group());
        if (report == null) {
            throw new IllegalStateException("record " + record.type() + " changes no report");
        }
        return report;
    }

    /** A code list, for an account type where it has one of its own; null when there is none of the name. */
    @Nullable Set<String> list(String name, String accountType) {
        Set<String> own = lists.get(name + "@" + accountType);
        return own == null ? lists.get(name) : own;
    }

    /** Whether a kind belongs to a class. */
    boolean belongs(String kinds, String line, String kind) {
        Set<String> pairs = lists.get(kinds + "/" + line);
        return pairs == null || pairs.contains(kind);
    }

    /**
     * What a time point asks.
     *
     * @param variant e.g. {@code D1/0}; several for what is not known to be one or the other
     * @return null when the point is not for the type
     */
    @Nullable Point point(String group, String point, String variant) {
        return points.getOrDefault(group + " " + point, Map.of()).get(variant);
    }

    boolean hasPoint(String group, String point) {
        return points.containsKey(group + " " + point);
    }
}
