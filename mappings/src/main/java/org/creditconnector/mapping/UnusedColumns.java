package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.source.RowShape;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlValue;

/** Finds columns that a query gives and nobody reads. */
final class UnusedColumns {
    private UnusedColumns() {}

    static void report(MappingFile file, Set<Columns.Place> used, Map<String, RowShape> shapes) {
        Set<String> declared = new HashSet<>();
        List<String> known = new ArrayList<>();
        Set<String> read = new HashSet<>();
        used.forEach(place -> read.add(place.query() + "." + place.name()));
        shapes.forEach((query, shape) -> shape.columns().forEach(column -> known.add(query + "." + column)));
        for (YamlValue value : file.unused()) {
            String text = value.text();
            if (text == null) {
                continue;
            }
            String name =
                    QueryColumns.prefix(text, shapes.keySet()) == null ? SourceMapping.ACCOUNTS + "." + text : text;
            declared.add(name);
            RowShape shape = shapes.get(name.substring(0, name.indexOf('.')));
            if (shape != null && shape.columns().isEmpty()) {
                continue;
            }
            if (!known.contains(name)) {
                value.problem(
                        MappingRule.MAP_COLUMN_UNKNOWN.id(),
                        "no query gives the column \"" + text + "\""
                                + Suggestions.nearest(name, known)
                                        .or(() -> Suggestions.nearest(text, known))
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(""));
            } else if (read.contains(name)) {
                value.problem(
                        MappingRule.MAP_COLUMN_UNUSED.id(), "a line reads the column " + name + "; remove it here");
            }
        }
        shapes.forEach((query, shape) -> {
            YamlValue place = file.queryPlaces().get(query);
            for (String column : shape.columns()) {
                String name = query + "." + column;
                boolean isKey = column.equals(file.rangeKey().column());
                if (place != null && !isKey && !read.contains(name) && !declared.contains(name)) {
                    place.problem(
                            MappingRule.MAP_COLUMN_UNUSED.id(),
                            "no line reads the column " + name + "; map it, or list it under unused");
                }
            }
            if (place != null
                    && !shape.columns().isEmpty()
                    && shape.position(file.rangeKey().column()) < 0) {
                place.problem(
                        MappingRule.MAP_COLUMN_UNKNOWN.id(),
                        "the query does not give the range key "
                                + file.rangeKey().column()
                                + Suggestions.hint(file.rangeKey().column(), shape.columns()));
            }
        });
    }
}
