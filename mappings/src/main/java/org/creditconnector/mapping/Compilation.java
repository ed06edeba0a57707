package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.source.RowShape;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree of lines into a {@link Plan}. Without shapes it only checks what can be checked before the source is open:
 * queries, steps, kinds, code tables.
 */
final class Compilation {
    private static final Pattern MATCH = Pattern.compile("(\\S+)\\s*=\\s*(\\S+)");
    private static final Schema FLAG = Schema.create(Schema.Type.BOOLEAN);

    private final Map<String, CodeTable> codes;
    private final Set<String> queries;
    private final Kind columnKind;
    private final Coverage coverage;
    private final @Nullable Map<String, RowShape> shapes;
    private final Set<Columns.Place> usedColumns = new HashSet<>();
    private final Set<String> usedQueries = new HashSet<>();
    private final Set<String> usedCodes = new HashSet<>();
    private final Map<String, Integer> rowQueries = new LinkedHashMap<>();
    private final Set<Integer> innerQueries = new LinkedHashSet<>();
    private final Map<String, Integer> pathIds = new HashMap<>();
    private final boolean traced;
    private final Set<String> ownKeys;

    Compilation(
            Map<String, CodeTable> codes,
            Set<String> queries,
            Kind columnKind,
            Coverage coverage,
            @Nullable Map<String, RowShape> shapes,
            boolean traced,
            Set<String> ownKeys) {
        this.codes = codes;
        this.queries = queries;
        this.columnKind = columnKind;
        this.coverage = coverage;
        this.shapes = shapes;
        this.traced = traced;
        this.ownKeys = ownKeys;
    }

    /** Columns that lines read, by query and lower-case name in {@link Columns.Place}. */
    Set<Columns.Place> usedColumns() {
        return usedColumns;
    }

    Set<String> usedQueries() {
        return usedQueries;
    }

    Set<String> usedCodes() {
        return usedCodes;
    }

    /** Queries whose rows lines read, with their numbers from zero, in the order of the numbers. */
    Map<String, Integer> rowQueries() {
        return rowQueries;
    }

    /** Numbers of the queries whose rows stand inside list elements: each row must find its element. */
    Set<Integer> innerQueries() {
        return innerQueries;
    }

    /** Numbers of the paths that may be found missing. */
    Map<String, Integer> pathIds() {
        return pathIds;
    }

    Plan.Section section(TargetNode node) {
        return section(
                node, new QueryColumns(this, List.of(SourceMapping.ACCOUNTS), columnKind, shapes, queries), false);
    }

    /** A line for a field that the header fills from a column of the accounts query. */
    Plan.@Nullable Leaf own(String path, YamlValue place, String column) {
        Schema.Field field = ReportIdentity.getClassSchema().getField(path.substring(path.indexOf('.') + 1));
        QueryColumns columns = new QueryColumns(this, List.of(SourceMapping.ACCOUNTS), columnKind, shapes, queries);
        int offset = Math.max(0, place.raw().indexOf(column));
        Columns.Place at = columns.at(place).find(new Expression.Word(column, offset));
        if (at == null) {
            return null;
        }
        TargetNode node = new TargetNode(path, field.schema(), field, 0);
        FieldSlot slot = slot(node, columns);
        Cell cell = Steps.column(at);
        return leaf(
                slot,
                field.pos(),
                traced ? Tracing.own(cell, slot, at, place) : cell,
                field.schema(),
                false,
                !ownKeys.contains(column.toLowerCase(java.util.Locale.ROOT)));
    }

