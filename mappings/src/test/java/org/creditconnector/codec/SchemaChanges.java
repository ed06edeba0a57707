package org.creditconnector.codec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What a schema of the record does to records that were stored, and to readers that were built, under a released one. Avro asks only
 * whether bytes can be read; a symbol that older readers do not know, an amount with the point elsewhere, a field that means something
 * else are read without a word.
 */
final class SchemaChanges {
    /** From the most open class to the strictest. */
    private static final List<String> CLASSES = List.of("public", "internal", "personal", "sensitive");

    /** What a type may become without loss. */
    private static final Map<Schema.Type, Set<Schema.Type>> WIDER =
            Map.of(Schema.Type.INT, Set.of(Schema.Type.LONG), Schema.Type.FLOAT, Set.of(Schema.Type.DOUBLE));

    private final Set<String> reworded;
    private final List<String> refused = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private SchemaChanges(Set<String> reworded) {
        this.reworded = reworded;
    }

    /**
     * The unsafe changes, a sentence each that begins with the place; empty where all is well.
     *
     * @param now the schema to be
     * @param released one that records were written with
     * @param reworded fields, as {@code Record.field}, of which somebody says that only the words of the doc changed
     */
    static List<String> refused(Schema now, Schema released, Set<String> reworded) {
        SchemaChanges changes = new SchemaChanges(reworded);
        changes.type("", now, released);
        return changes.refused;
    }

    private void refuse(String where, String what) {
        refused.add(where + ": " + what);
    }

    private void type(String where, Schema now, Schema released) {
        if (released.getType() == Schema.Type.UNION || now.getType() == Schema.Type.UNION) {
            union(where, now, released);
        } else if (now.getType() != released.getType()) {
            if (!WIDER.getOrDefault(released.getType(), Set.of()).contains(now.getType())) {
                refuse(
                        where,
                        "was " + word(released) + " and is " + word(now)
                                + "; stored values cannot be read, add another field instead");
            }
        } else {
            switch (released.getType()) {
                case RECORD -> record(now, released);
                case ENUM -> symbols(now, released);
                case ARRAY -> type(where + "[]", now.getElementType(), released.getElementType());
                case MAP -> type(where + "{}", now.getValueType(), released.getValueType());
                default -> logical(where, now, released);
            }
        }
    }

    private void union(String where, Schema now, Schema released) {
        for (Schema branch : branches(released)) {
            Schema same = branches(now).stream()
                    .filter(candidate -> candidate.getType() == branch.getType()
                            && Objects.equals(candidate.getFullName(), branch.getFullName()))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                refuse(
                        where,
                        "could be " + word(branch) + " and cannot any more; stored values of that kind cannot be read");
            } else {
                type(where, same, branch);
            }
        }
    }

    private static List<Schema> branches(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
    }

    private void record(Schema now, Schema released) {
        if (!seen.add(released.getFullName())) {
            return;
        }
        for (Schema.Field field : released.getFields()) {
            String where = released.getName() + "." + field.name();
            Schema.Field same = now.getField(field.name());
            if (same == null) {
                refuse(where, "is gone; what was stored in it is lost, keep it and add what is new beside it");
            } else {
                field(where, same, field);
            }
        }
        for (Schema.Field field : now.getFields()) {
            if (released.getField(field.name()) == null && !field.hasDefaultValue()) {
                refuse(
                        now.getName() + "." + field.name(),
                        "is new and has no default; records that were stored have no value for it");
            }
        }
    }

    private void field(String where, Schema.Field now, Schema.Field released) {
        if (!Objects.equals(now.doc(), released.doc()) && !reworded.contains(where)) {
            refuse(
                    where,
                    "meant \"" + released.doc() + "\" and means \"" + now.doc()
                            + "\"; another meaning is another field, and if only the words changed say so in reworded.txt");
        }
        if (strictness(now) < strictness(released)) {
            refuse(
                    where,
                    "was " + released.getProp("dataClass") + " and is " + now.getProp("dataClass")
                            + "; values that were hidden would be shown");
        }
        if (!Objects.equals(now.getObjectProp("absentMeansNone"), released.getObjectProp("absentMeansNone"))) {
            refuse(where, "nothing in it means something else than before; stored records said it the other way");
        }
        if (released.hasDefaultValue()
                && now.hasDefaultValue()
                && !Objects.equals(now.defaultVal(), released.defaultVal())) {
            refuse(where, "has another default; the same stored record would be read otherwise");
        }
        type(where, now.schema(), released.schema());
    }

    private static int strictness(Schema.Field field) {
        return CLASSES.indexOf(field.getProp("dataClass"));
    }

    private void symbols(Schema now, Schema released) {
        if (!seen.add(released.getFullName())) {
            return;
        }
        for (String symbol : released.getEnumSymbols()) {
            if (!now.hasEnumSymbol(symbol)) {
                refuse(released.getName(), symbol + " is gone; stored records hold it");
            }
        }
        for (String symbol : now.getEnumSymbols()) {
            if (!released.hasEnumSymbol(symbol) && released.getEnumDefault() == null) {
                refuse(
                        released.getName(),
                        symbol + " is new and the released enum has no default; readers of it cannot read the record");
            }
        }
        if (!Objects.equals(now.getEnumDefault(), released.getEnumDefault()) && released.getEnumDefault() != null) {
            refuse(
                    released.getName(),
                    "its default was " + released.getEnumDefault() + " and is " + now.getEnumDefault()
                            + "; what nobody knows would be read as something else");
        }
    }

    private void logical(String where, Schema now, Schema released) {
        if (released.getLogicalType() instanceof LogicalTypes.Decimal before
                && now.getLogicalType() instanceof LogicalTypes.Decimal after) {
            if (before.getScale() != after.getScale()) {
                refuse(
                        where,
                        "had " + before.getScale() + " decimal places and has " + after.getScale()
                                + "; stored amounts would be read with the point elsewhere");
            }
            if (after.getPrecision() < before.getPrecision()) {
                refuse(
                        where,
                        "had " + before.getPrecision() + " digits and has " + after.getPrecision()
                                + "; large stored amounts do not fit");
            }
        } else if (!Objects.equals(now.getLogicalType(), released.getLogicalType())) {
            refuse(
                    where,
                    "was " + word(released) + " and is " + word(now) + "; the same bytes would mean something else");
        }
    }

    private static String word(Schema schema) {
        return schema.getLogicalType() == null
                ? schema.getType().getName()
                : schema.getLogicalType().getName();
    }
}
