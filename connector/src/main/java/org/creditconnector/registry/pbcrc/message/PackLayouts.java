package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.creditconnector.masking.DataClass;
import org.creditconnector.registry.pack.PackTable;
import org.creditconnector.registry.pbcrc.message.FieldLayout.Checks;
import org.jspecify.annotations.Nullable;

/** Puts segments, fields and time points of the tables together. */
final class PackLayouts {
    static final List<String> RECORD_COLUMNS = List.of(
            "record",
            "template",
            "root",
            "what",
            "rule group",
            "kind",
            "key",
            "send order",
            "presence rule",
            "relaxed",
            "not usable because");
    static final List<String> SEGMENT_COLUMNS = List.of(
            "record", "order", "segment", "letter", "part", "account types", "missing rule", "content of", "what");
    static final List<String> FIELD_COLUMNS = List.of(
            "record",
            "segment",
            "order",
            "tag",
            "group",
            "type",
            "code list",
            "list by",
            "list rule",
            "presence",
            "condition",
            "condition rule",
            "may be blank",
            "checks",
            "meaning",
            "data class");
    static final List<String> TIME_POINT_COLUMNS =
            List.of("record", "time point", "account types", "condition", "segment", "demand", "rule");
    private static final String WRONG = "ABE001";

    private final Map<String, List<PackTable.Row>> segments = new LinkedHashMap<>();
    private final Map<String, List<PackTable.Row>> fields = new LinkedHashMap<>();
    private final Map<String, List<PackTable.Row>> points = new LinkedHashMap<>();
    private final Function<String, CodeList> lists;
    private final PackRules rules;

    PackLayouts(
            PackTable segments, PackTable fields, PackTable points, Function<String, CodeList> lists, PackRules rules) {
        segments.rows().forEach(row -> add(this.segments, row.text("record"), row));
        fields.rows().forEach(row -> add(this.fields, row.text("record") + "/" + row.text("segment"), row));
        points.rows().forEach(row -> add(this.points, row.text("record"), row));
        this.lists = lists;
        this.rules = rules;
    }

    private static void add(Map<String, List<PackTable.Row>> rows, String key, PackTable.Row row) {
        rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }

