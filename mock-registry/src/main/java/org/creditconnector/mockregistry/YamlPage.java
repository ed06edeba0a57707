package org.creditconnector.mockregistry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML text read strictly: every value knows its place, and all problems are collected before one exception tells them. */
public final class YamlPage {
    private final String file;
    private final List<String> problems = new ArrayList<>();

    public YamlPage(String file) {
        this.file = file;
    }

    /** The text's mapping; null after a problem. */
    public @Nullable Section root(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            Node node = new Compose(settings).composeString(yaml).orElse(null);
            if (node == null) {
                problems.add(file + ":1:1: the page is empty, expected a mapping with description");
                return null;
            }
            return section(node, "page");
        } catch (MarkedYamlEngineException e) {
            String at = e.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            problems.add(file + at + ": no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(file + ": no YAML: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        return null;
    }

    /** Throws when there were problems. */
    public void finish() {
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
    }

    private void problem(Node node, String name, String sentence) {
        String at = node.getStartMark()
                .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse("");
        problems.add(file + at + " " + name + ": " + sentence);
    }

    private @Nullable Section section(Node node, String name) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, name, "expected a mapping");
            return null;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(tuple.getKeyNode(), name, "expected a plain key");
                continue;
            }
            Value value = new Value(key, tuple.getValueNode());
            if (values.put(key.getValue(), value) != null) {
                problem(key, key.getValue(), "the key stands there twice");
            }
        }
        return new Section(node, name, values);
    }

    /** A mapping whose keys are asked for one by one; what was not asked for is unknown. */
    public final class Section {
        private final Node node;
        private final String name;
        private final Map<String, Value> values;
        private final Set<String> asked = new TreeSet<>();

        private Section(Node node, String name, Map<String, Value> values) {
            this.node = node;
            this.name = name;
            this.values = values;
        }

        /** The value of an optional key. */
        public @Nullable Value get(String key) {
            asked.add(key);
            return values.get(key);
        }

        /** The text of a key that must be there; empty after a problem. */
        public String needed(String key) {
            Value value = get(key);
            if (value == null) {
                problem(node, name, "the key " + key + " is missing");
                return "";
            }
            return value.text();
        }

        /** Reports all keys that were never asked for. */
        public void noOthers() {
            values.forEach((key, value) -> {
                if (!asked.contains(key)) {
                    problem(value.key, key, "unknown key, expected one of " + String.join(", ", asked));
                }
            });
        }

        /** Reports a problem about the section as a whole. */
        public void bad(String sentence) {
            problem(node, name, sentence);
        }
    }

    /** The value of a key. */
    public final class Value {
        private final ScalarNode key;
        private final Node node;

        private Value(ScalarNode key, Node node) {
            this.key = key;
            this.node = node;
        }

        /** The text as written; empty after a problem. */
        public String text() {
            return text(node);
        }

        private String text(Node of) {
            if (of instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return scalar.getValue();
            }
            problem(of, key.getValue(), "expected a text");
            return "";
        }

        /** The texts of a list, or of one text alone. */
        public List<String> texts() {
            if (node instanceof SequenceNode sequence) {
                return sequence.getValue().stream().map(this::text).toList();
            }
            return List.of(text());
        }

        /** The mappings of a list. */
        public List<Section> sections() {
            List<Section> sections = new ArrayList<>();
            if (node instanceof SequenceNode sequence) {
                for (Node element : sequence.getValue()) {
                    Section section = section(element, key.getValue());
                    if (section != null) {
                        sections.add(section);
                    }
                }
            } else {
                problem(node, key.getValue(), "expected a list of mappings");
            }
            return sections;
        }

        /** Reports a problem about this value. */
        public void bad(String sentence) {
            problem(node, key.getValue(), sentence);
        }
    }
}
