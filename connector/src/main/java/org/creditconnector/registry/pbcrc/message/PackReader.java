package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.registry.pack.BrokenPackException;
import org.creditconnector.registry.pack.PackFolder;
import org.creditconnector.registry.pack.PackTable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a pack and checks it against itself; all problems are reported together. */
final class PackReader {
    private static final String HEAD = "pack.yaml";
    private static final int LAYOUT_VERSION = 1;

    private final PackFolder folder;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, CodeList> lists = new TreeMap<>();
    private final Map<String, RecordLayout> records = new TreeMap<>();
    private final Map<String, RecordLayout> roots = new HashMap<>();

    private PackReader(PackFolder folder) {
        this.folder = folder;
    }

    static MessagePack read(PackFolder folder) {
        PackReader reader = new PackReader(folder);
        MessagePack.Head head = reader.head();
        reader.stopOnProblems();
        Map<String, Rule> rules = PackRules.read(reader.table("rules.csv", PackRules.COLUMNS, head));
        PackLayouts layouts = new PackLayouts(
                reader.table("layout/segments.csv", PackLayouts.SEGMENT_COLUMNS, head),
                reader.table("layout/fields.csv", PackLayouts.FIELD_COLUMNS, head),
                reader.table("layout/time-points.csv", PackLayouts.TIME_POINT_COLUMNS, head),
                name -> reader.list(name, head),
                new PackRules(rules));
        reader.records(reader.table("layout/records.csv", PackLayouts.RECORD_COLUMNS, head), layouts);
        layouts.checkAllUsed(reader.records.values());
        reader.stopOnProblems();
        return new MessagePack(
                head,
                Collections.unmodifiableMap(reader.records),
                Map.copyOf(reader.roots),
                Collections.unmodifiableMap(reader.lists),
                rules);
    }

    private void stopOnProblems() {
        if (!problems.isEmpty()) {
            throw new BrokenPackException(problems);
        }
    }

    private PackTable table(String file, List<String> columns, MessagePack.Head head) {
        return new PackTable(folder, file, columns, head.version(), problems);
    }

    private CodeList list(String name, MessagePack.Head head) {
        return lists.computeIfAbsent(
                name,
                n -> CodeList.read(table("codes/" + n + ".csv", List.of("code", "meaning", "for", "role"), head), n));
    }

    private MessagePack.Head head() {
        Map<?, ?> yaml = Map.of();
        String text = folder.text(HEAD);
        if (text == null) {
            problems.add(folder.place(HEAD) + ": is missing, expected name, version, label and limits of the pack");
        } else {
            try {
                Object loaded = new Load(LoadSettings.builder()
                                .setLabel(folder.place(HEAD))
                                .build())
                        .loadFromString(text);
                yaml = loaded instanceof Map<?, ?> map ? map : Map.of();
            } catch (YamlEngineException e) {
                problems.add(folder.place(HEAD) + ": " + e.getMessage());
            }
        }
        Map<?, ?> limits = yaml.get("limits") instanceof Map<?, ?> map ? map : Map.of();
        Map<String, String> sources = new LinkedHashMap<>();
        if (yaml.get("sources") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> sources.put(String.valueOf(key), String.valueOf(value)));
        }
        if (text != null && number(yaml, "layout") != LAYOUT_VERSION) {
            problems.add(
                    folder.place(HEAD) + ": layout " + yaml.get("layout") + ", this program reads " + LAYOUT_VERSION);
        }
        return new MessagePack.Head(
                word(yaml, "name"),
                word(yaml, "version"),
                word(yaml, "label"),
                number(limits, "lineCharacters"),
                number(limits, "fileRecords"),
                number(limits, "errorsPerRecord"),
                word(yaml, "feedbackVersion"),
                word(yaml, "alreadyThere"),
                word(yaml, "fileAlreadyThere"),
                Collections.unmodifiableMap(sources));
    }

    private String word(Map<?, ?> yaml, String key) {
        Object value = yaml.get(key);
        if (value == null || String.valueOf(value).isBlank()) {
            problems.add(folder.place(HEAD) + ": " + key + " is missing");
        }
        return String.valueOf(value);
    }

    private int number(Map<?, ?> yaml, String key) {
        if (yaml.get(key) instanceof Integer number && number > 0) {
            return number;
        }
        problems.add(folder.place(HEAD) + ": " + key + " is " + yaml.get(key) + ", expected a whole number above 0");
        return 1;
    }

    private void records(PackTable table, PackLayouts layouts) {
        for (PackTable.Row row : table.rows()) {
            String type = row.text("record");
            String template = row.text("template");
            RecordLayout layout = new RecordLayout(
                    type,
                    template,
                    row.text("root"),
                    row.text("what"),
                    row.text("rule group"),
                    kind(row),
                    row.words("key"),
                    sendOrder(row),
                    row.text("presence rule"),
                    row.text("not usable because"),
                    layouts.segments(type, row.text("presence rule"), row.yes("relaxed"), row),
                    layouts.timePoints(type));
            if (records.put(type + template, layout) != null) {
                row.problem("record " + type + " with template '" + template + "' stands twice");
            }
            if (layout.root().isEmpty() && layout.notUsable().isEmpty()) {
                row.problem("record " + type + " has no root tag; say in 'not usable because' why not");
            }
            RecordLayout other = roots.putIfAbsent(layout.root(), layout);
            if (!layout.root().isEmpty() && other != null && !other.type().equals(type)) {
                row.problem("root tag " + layout.root() + " is that of record " + other.type());
            }
            layouts.checkKey(layout, row);
        }
    }

    private static RecordKind kind(PackTable.Row row) {
        try {
            return RecordKind.valueOf(row.text("kind").toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            row.problem("kind '" + row.text("kind")
                    + "', expected report, id-change, correction, segment-deletion, deletion or event");
            return RecordKind.REPORT;
        }
    }

    private static int sendOrder(PackTable.Row row) {
        try {
            return Integer.parseInt(row.text("send order"));
        } catch (NumberFormatException e) {
            row.problem("send order '" + row.text("send order") + "', expected a whole number");
            return 0;
        }
    }
}
