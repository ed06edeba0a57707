package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.yaml.Suggestions;
import org.jspecify.annotations.Nullable;

/** The fields of the credit record as mappings name them, in the order of the schema. */
public final class RecordFields {
    private static final Map<String, RecordField> FIELDS = new LinkedHashMap<>();

    static {
        collect("", CreditRecord.getClassSchema());
    }

    private RecordFields() {}

    /** The path of a field for any element of its lists: {@code parties[0].role} is {@code parties[].role}. */
    public static String ofAnyElement(String path) {
        return path.replaceAll("\\[[0-9]+]", "[]");
    }

    /**
     * One field or section.
     *
     * @param path with {@code []} after each list on the way, and at the end where the field is a list
     * @param type in words: {@code text}, {@code date}, {@code decimal(24,6)}, the name of an enum, {@code section}
     * @param leaf whether it holds a value itself
     * @param required whether every record, or every element around it, has it
     * @param absentMeansNone whether its absence is a fact that needs no reason
     * @param dataClass how careful to be with its values
     * @param doc what it means
     */
    public record RecordField(
            String path,
            String type,
            boolean leaf,
            boolean required,
            boolean absentMeansNone,
            DataClass dataClass,
            String doc) {}

    private static void collect(String prefix, Schema record) {
        for (Schema.Field field : record.getFields()) {
            String path = TargetNode.childPath(prefix, field);
            Schema present = TargetNode.present(field.schema());
            Schema type = TargetNode.isList(field) ? present.getElementType() : present;
            boolean section = type.getType() == Schema.Type.RECORD;
            FIELDS.put(
                    path,
                    new RecordField(
                            path,
                            section ? "section" : words(type),
                            !section,
                            !field.schema().isNullable() && !TargetNode.isList(field),
                            TargetNode.absentMeansNone(field),
                            DataClass.of(field),
                            field.doc() == null ? "" : field.doc()));
            if (section) {
                collect(path, type);
            }
        }
    }

    private static String words(Schema type) {
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        return switch (type.getType()) {
            case ENUM -> type.getName();
            case STRING -> "text";
            case INT, LONG -> type.getLogicalType() instanceof LogicalTypes.Date ? "date" : "whole number";
            case BOOLEAN -> "true or false";
            default -> type.getType().getName();
        };
    }

    /** All fields that hold values, sections left out. */
    public static List<RecordField> leaves() {
        return FIELDS.values().stream().filter(RecordField::leaf).toList();
    }

    /** The field or section of a path, with {@code []} or indexes; null where there is none. */
    public static @Nullable RecordField at(String path) {
        String general = path.replaceAll("\\[[^\\]]*]", "[]");
        RecordField found = FIELDS.get(general);
        return found == null ? FIELDS.get(general + "[]") : found;
    }

    /** What somebody may have meant by a path that there is not, as the end of a sentence. */
    public static String hint(String path) {
        String bare = path.replace("[]", "");
        for (String known : FIELDS.keySet()) {
            if (known.replace("[]", "").equals(bare)) {
                return "; a list has an index or [] after its name: " + known;
            }
        }
        return Suggestions.nearest(path, FIELDS.keySet())
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse(near(path));
    }

    /** The fields of the deepest section that there is. */
    private static String near(String path) {
        int dot = path.lastIndexOf('.');
        String around = dot < 0 ? "" : path.substring(0, dot);
        if (!around.isEmpty() && at(around) == null) {
            return hint(around);
        }
        List<String> names = new ArrayList<>();
        for (String known : FIELDS.keySet()) {
            int end = known.lastIndexOf('.');
            if ((end < 0 ? "" : known.substring(0, end)).equals(around)) {
                names.add(known.substring(end + 1));
            }
        }
        String word = path.substring(dot + 1);
        return "; " + (around.isEmpty() ? "the record" : around) + " has "
                + Suggestions.nearest(word, names)
                        .map(close -> close + ", did you mean that?")
                        .orElse(String.join(", ", names));
    }
}
