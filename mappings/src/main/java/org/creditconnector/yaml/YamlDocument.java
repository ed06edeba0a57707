package org.creditconnector.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML 1.2 strictly: every scalar is text until somebody asks for a number or a date, so that {@code 01}, {@code NO} and
 * {@code 1e3} stay what they are; a key stands once; there are no anchors, aliases, merge keys or foreign tags. What is wrong
 * goes to a {@link Problems} collector with file, line and column.
 */
public final class YamlDocument {
    private YamlDocument() {}

    /**
     * The top map of a document. It is empty where the text cannot be read at all; the problem is noted then.
     *
     * @param file name of the file for problems
     * @param text content of the file
     * @param problems where to note what is wrong
     */
    public static YamlMap read(String file, String text, Problems problems) {
        Optional<Node> root = compose(file, text, problems);
        if (root.isEmpty()) {
            return YamlMap.unreadable(new YamlPlace(file, 1, 1, ""));
        }
        Node node = root.get();
        YamlPlace place = YamlPlace.of(file, node, "");
        if (node instanceof MappingNode mapping) {
            return new YamlMap(mapping, place, problems);
        }
        place.problem(
                problems, "YAML-TYPE", "the document must be a map of keys to values, got " + YamlValue.kind(node));
        return YamlMap.unreadable(place);
    }

    private static Optional<Node> compose(String file, String text, Problems problems) {
        if (YamlSyntax.isTooDeep(text)) {
            problems.add("YAML-SYNTAX", file, 0, 0, "", YamlSyntax.TOO_DEEP);
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setUseMarks(true).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add("YAML-EMPTY", file, 0, 0, "", "the file holds nothing; write at least one key");
            }
            return root;
        } catch (MarkedYamlEngineException broken) {
            problems.add(YamlSyntax.problem(file, broken));
        } catch (ReaderException broken) {
            problems.add(YamlSyntax.problem(file, text, broken));
        } catch (YamlEngineException broken) {
            String what = broken.getMessage() == null ? "cannot be read" : broken.getMessage();
            problems.add("YAML-SYNTAX", file, 0, 0, "", "not YAML: " + what.replaceAll("\\s+", " "));
        }
        return Optional.empty();
    }
}
