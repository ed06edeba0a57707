package org.creditconnector.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mapping.FieldFill.State;
import org.creditconnector.record.MissingReason;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Looks up how a mapping's lines and reasons fill fields, whatever groups of rows they stand in. */
public final class FieldFills {
    private static final String OTHERS = "others";
    private static final Set<String> PSEUDO = Set.of(TargetTree.WHEN, TargetTree.MATCH);

    private final Map<String, FieldFill> lines = new HashMap<>();
    private final Map<String, YamlValue> reasons = new HashMap<>();

    FieldFills(YamlMap fields, @Nullable YamlMap missing) {
        fields.named().forEach((path, value) -> {
            String field = withoutGroups(path);
            String right = value.text();
            if (right != null && !PSEUDO.contains(field.substring(field.lastIndexOf('.') + 1))) {
                State state = right.strip().startsWith("=") ? State.DEFAULTED : State.FILLED;
                lines.merge(field, new FieldFill(state, right.strip(), place(value)), FieldFills::better);
            }
        });
        if (missing != null) {
            for (Map.Entry<String, YamlValue> entry : missing.named().entrySet()) {
                reasons.put(withoutGroups(entry.getKey()), entry.getValue());
            }
        }
    }

    private static FieldFill better(FieldFill one, FieldFill other) {
        return one.state().compareTo(other.state()) <= 0 ? one : other;
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
        YamlValue others = reasons.get(OTHERS);
        return others == null
                ? new FieldFill(State.MISSING, "no line, which means that there is none", "")
                : missing(others);
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
