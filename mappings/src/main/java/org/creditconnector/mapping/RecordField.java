package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.record.CreditRecord;

/**
 * One field of the credit record that a line of a mapping can fill.
 *
 * @param path with {@code []} for the elements of lists
 * @param type type of a value, never null and never a list
 * @param doc what it holds
 * @param dataClass who may see it
 * @param optional whether it may be missing with a reason
 * @param absentMeansNone whether its absence is itself a fact and needs no reason
 */
public record RecordField(
        String path, Schema type, String doc, DataClass dataClass, boolean optional, boolean absentMeansNone) {
    private static final List<RecordField> ALL = all();
    private static final Map<String, RecordField> BY_PATH =
            ALL.stream().collect(Collectors.toMap(RecordField::path, Function.identity()));

    /** All of them in the order of the schema. */
    public static List<RecordField> fields() {
        return ALL;
    }

    /**
     * A field by its path; names of groups of rows are left out of account.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static RecordField of(String path) {
        RecordField field = BY_PATH.get(path.replaceAll("\\[[a-z0-9-]*\\]", "[]"));
        if (field == null) {
            throw new IllegalArgumentException("the record has no field " + path);
        }
        return field;
    }

    /** Sections and lists, which lines fill only by their fields, with what they hold. */
    public static Map<String, String> sections() {
        Map<String, String> sections = new java.util.LinkedHashMap<>();
        walk("", CreditRecord.getClassSchema(), 0, new ArrayList<>(), sections);
        return sections;
    }

    /** What it holds, in words: text, a date, a decimal number, a symbol of an enum … */
    public String words() {
        return Targets.words(type);
    }

    private static List<RecordField> all() {
        List<RecordField> found = new ArrayList<>();
        walk("", CreditRecord.getClassSchema(), 0, found, new java.util.LinkedHashMap<>());
        return List.copyOf(found);
    }

    private static void walk(
            String path, Schema record, int depth, List<RecordField> found, Map<String, String> sections) {
        for (Schema.Field field : record.getFields()) {
            String here = TargetNode.childPath(path, field);
            Schema present = TargetNode.present(field.schema());
            boolean list = present.getType() == Schema.Type.ARRAY;
            Schema type = list ? present.getElementType() : present;
            int deep = depth + (list ? 1 : 0);
            if (TargetTree.OWN.contains(here) || deep >= Scope.LEVELS) {
                continue;
            }
            if (type.getType() == Schema.Type.RECORD) {
                sections.put(here, field.doc() == null ? "" : field.doc());
                walk(here, type, deep, found, sections);
            } else {
                found.add(new RecordField(
                        here,
                        type,
                        field.doc() == null ? "" : field.doc(),
                        DataClass.of(field),
                        list || field.schema().isNullable(),
                        list || TargetNode.absentMeansNone(field)));
            }
        }
    }
}
