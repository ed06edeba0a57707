package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.MissingReason;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Whether every field of the schema is filled by a line or missing for a reason that somebody wrote. Months and position are
 * derived, and their absences explained, where no line fills them.
 */
final class Coverage {
    private static final String MONTHS = "months[]";
    /** Stands for every field that no line fills and no other reason explains. */
    private static final String OTHERS = "others";

    private final YamlMap fields;
    private final Map<String, MissingReason> reasons = new TreeMap<>();
    private final Map<String, YamlValue> places = new TreeMap<>();
    /** Reasons of fields that no line of some group fills: they hold in every record. */
    private final Map<String, MissingReason> always = new TreeMap<>();

    private final Set<String> used = new HashSet<>();
    /** Optional fields that lines fill: a reason for them is needed where a row has no value. */
    private final Set<String> mappedOptional = new HashSet<>();

    private final Set<String> unexplained = new TreeSet<>();
    private @Nullable MissingReason others;
    private boolean othersUsed;
    /** The reason for all that are left stands there and cannot be read: that problem is enough. */
    private boolean othersUnreadable;

    private Coverage(YamlMap fields) {
        this.fields = fields;
    }

    /** Where checks that go with the lines note what is wrong. */
    Problems problems() {
        return fields.problems();
    }

    /** Reads {@code missing} and compares it, the lines and the schema. */
    static Coverage of(TargetNode root, YamlMap fields, @Nullable YamlMap missing) {
        Coverage coverage = new Coverage(fields);
        if (missing != null) {
            missing.named().forEach((path, value) -> coverage.read(missing, path, value));
        }
        coverage.walk(root);
        coverage.reportUnexplained();
        if (missing != null) {
            coverage.reportUnused(missing);
        }
        return coverage;
    }

    /** The reason that somebody wrote for a path. Makes it used. */
    @Nullable MissingReason reason(String path) {
        return reasons.get(TargetNode.absence(path));
    }

    /** Paths that are missing in every record, with their reasons. */
    Map<String, MissingReason> always() {
        return always;
    }

    private void read(YamlMap missing, String path, YamlValue value) {
        String text = value.text();
        MissingReason reason = text == null ? null : Reasons.of(text);
        if (text != null && reason == null) {
            othersUnreadable |= path.equals(OTHERS);
            value.problem(
                    MappingRule.MAP_STEP_ARGUMENT.id(),
                    "got \"" + text + "\", expected a reason" + Suggestions.hint(text, Reasons.all()));
            return;
        }
        if (path.equals(OTHERS)) {
            others = reason;
            return;
        }
        String unknown = unknownPart(path);
        if (unknown != null) {
            missing.problemAtKey(path, MappingRule.MAP_TARGET_UNKNOWN.id(), unknown);
        } else if (reason != null) {
            reasons.put(path, reason);
            places.put(path, value);
        }
    }

    private static @Nullable String unknownPart(String text) {
        TargetPath path = TargetPath.parse(text);
        if (path == null) {
            return "\"" + text
                    + "\" is no path, expected names with dots and [] after lists, such as instalments[].dueOn";
        }
        Schema type = CreditRecord.getClassSchema();
        String at = "";
        boolean misspelt = false;
        for (TargetPath.Segment segment : path.segments()) {
            Schema.Field field = type.getType() == Schema.Type.RECORD ? type.getField(segment.name()) : null;
            if (field == null) {
                List<String> known = new ArrayList<>();
                if (type.getType() == Schema.Type.RECORD) {
                    type.getFields().forEach(below -> known.add(below.name()));
                }
                if (at.isEmpty()) {
                    known.add(OTHERS);
                }
                return (at.isEmpty() ? "the record" : at) + " has no field \"" + segment.name() + "\""
                        + (known.isEmpty() ? ", it is a field itself" : Suggestions.hint(segment.name(), known));
            }
            String whole = TargetNode.childPath(at, field);
            boolean last = segment == path.segments().get(path.segments().size() - 1);
            at = last ? TargetNode.absence(whole) : whole;
            boolean brackets = TargetNode.isList(field) && !last;
            misspelt |= brackets != segment.isList() || segment.isList() && !"".equals(segment.group());
            Schema present = TargetNode.present(field.schema());
            type = TargetNode.isList(field) ? present.getElementType() : present;
        }
        return misspelt ? "got \"" + text + "\", write the path as " + at : null;
    }

