package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a mapping where they belong in the schema and reports those that belong nowhere. */
final class TargetTree {
    /** Not a field: a condition on a section or a group of rows. */
    static final String WHEN = "when";
    /** Not a field: which rows of a list inside a list element belong to that element. */
    static final String MATCH = "match";

    /** What the connector fills itself. */
    static final Set<String> OWN = Set.of(
            "report.lenderCode",
            "report.accountKey",
            "report.asOf",
            "report.businessDate",
            "lineage",
            "position",
            "missing[]",
            "months[].origin");

    private final TargetNode root = TargetNode.root(CreditRecord.getClassSchema());
    private final YamlMap fields;
    private final Set<String> filled = new HashSet<>();

    private TargetTree(YamlMap fields) {
        this.fields = fields;
    }

    /** The tree of all lines under {@code fields}. */
    static TargetNode of(YamlMap fields) {
        TargetTree tree = new TargetTree(fields);
        for (Map.Entry<String, YamlValue> entry : fields.named().entrySet()) {
            tree.add(entry.getKey(), entry.getValue());
        }
        // The identity of the report is always there; lines may only add to it.
        tree.root.child(CreditRecord.getClassSchema().getField("report"));
        return tree.root;
    }

    private void add(String target, YamlValue value) {
        TargetPath path = TargetPath.parse(target);
        if (path == null) {
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_TARGET_UNKNOWN.id(),
                    "\"" + target + "\" is no path, expected names with dots and [] or [group] after lists,"
                            + " such as instalments[].dueOn");
            return;
        }
        if (!filled.add(path.segments().toString())) {
            fields.problemAtKey(
                    target, MappingRule.MAP_TARGET_TYPE.id(), "another line fills the same field; keep one");
            return;
        }
        TargetNode node = root;
        List<TargetPath.Segment> segments = path.segments();
        for (int i = 0; i < segments.size(); i++) {
            TargetPath.Segment segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            if (last && !segment.isList() && isPseudo(segment.name(), node)) {
                addPseudo(node, segment.name(), target, value);
                return;
            }
            node = step(node, segment, target);
            if (node == null) {
                return;
            }
        }
        addLine(node, target, value);
    }

    private static boolean isPseudo(String name, TargetNode node) {
        return (name.equals(WHEN) || name.equals(MATCH)) && node.isRecord() && node.type.getField(name) == null;
    }

    private void addPseudo(TargetNode node, String name, String target, YamlValue value) {
        if (node == root) {
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_GROUP.id(),
                    "an account cannot be left out by a condition; leave its row out in the query accounts");
            return;
        }
        if (name.equals(MATCH)) {
            if (node.field == null || !TargetNode.isList(node.field)) {
                fields.problemAtKey(
                        target,
                        MappingRule.MAP_GROUP.id(),
                        node.path + " is no list, so that no rows are matched to it; remove the line");
                return;
            }
            node.match = value;
            return;
        }
        Expression expression = Expression.parse(value);
        if (expression != null) {
            node.when = new Line(target, value, expression);
        }
    }

    private @Nullable TargetNode step(TargetNode node, TargetPath.Segment segment, String target) {
        Schema.Field field = node.isRecord() ? node.type.getField(segment.name()) : null;
        if (field == null) {
            List<String> known = node.isRecord()
                    ? node.type.getFields().stream().map(Schema.Field::name).toList()
                    : List.of();
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_TARGET_UNKNOWN.id(),
                    (node.path.isEmpty() ? "the record" : node.path) + " has no field \"" + segment.name() + "\""
                            + Suggestions.hint(segment.name(), known));
            return null;
        }
        String path = TargetNode.childPath(node.path, field);
        if (OWN.contains(path)) {
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_TARGET_TYPE.id(),
                    "the connector fills " + path + " itself; remove the line");
            return null;
        }
        if (TargetNode.isList(field) != segment.isList()) {
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_TARGET_TYPE.id(),
                    segment.isList()
                            ? path + " is no list; remove the brackets"
                            : path + " is a list; write " + segment.name() + "[] or " + segment.name() + "[group]");
            return null;
        }
        TargetNode child = node.child(field);
        if (child.depth >= Scope.LEVELS) {
            fields.problemAtKey(
                    target, MappingRule.MAP_TARGET_TYPE.id(), "a list inside a list inside a list cannot be mapped");
            return null;
        }
        String group = segment.group();
        return group == null ? child : child.group(group);
    }

    private void addLine(TargetNode node, String target, YamlValue value) {
        if (node.isRecord()) {
            List<String> below = new ArrayList<>();
            node.type.getFields().forEach(field -> below.add(field.name()));
            fields.problemAtKey(
                    target,
                    MappingRule.MAP_TARGET_TYPE.id(),
                    node.path + " is a section; fill its fields: " + String.join(", ", below));
            return;
        }
        Expression expression = Expression.parse(value);
        if (expression != null) {
            node.line = new Line(target, value, expression);
        }
    }
}