    private Plan.Section section(TargetNode node, QueryColumns columns, boolean element) {
        List<Plan.Leaf> leaves = new ArrayList<>();
        List<Plan.Child> children = new ArrayList<>();
        List<Plan.ListOf> lists = new ArrayList<>();
        List<Integer> empty = new ArrayList<>();
        for (Schema.Field field : node.type.getFields()) {
            TargetNode child = node.fields.get(field.name());
            if (child == null) {
                if (TargetNode.isList(field)) {
                    empty.add(field.pos());
                }
            } else if (!child.groups.isEmpty()) {
                List<Plan.Group> groups = new ArrayList<>();
                child.groups.values().forEach(group -> groups.add(group(group, columns)));
                lists.add(new Plan.ListOf(field.pos(), groups));
            } else if (child.isRecord()) {
                children.add(new Plan.Child(slot(child, columns), field.pos(), section(child, columns, false)));
            } else if (child.line != null) {
                Plan.Leaf leaf = leaf(child, child.line, columns);
                if (leaf != null) {
                    leaves.add(leaf);
                }
            }
        }
        boolean optional = !element && node.isOptional();
        return new Plan.Section(
                GeneratedTypes.maker(node.type), optional, condition(node, columns), leaves, children, lists, empty);
    }

    private Plan.@Nullable Condition condition(TargetNode node, QueryColumns columns) {
        Line when = node.when;
        if (when == null) {
            return null;
        }
        if (when.expression().literal() != null) {
            when.problem(MappingRule.MAP_GROUP, "a condition must ask a column, such as column | present");
            return null;
        }
        Cell.Typed typed = Steps.compile(
                when.expression(),
                new StepContext(when.value(), FLAG, true, columns.at(when.value()), codes, usedCodes, traced));
        if (typed == null) {
            return null;
        }
        String refusal = Targets.refusal(typed.kind(), FLAG);
        if (refusal != null) {
            when.problem(
                    MappingRule.MAP_STEP_TYPE,
                    "the condition gives " + typed.kind().words() + "; " + refusal);
        }
        // Whose column it asks is not known here: a name, perhaps, so that its value is never shown.
        FieldSlot slot = new FieldSlot(node.path, 0, FLAG, true, false, DataClass.PERSONAL, columns.level(), null);
        return new Plan.Condition(
                slot, traced ? Tracing.condition(typed.cell(), slot, when.target(), when.value()) : typed.cell());
    }

    private Plan.@Nullable Leaf leaf(TargetNode node, Line line, QueryColumns columns) {
        FieldSlot slot = slot(node, columns);
        Cell.Typed typed = Steps.compile(
                line.expression(),
                new StepContext(
                        line.value(), node.type, slot.required(), columns.at(line.value()), codes, usedCodes, traced));
        if (typed == null) {
            return null;
        }
        if (!typed.literal()) {
            String refusal = Targets.refusal(typed.kind(), node.type);
            if (refusal != null) {
                line.problem(
                        MappingRule.MAP_STEP_TYPE,
                        "the line gives " + typed.kind().words() + ", the field holds " + Targets.words(node.type)
                                + "; " + refusal);
                return null;
            }
            checkSymbols(node, line, typed);
        }
        return leaf(
                slot,
                node.position(),
                traced ? Tracing.line(typed.cell(), slot, line.target(), line.value()) : typed.cell(),
                node.type,
                typed.literal(),
                line.expression().columns().stream()
                        .noneMatch(column -> ownKeys.contains(column.text().toLowerCase(java.util.Locale.ROOT))));
    }

    private Plan.Leaf leaf(FieldSlot slot, int position, Cell cell, Schema type, boolean literal, boolean checked) {
        Cell.Step fitting = Targets.coercion(type);
        Cell.Step coercion = checked && SubjectKeys.isChecked(slot.path()) ? SubjectKeys.refusing(fitting) : fitting;
        return new Plan.Leaf(slot, position, cell, traced ? Tracing.coercion(coercion) : coercion, literal);
    }

    /** An enum takes only symbols that are known before any row is read. */
    private void checkSymbols(TargetNode node, Line line, Cell.Typed typed) {
        if (node.type.getType() != Schema.Type.ENUM) {
            return;
        }
        if (typed.domain() == null) {
            line.problem(
                    MappingRule.MAP_STEP_TYPE,
                    "the field holds " + Targets.words(node.type)
                            + "; add the step | codes TABLE as the last one, or write = SYMBOL");
            return;
        }
        for (Expression.Call call : line.expression().steps()) {
            CodeTable table = call.name().equals("codes") ? codes.get(call.argument()) : null;
            if (table != null) {
                table.checkSymbols(node.type, line.target(), coverage.problems());
            }
        }
    }

