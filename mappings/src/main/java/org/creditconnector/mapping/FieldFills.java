package org.creditconnector.mapping;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.record.MissingReason;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Looks up how a mapping's lines and reasons fill fields, whatever groups of rows they stand in. */
public final class FieldFills {
    /** What is said of a field without a line whose absence is a fact. */
    public static final String NONE = "no line, which means that there is none";

    private static final String OTHERS = "others";
    private static final Pattern LIST = Pattern.compile("^([^\\[]+)\\[([^\\]]*)]");
    private static final Set<String> PSEUDO = Set.of(TargetTree.WHEN, TargetTree.MATCH);

    private final Map<String, FieldFill> lines = new HashMap<>();
    private final Map<String, YamlValue> reasons = new HashMap<>();
    /** Names of the groups of each list that has named ones. */
    private final Map<String, Set<String>> groups = new HashMap<>();
    /** Which of them fill a field. */
    private final Map<String, Set<String>> filling = new HashMap<>();

    FieldFills(YamlMap fields, @Nullable YamlMap missing) {
        fields.named().forEach((path, value) -> {
            String field = withoutGroups(path);
            noteGroup(path, field);
            String right = value.text();
            if (right != null && !PSEUDO.contains(field.substring(field.lastIndexOf('.') + 1))) {
                lines.merge(field, new FieldFill(state(value), right.strip(), place(value)), FieldFills::together);
            }
        });
        if (missing != null) {
            for (Map.Entry<String, YamlValue> entry : missing.named().entrySet()) {
                reasons.put(withoutGroups(entry.getKey()), entry.getValue());
            }
        }
    }

    private void noteGroup(String path, String field) {
        Matcher list = LIST.matcher(path);
        if (list.find() && !list.group(2).isEmpty()) {
            groups.computeIfAbsent(list.group(1), key -> new LinkedHashSet<>()).add(list.group(2));
            filling.computeIfAbsent(field, key -> new LinkedHashSet<>()).add(list.group(2));
        }
    }

    /** The groups of rows of the list around a field whose lines do not fill it; {@code guarantor} of {@code parties[guarantor]}. */
    public List<String> groupsWithout(String path) {
        Matcher list = LIST.matcher(path);
        Set<String> with = filling.getOrDefault(path, Set.of());
        if (with.isEmpty() || !list.find()) {
            return List.of();
        }
        return groups.getOrDefault(list.group(1), Set.of()).stream()
                .filter(group -> !with.contains(group))
                .toList();
    }

    /** Whether any line fills a field of a section or list. */
    public boolean isFillingBelow(String section) {
        return lines.keySet().stream().anyMatch(line -> line.startsWith(section + "."));
    }

    private static State state(YamlValue line) {
        Expression expression = Expression.parse(line);
        if (expression == null) {
            return State.FILLED;
        }
        if (expression.column() == null) {
            return State.DEFAULTED;
        }
        return expression.steps().stream().anyMatch(FieldFills::isDefault) ? State.FILLED_ELSE_DEFAULT : State.FILLED;
    }

    /** Whether a step gives a literal where there is nothing: {@code or = 0}. */
    private static boolean isDefault(Expression.Call step) {
        return step.name().equals("or")
                && !step.words().isEmpty()
                && step.words().get(0).text().equals("=");
    }

    /** Lines of several groups: where one of them takes a column and another says a literal, both are told. */
    private static FieldFill together(FieldFill one, FieldFill other) {
        FieldFill best = one.state().compareTo(other.state()) <= 0 ? one : other;
        FieldFill worst = best == one ? other : one;
        return best.state() == State.FILLED && worst.state() != State.FILLED
                ? new FieldFill(
                        State.FILLED_ELSE_DEFAULT,
                        best.how() + "; of another group " + worst.how() + " " + worst.place(),
                        best.place())
                : best;
    }

    private static String withoutGroups(String path) {
        return path.replaceAll("\\[[^\\]]*]", "[]");
    }

    /**
     * How a field is filled.
     *
     * @param path as lines have it, with {@code []} after lists: {@code parties[].documents[].number}
     */
    public FieldFill of(String path) {
        FieldFill line = lines.get(path);
        if (line != null) {
            return line;
        }
        if (path.startsWith("position.") || path.startsWith("months[].")) {
            return new FieldFill(State.DERIVED, "from schedule and movements", "");
        }
        if (TargetTree.OWN.contains(path)) {
            return new FieldFill(State.FILLED, "by the connector", "");
        }
        return absence(path);
    }

    /**
     * Why a field has no value, as {@code missing} says of it, of a section around it or of all others.
     *
     * @param path as for {@link #of}
     */
    public FieldFill absence(String path) {
        for (String above = path; !above.isEmpty(); above = above.substring(0, Math.max(0, above.lastIndexOf('.')))) {
            YamlValue reason = reasons.get(above.endsWith("[]") ? above.substring(0, above.length() - 2) : above);
            if (reason != null) {
                return missing(reason);
            }
        }
        YamlValue others = isNoneWithoutLine(path) ? null : reasons.get(OTHERS);
        return others == null ? new FieldFill(State.MISSING, NONE, "") : missing(others);
    }

    /** The reason that a mapping gives for a field itself, for rows where its line finds nothing; null where it gives none. */
    public @Nullable FieldFill reason(String path) {
        YamlValue reason = reasons.get(path.endsWith("[]") ? path.substring(0, path.length() - 2) : path);
        return reason == null ? null : missing(reason);
    }

    /** Fields, and those of sections, whose absence is a fact need no reason: {@code others} says nothing about them. */
    private boolean isNoneWithoutLine(String path) {
        for (String above = path; !above.isEmpty(); above = above.substring(0, Math.max(0, above.lastIndexOf('.')))) {
            RecordFields.RecordField field = RecordFields.at(above);
            if (field != null && field.absentMeansNone() && !isFillingBelow(above)) {
                return true;
            }
        }
        return false;
    }

    private static FieldFill missing(YamlValue reason) {
        String word = reason.raw();
        boolean senseless = Reasons.of(word) == MissingReason.NOT_APPLICABLE;
        return new FieldFill(senseless ? State.NOT_APPLICABLE : State.MISSING, word, place(reason));
    }

    private static String place(YamlValue value) {
        return value.file() + ":" + value.line();
    }
}
