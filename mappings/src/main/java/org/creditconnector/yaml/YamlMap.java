package org.creditconnector.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A map of a document. Asking for a key makes it known; {@link #finish()} reports every key nobody asked for. A required value
 * that is missing or wrong is noted as a problem and answered with a harmless stand-in (empty text, zero, epoch day), so that one
 * pass finds all problems: call {@link Problems#throwIfAny()} before using what was read.
 */
public final class YamlMap {
    private final YamlPlace place;
    private final Problems problems;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, YamlPlace> keyPlaces = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<YamlValue> handedOut = new ArrayList<>();

    YamlMap(MappingNode node, YamlPlace place, Problems problems) {
        this(place, problems);
        for (NodeTuple tuple : node.getValue()) {
            add(tuple.getKeyNode(), tuple.getValueNode());
        }
    }

    private YamlMap(YamlPlace place, Problems problems) {
        this.place = place;
        this.problems = problems;
    }

    /** Stands where a map should be and is not: that problem is noted already, what follows from it is not worth a line. */
    static YamlMap unreadable(YamlPlace place) {
        return new YamlMap(place, new Problems());
    }

    private void add(Node keyNode, Node valueNode) {
        YamlPlace keyPlace = YamlPlace.of(place.file(), keyNode, place.path());
        if (!(keyNode instanceof ScalarNode scalar)) {
            keyPlace.problem(problems, "YAML-TYPE", "a key must be a single word, got " + YamlValue.kind(keyNode));
            return;
        }
        String key = scalar.getValue();
        keyPlace = new YamlPlace(keyPlace.file(), keyPlace.line(), keyPlace.column(), place.childPath(key));
        YamlPlace first = keyPlaces.putIfAbsent(key, keyPlace);
        if (first != null) {
            keyPlace.problem(
                    problems,
                    "YAML-KEY-TWICE",
                    "the key \"" + key + "\" stands here and at " + first.line() + ":" + first.column()
                            + "; keep one of the two");
            return;
        }
        YamlPlace valuePlace = YamlPlace.of(place.file(), valueNode, place.childPath(key));
        YamlValue.refuseReferences(valueNode, valuePlace, problems);
        values.put(key, new YamlValue(valueNode, valuePlace, problems));
    }

    /** Where this document's problems are noted. */
    public Problems problems() {
        return problems;
    }

    /** Line of the map from 1. */
    public int line() {
        return place.line();
    }

    /** Path of keys from the top; empty for the top map. */
    public String path() {
        return place.path();
    }

    /** Keys in the order of the document. Does not make them known. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** Whether the key stands there. Makes it known. */
    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** The value of a key, null where the key is absent. Makes it known. */
    public @Nullable YamlValue value(String key) {
        asked.add(key);
        YamlValue value = values.get(key);
        if (value != null && !handedOut.contains(value)) {
            handedOut.add(value);
        }
        return value;
    }

    /** All values by key, for maps whose keys are names that a person chose. Makes all keys known. */
    public Map<String, YamlValue> named() {
        keys().forEach(this::value);
        return java.util.Collections.unmodifiableMap(values);
    }

    /** All values as maps by key, e.g. the sources of a configuration. Makes all keys known. */
    public Map<String, YamlMap> namedMaps() {
        Map<String, YamlMap> maps = new LinkedHashMap<>();
        named().forEach((key, value) -> maps.put(key, value.map()));
        return maps;
    }

    /** Every single value of this map and of the maps and lists below, in the order of the document. Makes no key known. */
    public List<YamlValue> singleValues() {
        List<YamlValue> found = new ArrayList<>();
        values.values().forEach(value -> value.collectSingle(found));
        return found;
    }

    /** Notes a problem at the value of a key, or at the map where the key is absent. */
    public void problem(String key, String code, String message) {
        YamlValue value = values.get(key);
        if (value != null) {
            value.problem(code, message);
        } else {
            problems.add(code, place.file(), place.line(), place.column(), place.childPath(key), message);
        }
    }

    /** Notes a problem at the key itself. */
    public void problemAtKey(String key, String code, String message) {
        YamlPlace at = keyPlaces.get(key);
        if (at == null) {
            problem(key, code, message);
        } else {
            at.problem(problems, code, message);
        }
    }

    /** Notes a problem at this map about something below it that is not there. */
    public void problemBelow(String path, String code, String message) {
        problems.add(code, place.file(), place.line(), place.column(), path, message);
    }

    /** A required text. */
    public String text(String key) {
        YamlValue value = required(key);
        String text = value == null ? null : value.text();
        return text == null ? "" : text;
    }

    /** A text, null where the key is absent. */
    public @Nullable String optionalText(String key) {
        YamlValue value = value(key);
        return value == null ? null : value.text();
    }

    /** A text, the stand-in where the key is absent. */
    public String textOr(String key, String otherwise) {
        String text = optionalText(key);
        return text == null ? otherwise : text;
    }

    /** A required whole number from least to most. */
    public long wholeNumber(String key, long least, long most) {
        YamlValue value = required(key);
        Long number = value == null ? null : value.wholeNumber(least, most);
        return number == null ? 0 : number;
    }

    /** A whole number from least to most, the stand-in where the key is absent. */
    public long wholeNumberOr(String key, long least, long most, long otherwise) {
        YamlValue value = value(key);
        Long number = value == null ? null : value.wholeNumber(least, most);
        return number == null ? otherwise : number;
    }

    /** A required decimal number. */
    public BigDecimal decimal(String key) {
        YamlValue value = required(key);
        BigDecimal number = value == null ? null : value.decimal();
        return number == null ? BigDecimal.ZERO : number;
    }

    /** A decimal number, the stand-in where the key is absent. */
    public BigDecimal decimalOr(String key, BigDecimal otherwise) {
        YamlValue value = value(key);
        BigDecimal number = value == null ? null : value.decimal();
        return number == null ? otherwise : number;
    }

    /** {@code true} or {@code false}, the stand-in where the key is absent. */
    public boolean flagOr(String key, boolean otherwise) {
        YamlValue value = value(key);
        Boolean flag = value == null ? null : value.flag();
        return flag == null ? otherwise : flag;
    }

    /** A required date. */
    public LocalDate date(String key) {
        YamlValue value = required(key);
        LocalDate date = value == null ? null : value.date();
        return date == null ? LocalDate.EPOCH : date;
    }

    /** A date, null where the key is absent. */
    public @Nullable LocalDate optionalDate(String key) {
        YamlValue value = value(key);
        return value == null ? null : value.date();
    }

    /** A required length of time. */
    public Duration duration(String key) {
        YamlValue value = required(key);
        Duration duration = value == null ? null : value.duration();
        return duration == null ? Duration.ZERO : duration;
    }

    /** A length of time, the stand-in where the key is absent. */
    public Duration durationOr(String key, Duration otherwise) {
        YamlValue value = value(key);
        Duration duration = value == null ? null : value.duration();
        return duration == null ? otherwise : duration;
    }

    /** A required symbol of an enum, written in small letters with hyphens. The stand-in is the first symbol. */
    public <E extends Enum<E>> E oneOf(String key, Class<E> symbols) {
        YamlValue value = required(key);
        E symbol = value == null ? null : value.oneOf(symbols);
        return symbol == null ? symbols.getEnumConstants()[0] : symbol;
    }

    /** A symbol of an enum, the stand-in where the key is absent. */
    public <E extends Enum<E>> E oneOf(String key, Class<E> symbols, E otherwise) {
        YamlValue value = value(key);
        E symbol = value == null ? null : value.oneOf(symbols);
        return symbol == null ? otherwise : symbol;
    }

    /** A required map. */
    public YamlMap map(String key) {
        YamlValue value = required(key);
        return value == null
                ? unreadable(new YamlPlace(place.file(), place.line(), place.column(), place.childPath(key)))
                : value.map();
    }

    /** A map, null where the key is absent. */
    public @Nullable YamlMap optionalMap(String key) {
        YamlValue value = value(key);
        return value == null ? null : value.map();
    }

    /** The elements of a list, empty where the key is absent. */
    public List<YamlValue> list(String key) {
        YamlValue value = value(key);
        if (value == null) {
            return List.of();
        }
        List<YamlValue> elements = value.list();
        handedOut.addAll(elements);
        return elements;
    }

    /** The elements of a list of texts, empty where the key is absent. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlValue element : list(key)) {
            String text = element.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Reports every key of this map, and of each map read out of it, that nobody asked for. Call it once, on the top map. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problemAtKey(key, "YAML-KEY-UNKNOWN", "unknown key \"" + key + "\"" + Suggestions.hint(key, asked));
            }
        }
        handedOut.forEach(YamlValue::finish);
    }

    private @Nullable YamlValue required(String key) {
        YamlValue value = value(key);
        if (value == null) {
            problem(key, "YAML-KEY-MISSING", "the key \"" + key + "\" is missing; add it to the map that begins here");
        }
        return value;
    }
}