    private FieldSlot slot(TargetNode node, QueryColumns columns) {
        boolean list = node.field != null && TargetNode.isList(node.field);
        return new FieldSlot(
                node.path,
                pathIds.computeIfAbsent(TargetNode.absence(node.path), path -> pathIds.size()),
                node.type,
                !list && !node.isOptional(),
                node.isAbsentMeansNone(),
                node.dataClass(),
                columns.level(),
                coverage.reason(node.path));
    }

    private Plan.Group group(TargetNode group, QueryColumns around) {
        String query = queryOf(group, around);
        if (query != null && query.isEmpty()) {
            return new Plan.Group(group.depth, Plan.Group.ROW_AROUND, null, null, null);
        }
        QueryColumns columns = around.below(query);
        int number = Plan.Group.ROW_AROUND;
        if (query != null) {
            usedQueries.add(query);
            number = rowQueries.computeIfAbsent(query, name -> rowQueries.size());
            if (group.depth > 1) {
                innerQueries.add(number);
            }
        }
        Plan.Match match = match(group, query, columns, around);
        if (group.isRecord()) {
            return new Plan.Group(group.depth, number, match, section(group, columns, true), null);
        }
        Line line = group.line;
        return new Plan.Group(group.depth, number, match, null, line == null ? null : leaf(group, line, columns));
    }

    /** The query whose rows the lines of a group read; null where they read only the rows around it, empty after a problem. */
    private @Nullable String queryOf(TargetNode group, QueryColumns around) {
        String query = null;
        for (Line line : group.linesOfRows()) {
            for (Expression.Word word : line.expression().columns()) {
                String prefix = QueryColumns.prefix(word.text(), queries);
                if (prefix == null || around.knows(prefix)) {
                    continue;
                }
                if (query != null && !query.equals(prefix)) {
                    line.value()
                            .problemAt(
                                    word.offset(),
                                    MappingRule.MAP_GROUP.id(),
                                    "the lines of " + group.path + " read rows of " + query + " and of " + prefix
                                            + "; write two groups, such as " + group.path.replaceAll("\\[\\]$", "[")
                                            + query + "] and " + group.path.replaceAll("\\[\\]$", "[") + prefix + "]");
                    usedQueries.add(query);
                    usedQueries.add(prefix);
                    return "";
                }
                query = prefix;
            }
        }
        return query;
    }

    private Plan.@Nullable Match match(
            TargetNode group, @Nullable String query, QueryColumns columns, QueryColumns around) {
        YamlValue value = group.match;
        if (value == null) {
            if (query != null && around.readsRows()) {
                group.linesOfRows()
                        .get(0)
                        .problem(
                                MappingRule.MAP_GROUP,
                                "which rows of " + query + " belong to which element of the list around it? write "
                                        + group.path + ".match: " + query + ".COLUMN = " + around.lastQuery()
                                        + ".COLUMN");
            }
            return null;
        }
        String text = value.text();
        if (text == null) {
            return null;
        }
        Matcher matcher = MATCH.matcher(text);
        if (!matcher.matches() || query == null) {
            value.problem(
                    MappingRule.MAP_GROUP.id(),
                    "expected two columns with = between them, such as documents.client = parties.client");
            return null;
        }
        Columns at = columns.at(value);
        Columns.Place left = at.find(new Expression.Word(matcher.group(1), matcher.start(1)));
        Columns.Place right = at.find(new Expression.Word(matcher.group(2), matcher.start(2)));
        if (left == null || right == null) {
            return null;
        }
        if (left.level() != group.depth || right.level() == group.depth) {
            value.problem(
                    MappingRule.MAP_GROUP.id(),
                    "expected a column of " + query + " on the left and one of the rows around it on the right");
            return null;
        }
        return new Plan.Match(left.position(), right.position());
    }
}
