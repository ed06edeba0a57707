package org.creditconnector.registry.baihang;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.creditconnector.registry.FieldOrigins;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.registry.pack.BrokenPackException;
import org.creditconnector.registry.pack.PackFolder;
import org.creditconnector.registry.pack.PackTable;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the interface: kinds of records, their fields and codes, each row with the dates from and until which it is in force.
 * Thread-safe.
 */
final class BaihangPack {
    private static final List<String> RECORDS = List.of("kind", "section", "order", "path", "told", "meaning");
    private static final List<String> FIELDS = List.of(
            "kind",
            "name",
            "tag",
            "type",
            "code list",
            "presence",
            "when absent",
            "encrypted",
            "compared",
            "meaning",
            "data class");
    private static final List<String> CODES = List.of("list", "code", "meaning");

    private static final LocalDate NEWEST = LocalDate.of(9999, 12, 31);

    private final PackFolder folder;
    private final Map<LocalDate, Map<String, Layout>> byDate = new ConcurrentHashMap<>();

    BaihangPack(PackFolder folder) {
        this.folder = folder;
    }

    /** The pack that comes with the application, which is unofficial. */
    static BaihangPack shipped() {
        return new BaihangPack(PackFolder.onClassPath("registries/" + BaihangProfile.CODE));
    }

    /** What stands for a value that is not there. */
    enum Absent {
        /** The tag is left out. */
        OMIT,
        /** The tag stands with JSON's null. */
        NULL,
        /** The tag stands with an empty text. */
        EMPTY
    }

    /**
     * One field of a kind of record.
     *
     * @param name what our code calls it
     * @param tag what it is called on the wire
     * @param codes what it may be; null where any value of the form will do
     * @param must whether the record is refused without it
     * @param encrypted whether it travels enciphered where single records travel
     * @param compared whether another value is another content
     * @param meaning in a few words
     */
    record Field(
            String name,
            String tag,
            FieldForm form,
            @Nullable Set<String> codes,
            boolean must,
            Absent absent,
            boolean encrypted,
            boolean compared,
            String meaning) {}

    /**
     * One kind of record.
     *
     * @param kind its code, e.g. D3
     * @param section first line of a file of it
     * @param order place among the kinds when several go in a night
     * @param path where single records are posted; empty where none is known
     * @param told whether the connector tells records of it
     * @param fields in order
     */
    record Layout(String kind, String section, int order, String path, boolean told, List<Field> fields) {}

    /**
     * The layout of a kind that is in force on a date.
     *
     * @throws BrokenPackException with a line for each problem of the pack
     * @throws IllegalArgumentException when the pack has no such kind on that date
     */
    Layout layout(String kind, LocalDate date) {
        Layout layout = layouts(date).get(kind);
        if (layout == null) {
            throw new IllegalArgumentException("the pack has no record " + kind + " on " + date);
        }
        return layout;
    }

    /** All that are in force on a date, by kind. */
    Map<String, Layout> layouts(LocalDate date) {
        return byDate.computeIfAbsent(date, this::read);
    }

    private Map<String, Layout> read(LocalDate date) {
        List<String> problems = new ArrayList<>();
        String version = date.toString();
        Map<String, Set<String>> codes = new HashMap<>();
        for (PackTable.Row row : new PackTable(folder, "codes/codes.csv", CODES, version, problems).rows()) {
            if (!codes.computeIfAbsent(row.text("list"), any -> new TreeSet<>()).add(row.text("code"))) {
                row.problem("code " + row.text("code") + " stands twice");
            }
        }
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        for (PackTable.Row row : new PackTable(folder, "fields.csv", FIELDS, version, problems).rows()) {
            Field field = field(row, codes);
            List<Field> of = fields.computeIfAbsent(row.text("kind"), any -> new ArrayList<>());
            if (of.stream()
                    .anyMatch(one ->
                            one.name().equals(row.text("name")) || one.tag().equals(row.text("tag")))) {
                row.problem(row.text("name") + " (" + row.text("tag") + ") stands twice");
            }
            if (field != null) {
                of.add(field);
            }
        }
        Map<String, Layout> layouts = new TreeMap<>();
        for (PackTable.Row row : new PackTable(folder, "records.csv", RECORDS, version, problems).rows()) {
            String kind = row.text("kind");
            List<Field> own = fields.getOrDefault(kind, List.of());
            if (own.isEmpty() && row.yes("told")) {
                row.problem("record " + kind + " is told and has no fields");
            }
            layouts.put(
                    kind,
                    new Layout(
                            kind,
                            row.text("section"),
                            number(row, "order"),
                            row.text("path"),
                            row.yes("told"),
                            List.copyOf(own)));
        }
        if (!problems.isEmpty()) {
            throw new BrokenPackException(problems);
        }
        return layouts;
    }

    private static @Nullable Field field(PackTable.Row row, Map<String, Set<String>> codes) {
        String list = row.text("code list");
        Set<String> known = codes.get(list);
        if (!list.isEmpty() && known == null) {
            row.problem("code list '" + list + "' is not in codes/codes.csv");
        }
        String presence = row.text("presence");
        if (!presence.equals("must") && !presence.equals("may")) {
            row.problem("presence '" + presence + "', expected must or may");
        }
        try {
            return new Field(
                    row.text("name"),
                    row.text("tag"),
                    FieldForm.of(row.text("type")),
                    list.isEmpty() ? null : known,
                    presence.equals("must"),
                    Absent.valueOf(row.text("when absent").toUpperCase(java.util.Locale.ROOT)),
                    row.yes("encrypted"),
                    row.yes("compared"),
                    row.text("meaning"));
        } catch (IllegalArgumentException e) {
            row.problem(e.getMessage());
            return null;
        }
    }

    private static int number(PackTable.Row row, String column) {
        try {
            return Integer.parseInt(row.text(column));
        } catch (NumberFormatException e) {
            row.problem(column + " '" + row.text(column) + "', expected a number");
            return 0;
        }
    }

    /** The fields of the records that are told, by the newest rows, with what each is made from; those that are never told are left out. */
    List<RegistryField> fields() {
        Map<String, FieldOrigins.Origin> origins = FieldOrigins.of(BaihangProfile.CODE);
        List<RegistryField> fields = new ArrayList<>();
        layouts(NEWEST).values().stream().filter(Layout::told).forEach(layout -> {
            for (Field field : layout.fields()) {
                FieldOrigins.Origin origin = origins.get(layout.kind() + " " + field.name());
                if (origin != null) {
                    fields.add(new RegistryField(
                            layout.kind(),
                            "",
                            field.tag(),
                            field.meaning(),
                            field.must() ? "must" : "may",
                            field.must(),
                            origin.from(),
                            origin.place()));
                }
            }
        });
        return fields;
    }

    /** Tags that travel enciphered where single records travel, by the newest rows. */
    Set<String> enciphered() {
        Set<String> tags = new TreeSet<>();
        layouts(NEWEST)
                .values()
                .forEach(layout ->
                        layout.fields().stream().filter(Field::encrypted).forEach(field -> tags.add(field.tag())));
        return tags;
    }
}
