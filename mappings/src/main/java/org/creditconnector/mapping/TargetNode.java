package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * One field of the schema that lines fill: a leaf with its line, a section with the fields below, or a list with its groups of
 * rows. The tree has the shape of the record and no place for what is not mapped.
 */
final class TargetNode {
    /** Path with {@code []} for elements; empty for the record. */
    final String path;
    /** The path with the names of groups, as the lines write it. */
    final String written;
    /** Type without null; of a list the type of its elements. */
    final Schema type;

    final Schema.@Nullable Field field;
    /** How many lists are around it. */
    final int depth;

    final Map<String, TargetNode> fields = new LinkedHashMap<>();
    final Map<String, TargetNode> groups = new LinkedHashMap<>();

    @Nullable Line line;

    @Nullable Line when;

    @Nullable YamlValue match;

    TargetNode(String path, Schema type, Schema.@Nullable Field field, int depth) {
        this(path, path, type, field, depth);
    }

    private TargetNode(String path, String written, Schema type, Schema.@Nullable Field field, int depth) {
        this.path = path;
        this.written = written;
        this.type = type;
        this.field = field;
        this.depth = depth;
    }

    static TargetNode root(Schema record) {
        return new TargetNode("", record, null, 0);
    }

    /** A type without null. */
    static Schema present(Schema type) {
        if (type.isUnion()) {
            for (Schema branch : type.getTypes()) {
                if (branch.getType() != Schema.Type.NULL) {
                    return branch;
                }
            }
        }
        return type;
    }

    static boolean isList(Schema.Field field) {
        return present(field.schema()).getType() == Schema.Type.ARRAY;
    }

    static boolean absentMeansNone(Schema.Field field) {
        return Boolean.TRUE.equals(field.getObjectProp("absentMeansNone"));
    }

    boolean isRecord() {
        return type.getType() == Schema.Type.RECORD;
    }

    int position() {
        return field == null ? -1 : field.pos();
    }

    boolean isOptional() {
        return field != null && field.schema().isNullable();
    }

    boolean isAbsentMeansNone() {
        return field != null && absentMeansNone(field);
    }

    DataClass dataClass() {
        return field == null ? DataClass.SENSITIVE : DataClass.of(field);
    }

    static String childPath(String path, Schema.Field field) {
        return (path.isEmpty() ? "" : path + ".") + field.name() + (isList(field) ? "[]" : "");
    }

    /** The path by which an absence is told: a list that is not there is told without its brackets. */
    static String absence(String path) {
        return path.endsWith("[]") ? path.substring(0, path.length() - 2) : path;
    }

    /** The node of a field below, made where it is not there yet. */
    TargetNode child(Schema.Field below) {
        return fields.computeIfAbsent(below.name(), name -> {
            Schema present = present(below.schema());
            boolean list = present.getType() == Schema.Type.ARRAY;
            return new TargetNode(
                    childPath(path, below),
                    childPath(written, below),
                    list ? present.getElementType() : present,
                    below,
                    depth + (list ? 1 : 0));
        });
    }

    /** The node of a group of rows of this list. */
    TargetNode group(String name) {
        return groups.computeIfAbsent(
                name, key -> new TargetNode(path, absence(written) + "[" + name + "]", type, field, depth));
    }

    /** All lines of a group that read the rows of the group itself: without those of lists inside its elements. */
    List<Line> linesOfRows() {
        List<Line> lines = new ArrayList<>();
        collect(lines);
        return lines;
    }

    /** The first line of this section or group; null where it has none. */
    @Nullable YamlValue firstLine() {
        if (line != null) {
            return line.value();
        }
        if (when != null) {
            return when.value();
        }
        if (match != null) {
            return match;
        }
        for (TargetNode below : groups.isEmpty() ? fields.values() : groups.values()) {
            YamlValue found = below.firstLine();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void collect(List<Line> lines) {
        if (line != null) {
            lines.add(line);
        }
        if (when != null) {
            lines.add(when);
        }
        for (TargetNode below : fields.values()) {
            if (below.groups.isEmpty()) {
                below.collect(lines);
            }
        }
    }
}
