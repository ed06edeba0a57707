package org.creditconnector.masking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Reads the data classes out of a schema, and checks that they are all there. Works on any Avro schema, so that every module
 * can hold its own schemas to the same rule.
 */
public final class SchemaClasses {
    /** A schema and a path without indexes; the key of what was found once. */
    private record Place(String schema, String path) {}

    private static final Map<Place, DataClass> FOUND = new ConcurrentHashMap<>();

    private SchemaClasses() {}

    /**
     * The class of the field at a path. The innermost field decides: a party list is sensitive as a whole, the party's role
     * alone is personal.
     *
     * @param path names joined by dots, list elements with or without index: {@code parties[0].person.fullName}
     * @throws IllegalArgumentException when the schema has no such field
     */
    public static DataClass dataClass(Schema schema, String path) {
        String general = path.indexOf('[') < 0 ? path : path.replaceAll("\\[[0-9]*]", "");
        return FOUND.computeIfAbsent(
                new Place(schema.getFullName(), general), place -> DataClass.of(field(schema, general, path)));
    }

    private static Schema.Field field(Schema root, String general, String path) {
        Schema schema = root;
        Schema.Field field = null;
        for (String name : general.split("\\.", -1)) {
            field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
            if (field == null) {
                throw new IllegalArgumentException("schema " + root.getName() + " has no field at the path " + path);
            }
            schema = element(field.schema());
        }
        if (field == null) {
            throw new IllegalArgumentException("the path is empty");
        }
        return field;
    }

    /** What a field holds at last: the type beside null in a union, the elements of a list. */
    static Schema element(Schema schema) {
        Schema current = schema;
        while (true) {
            switch (current.getType()) {
                case ARRAY -> current = current.getElementType();
                case MAP -> current = current.getValueType();
                case UNION -> {
                    Schema branch = onlyBranch(current);
                    if (branch == null) {
                        return current;
                    }
                    current = branch;
                }
                default -> {
                    return current;
                }
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Schema onlyBranch(Schema union) {
        Schema only = null;
        for (Schema branch : union.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                if (only != null) {
                    return null;
                }
                only = branch;
            }
        }
        return only;
    }

    /**
     * What a schema lacks: every field at every depth needs a doc and a data class.
     *
     * @return one line a fault, {@code Record.field: what}, in order of the schema; empty when it is whole
     */
    public static List<String> faults(Schema schema) {
        List<String> faults = new ArrayList<>();
        collect(schema, new HashSet<>(), faults);
        return faults;
    }

    private static void collect(Schema schema, Set<String> seen, List<String> faults) {
        switch (schema.getType()) {
            case ARRAY -> collect(schema.getElementType(), seen, faults);
            case MAP -> collect(schema.getValueType(), seen, faults);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, seen, faults));
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    fields(schema, seen, faults);
                }
            }
            default -> {
                // Other types have no fields.
            }
        }
    }

    private static void fields(Schema schema, Set<String> seen, List<String> faults) {
        for (Schema.Field field : schema.getFields()) {
            String place = schema.getName() + "." + field.name();
            if (field.doc() == null || field.doc().isBlank()) {
                faults.add(place + ": no doc");
            }
            try {
                DataClass.of(field);
            } catch (IllegalArgumentException wrong) {
                faults.add(place + ": " + wrong.getMessage());
            }
            collect(field.schema(), seen, faults);
        }
    }

    static String plain(Object value) {
        return value instanceof BigDecimal amount ? amount.toPlainString() : value.toString();
    }
}