    List<SegmentLayout> segments(String record, String presenceRule, boolean relaxed, PackTable.Row declared) {
        List<SegmentLayout> layouts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PackTable.Row row : segments.getOrDefault(record, List.of())) {
            String tag = row.text("segment");
            if (!seen.add(tag)) {
                row.problem("segment '" + tag + "' stands twice in record " + record);
            }
            boolean base = row.text("part").equals("base");
            String content = row.text("content of");
            PartsLayout parts =
                    content.isEmpty() ? parts(record, tag, presenceRule, row) : corrected(content, presenceRule);
            layouts.add(new SegmentLayout(
                    tag,
                    row.text("letter"),
                    base,
                    Set.copyOf(row.words("account types")),
                    row.text("missing rule"),
                    status(parts),
                    relaxed && !base ? parts.relaxed() : parts));
            rules.demand(declared.text("rule group"), row.text("missing rule"), row);
        }
        if (layouts.isEmpty() && declared.text("not usable because").isEmpty()) {
            declared.problem("record " + record + " has no row in layout/segments.csv");
        }
        return List.copyOf(layouts);
    }

    private static @Nullable FieldLayout status(PartsLayout parts) {
        for (PartLayout part : parts.parts()) {
            if (part instanceof FieldLayout field
                    && field.checks().keep()
                    && field.codes() != null
                    && field.codes().hasRole(CodeList.CLOSED)) {
                return field;
            }
        }
        return null;
    }

    /** The segments of another record, each as a group that may stand within a correction. */
    private PartsLayout corrected(String record, String presenceRule) {
        List<PartLayout> groups = new ArrayList<>();
        for (PackTable.Row row : segments.getOrDefault(record, List.of())) {
            String tag = row.text("segment");
            groups.add(new GroupLayout(tag, parts(record, tag, presenceRule, row), List.of(), false, false));
        }
        return new PartsLayout(groups);
    }

    private PartsLayout parts(String record, String segment, String presenceRule, PackTable.Row declared) {
        List<PackTable.Row> rows = fields.getOrDefault(record + "/" + segment, List.of());
        if (rows.isEmpty()) {
            declared.problem("segment '" + segment + "' of record " + record + " has no row in layout/fields.csv");
        }
        return within("", rows, presenceRule);
    }

    private PartsLayout within(String group, List<PackTable.Row> rows, String presenceRule) {
        List<PartLayout> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PackTable.Row row : rows) {
            if (!row.text("group").equals(group)) {
                continue;
            }
            String tag = row.text("tag");
            if (!seen.add(tag)) {
                row.problem("tag " + tag + " stands twice in segment " + row.text("segment"));
            }
            if (row.text("type").equals("group")) {
                parts.add(new GroupLayout(
                        tag,
                        within(tag, rows, presenceRule),
                        unique(row),
                        true,
                        row.words("checks").contains("keep")));
            } else {
                parts.add(field(row, presenceRule));
            }
        }
        return new PartsLayout(parts);
    }

    private static List<String> unique(PackTable.Row row) {
        for (String check : row.words("checks")) {
            if (check.startsWith("unique:") && check.length() > 7) {
                return List.of(check.substring(7).split("\\+"));
            }
        }
        return List.of();
    }

    private FieldLayout field(PackTable.Row row, String presenceRule) {
        String list = row.text("code list");
        String by = row.text("list by");
        String condition = row.text("condition");
        String conditionRule = row.text("condition rule");
        String rule = conditionRule.isEmpty() ? presenceRule : conditionRule;
        String group =
                row.text("record").substring(0, Math.min(2, row.text("record").length())) + "0";
        rules.demand(group, conditionRule, row);
        rules.demand(group, row.text("list rule"), row);
        Presence presence = read(row, "presence", Presence::of, Presence.O);
        if ((presence == Presence.S) == condition.isEmpty()) {
            row.problem("presence S has a condition, and no other presence has one");
        }
        return new FieldLayout(
                row.text("tag"),
                read(row, "type", ValueType::of, new ValueType(ValueType.Kind.CODE, 1, 1, 0)),
                list.isEmpty() ? null : lists.apply(list),
                by.isEmpty() ? null : by,
                row.text("list rule").isEmpty() ? WRONG : row.text("list rule"),
                presence,
                condition(row),
                rule,
                row.yes("may be blank"),
                checks(row),
                row.text("meaning"),
                read(row, "data class", c -> DataClass.valueOf(c.toUpperCase(Locale.ROOT)), DataClass.SENSITIVE));
    }

    private static Checks checks(PackTable.Row row) {
        boolean own = false;
        boolean branch = false;
        boolean past = false;
        boolean keep = false;
        String counts = null;
        FieldLayout.Identity identity = null;
        for (String check : row.words("checks")) {
            String[] words = check.split(":");
            if (check.equals("own")) {
                own = true;
            } else if (check.equals("branch")) {
                branch = true;
            } else if (check.equals("past")) {
                past = true;
            } else if (check.equals("keep")) {
                keep = true;
            } else if (words[0].equals("counts") && words.length == 2) {
                counts = words[1];
            } else if (words[0].equals("id") && words.length == 3) {
                identity = new FieldLayout.Identity(words[1], words[2]);
            } else {
                row.problem("check '" + check + "', expected own, branch, past, keep, counts:GROUP, id:CATEGORY:KIND");
            }
        }
        return new Checks(own, branch, past, counts, identity, keep);
    }

    List<TimePoint> timePoints(String record) {
        List<TimePoint> rows = new ArrayList<>();
        for (PackTable.Row row : points.getOrDefault(record, List.of())) {
            rows.add(new TimePoint(
                    row.text("time point"),
                    Set.copyOf(row.words("account types")),
                    condition(row),
                    row.text("segment"),
                    read(
                            row,
                            "demand",
                            d -> TimePoint.Demand.valueOf(
                                    d.toUpperCase(Locale.ROOT).replace(' ', '_')),
                            TimePoint.Demand.MUST),
                    row.text("rule")));
            rules.demand(record, row.text("rule"), row);
            boolean segment = segments.getOrDefault(record, List.of()).stream()
                    .anyMatch(s -> s.text("segment").equals(row.text("segment")));
            if (!segment && !row.text("demand").equals("not for")) {
                row.problem("segment '" + row.text("segment") + "' is not one of record " + record);
            }
        }
        return List.copyOf(rows);
    }

    void checkKey(RecordLayout layout, PackTable.Row row) {
        if (layout.segments().isEmpty()) {
            return;
        }
        for (String tag : layout.key()) {
            if (layout.segments().get(0).content().field(tag) == null) {
                row.problem("key field " + tag + " is not in the first segment of record " + layout.type());
            }
        }
    }

    /** Names rows of records that records.csv does not have. */
    void checkAllUsed(Collection<RecordLayout> records) {
        Map<String, Boolean> known = new HashMap<>();
        records.forEach(record -> known.put(record.type(), true));
        List.of(segments, fields, points)
                .forEach(table -> table.values().forEach(rows -> {
                    PackTable.Row first = rows.get(0);
                    if (!known.containsKey(first.text("record"))) {
                        first.problem("record " + first.text("record") + " is not in layout/records.csv");
                    }
                }));
    }

    private static @Nullable Condition condition(PackTable.Row row) {
        try {
            return row.text("condition").isEmpty() ? null : Condition.of(row.text("condition"));
        } catch (IllegalArgumentException e) {
            row.problem(e.getMessage());
            return null;
        }
    }

    private static <T> T read(PackTable.Row row, String column, Function<String, T> reader, T otherwise) {
        try {
            return reader.apply(row.text(column));
        } catch (IllegalArgumentException e) {
            row.problem(column + ": " + e.getMessage());
            return otherwise;
        }
    }
}