    private void walk(TargetNode node) {
        for (Schema.Field field : node.type.getFields()) {
            String path = TargetNode.childPath(node.path, field);
            TargetNode child = node.fields.get(field.name());
            if (TargetTree.OWN.contains(path)) {
                continue;
            }
            if (child == null) {
                unmapped(node, field, path);
                continue;
            }
            if (field.schema().isNullable() || TargetNode.isList(field)) {
                mappedOptional.add(TargetNode.absence(path));
            }
            if (child.isRecord()) {
                if (child.groups.isEmpty()) {
                    walk(child);
                } else {
                    child.groups.values().forEach(this::walk);
                }
            }
        }
    }

    private void unmapped(TargetNode around, Schema.Field field, String path) {
        MissingReason reason = reason(path);
        if (reason != null) {
            used.add(TargetNode.absence(path));
            always.put(TargetNode.absence(path), reason);
            if (!field.schema().isNullable() && !TargetNode.isList(field)) {
                required(around, field, "the field is required and cannot be missing; write a line");
            }
            return;
        }
        if (path.equals(MONTHS)) {
            return;
        }
        boolean optional = field.schema().isNullable() && !TargetNode.absentMeansNone(field);
        boolean list = TargetNode.isList(field) && (path.indexOf('.') < 0 || path.endsWith("documents[]"));
        if (others != null && (optional || list)) {
            always.put(TargetNode.absence(path), others);
            othersUsed = true;
            return;
        }
        if (TargetNode.isList(field)) {
            if (list) {
                unexplained.add(TargetNode.absence(path));
            }
        } else if (!field.schema().isNullable()) {
            Schema type = TargetNode.present(field.schema());
            List<String> below = new ArrayList<>();
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().forEach(one -> below.add(one.name()));
            }
            required(
                    around,
                    field,
                    below.isEmpty()
                            ? "the field is required; write a line that fills it"
                            : "the section is required; write lines for its fields: " + String.join(", ", below));
        } else if (optional) {
            unexplained.add(path);
        }
    }

    private void reportUnexplained() {
        if (!unexplained.isEmpty() && !othersUnreadable) {
            problem(
                    "",
                    MappingRule.MAP_TARGET_UNEXPLAINED,
                    "no line fills " + String.join(", ", unexplained)
                            + " and nothing says why; write lines under fields or reasons under missing, where others:"
                            + " REASON stands for all that are left");
        }
    }

    /** At the first line of the section or group that lacks the field; at the map where it has none. */
    private void required(TargetNode around, Schema.Field field, String message) {
        String path = TargetNode.childPath(around.written, field);
        YamlValue place = around.path.isEmpty() ? null : around.firstLine();
        if (place == null) {
            problem(path, MappingRule.MAP_TARGET_REQUIRED, message);
        } else {
            fields.problems()
                    .add(
                            MappingRule.MAP_TARGET_REQUIRED.id(),
                            place.file(),
                            place.line(),
                            place.column(),
                            path,
                            message);
        }
    }

    private void problem(String path, MappingRule rule, String message) {
        fields.problemBelow(path, rule.id(), message);
    }

    private void reportUnused(YamlMap missing) {
        if (others != null && !othersUsed) {
            missing.problemAtKey(
                    OTHERS,
                    MappingRule.MAP_MISSING_UNUSED.id(),
                    "every field has a line or a reason of its own; remove the line");
        }
        for (String path : reasons.keySet()) {
            boolean derived = path.startsWith("months") || path.startsWith("position");
            YamlValue place = places.get(path);
            if (derived && !used.contains(path)) {
                always.put(path, java.util.Objects.requireNonNull(reasons.get(path)));
            } else if (!used.contains(path) && place != null && !mappedOptional.contains(path)) {
                missing.problemAtKey(
                        path,
                        MappingRule.MAP_MISSING_UNUSED.id(),
                        "the reason is never needed: the field is always filled, or a section above it is missing;"
                                + " remove the line");
            }
        }
    }
}
