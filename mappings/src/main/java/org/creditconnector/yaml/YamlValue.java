package org.creditconnector.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One value of a document with its place. Reading it as something that it is not notes a problem and gives null, so that a pass
 * goes on to the next problem.
 */
public final class YamlValue {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,20})?");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

    /** Longer ones would be years of five digits with a sign. */
    private static final int DATE_LENGTH = 10;

    private final Node node;
    private final YamlPlace place;
    private final Problems problems;
    private final List<YamlValue> handedOut = new ArrayList<>();
    private @Nullable YamlMap map;

    YamlValue(Node node, YamlPlace place, Problems problems) {
        this.node = node;
        this.place = place;
        this.problems = problems;
    }

    /** Line from 1. */
    public int line() {
        return place.line();
    }

    /** Column of the value from 1; of its first character, after the quote, where it is quoted. */
    public int column() {
        boolean quoted = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                        || scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED);
        return place.column() + (quoted ? 1 : 0);
    }

    /** Path of keys from the top, e.g. {@code targets.bureau.url}. */
    public String path() {
        return place.path();
    }

    /** File as the person knows it. */
    public String file() {
        return place.file();
    }

    /** Whether it is a single value and not a map or a list. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether nothing stands there: {@code key:}, {@code ~} or {@code null} without quotes. */
    public boolean isNothing() {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("~")
                        || scalar.getValue().equals("null"));
    }

    /** Notes a problem at this value. */
    public void problem(String code, String message) {
        place.problem(problems, code, message);
    }

    /** Notes a problem at a character of this single value, counted from 0. */
    public void problemAt(int offset, String code, String message) {
        problems.add(code, place.file(), place.line(), column() + offset, place.path(), message);
    }

    /** The value as it was written, empty where it is a map or a list; never a problem. */
    public String raw() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The value as it was written, never empty; null with a problem otherwise. */
    public @Nullable String text() {
        if (!(node instanceof ScalarNode scalar)) {
            problem("YAML-TYPE", "expected a single value, got " + kind(node));
            return null;
        }
        if (isNothing() || scalar.getValue().isBlank()) {
            problem("YAML-VALUE", "the value is empty; write one or remove the key");
            return null;
        }
        return scalar.getValue();
    }

    /** A whole number within limits; null with a problem otherwise. Leading zeros are refused: {@code 010} is a code. */
    public @Nullable Long wholeNumber(long least, long most) {
        String text = text();
        if (text == null) {
            return null;
        }
        if (WHOLE_NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem("YAML-VALUE", "expected a whole number from " + least + " to " + most + ", got \"" + text + "\"");
        return null;
    }

    /** A decimal number as written; null with a problem otherwise. */
    public @Nullable BigDecimal decimal() {
        String text = text();
        if (text == null) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        problem("YAML-VALUE", "expected a decimal number such as 0.05, got \"" + text + "\"");
        return null;
    }

    /** {@code true} or {@code false}; null with a problem otherwise. */
    public @Nullable Boolean flag() {
        String text = text();
        if (text == null) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        problem("YAML-VALUE", "expected true or false, got \"" + text + "\"");
        return null;
    }

    /** A calendar date {@code yyyy-MM-dd}; null with a problem otherwise. */
    public @Nullable LocalDate date() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException impossible) {
            // told below, like a text of another length
        }
        problem("YAML-VALUE", "expected a calendar date such as 2013-02-05, got \"" + text + "\"");
        return null;
    }

    /** A length of time: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}; null with a problem otherwise. */
    public @Nullable Duration duration() {
        String text = text();
        if (text == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            problem("YAML-VALUE", "expected a length of time such as 500ms, 30s, 5m, 2h or 1d, got \"" + text + "\"");
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** One symbol of an enum, written in small letters with hyphens: {@code OLDEST_FIRST} is {@code oldest-first}. */
    public <E extends Enum<E>> @Nullable E oneOf(Class<E> symbols) {
        String text = text();
        if (text == null) {
            return null;
        }
        Map<String, E> bySpelling = new LinkedHashMap<>();
        for (E symbol : symbols.getEnumConstants()) {
            bySpelling.put(spelling(symbol), symbol);
        }
        E symbol = bySpelling.get(text);
        if (symbol == null) {
            problem(
                    "YAML-VALUE",
                    "expected one of " + String.join(", ", bySpelling.keySet()) + ", got \"" + text + "\""
                            + Suggestions.nearest(text, bySpelling.keySet())
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
        return symbol;
    }

    /** The value as a map; empty with a problem where it is none. Asking again gives the same map. */
    public YamlMap map() {
        if (map == null) {
            if (node instanceof MappingNode mapping) {
                map = new YamlMap(mapping, place, problems);
            } else {
                problem("YAML-TYPE", "expected a map of keys to values, got " + kind(node));
                map = YamlMap.unreadable(place);
            }
        }
        return map;
    }

    /** The elements of a list; empty with a problem where it is none. */
    public List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            problem("YAML-TYPE", "expected a list, got " + kind(node));
            return List.of();
        }
        List<YamlValue> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            String path = place.path() + "[" + elements.size() + "]";
            YamlPlace at = YamlPlace.of(place.file(), element, path);
            refuseReferences(element, at, problems);
            elements.add(new YamlValue(element, at, problems));
        }
        handedOut.addAll(elements);
        return elements;
    }

    /** This value where it is a single one, else those below it. */
    void collectSingle(List<YamlValue> found) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                below(tuple.getValueNode(), place.childPath(key)).collectSingle(found);
            });
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                below(sequence.getValue().get(i), place.path() + "[" + i + "]").collectSingle(found);
            }
        } else {
            found.add(this);
        }
    }

    private YamlValue below(Node child, String path) {
        return new YamlValue(child, YamlPlace.of(place.file(), child, path), problems);
    }

    void finish() {
        if (map != null) {
            map.finish();
        }
        handedOut.forEach(YamlValue::finish);
    }

    static String spelling(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a map";
        }
        return node instanceof SequenceNode ? "a list" : "the single value \"" + ((ScalarNode) node).getValue() + "\"";
    }

    static void refuseReferences(Node node, YamlPlace at, Problems problems) {
        if (node.getAnchor().isPresent()) {
            at.problem(
                    problems, "YAML-ANCHOR", "anchors and aliases are not allowed; write the value out in each place");
        }
        if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
            at.problem(problems, "YAML-TAG", "the tag " + node.getTag().getValue() + " is not allowed; remove it");
        }
    }
}
