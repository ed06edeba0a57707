package org.creditconnector.yaml;

import org.snakeyaml.engine.v2.nodes.Node;

/** Where a value stands: file, line and column from 1, path of keys from the top. */
record YamlPlace(String file, int line, int column, String path) {
    static YamlPlace of(String file, Node node, String path) {
        return node.getStartMark()
                .map(mark -> new YamlPlace(file, mark.getLine() + 1, mark.getColumn() + 1, path))
                .orElseGet(() -> new YamlPlace(file, 0, 0, path));
    }

    String childPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void problem(Problems problems, String code, String message) {
        problems.add(code, file, line, column, path, message);
    }
}
