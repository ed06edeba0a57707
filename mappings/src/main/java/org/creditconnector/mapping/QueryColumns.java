package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.creditconnector.source.RowShape;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** The rows at hand at one place of the tree: the account's row and those of the lists around. */
final class QueryColumns {
    private final Compilation compilation;
    /** Query by level; the empty text where a level repeats the row of the level before. */
    private final List<String> levels;

    private final Kind kind;
    private final @Nullable Map<String, RowShape> shapes;
    private final Set<String> queries;

    QueryColumns(
            Compilation compilation,
            List<String> levels,
            Kind kind,
            @Nullable Map<String, RowShape> shapes,
            Set<String> queries) {
        this.compilation = compilation;
        this.levels = levels;
        this.kind = kind;
        this.shapes = shapes;
        this.queries = queries;
    }

    /** The rows at hand inside a group of a list here. */
    QueryColumns below(@Nullable String query) {
        List<String> more = new ArrayList<>(levels);
        more.add(query == null ? "" : query);
        return new QueryColumns(compilation, more, kind, shapes, queries);
    }

    int level() {
        return levels.size() - 1;
    }

    boolean knows(String query) {
        return levels.contains(query);
    }

    /** Whether a list around reads rows of its own. */
    boolean readsRows() {
        return levels.stream().skip(1).anyMatch(query -> !query.isEmpty());
    }

    String lastQuery() {
        return levels.get(levels.size() - 1);
    }

    /** The query that a column's name begins with; null where it begins with none. */
    static @Nullable String prefix(String column, Set<String> queries) {
        int dot = column.indexOf('.');
        String prefix = dot < 0 ? "" : column.substring(0, dot);
        return queries.contains(prefix) ? prefix : null;
    }

    /** Finds columns for one line. */
    Columns at(YamlValue line) {
        return new Columns() {
            @Override
            public @Nullable Place find(Expression.Word column) {
                return QueryColumns.this.find(column, line);
            }

            @Override
            public Kind kind() {
                return kind;
            }
        };
    }

    private Columns.@Nullable Place find(Expression.Word column, YamlValue line) {
        String prefix = prefix(column.text(), queries);
        String query = prefix == null ? SourceMapping.ACCOUNTS : prefix;
        String name = prefix == null ? column.text() : column.text().substring(prefix.length() + 1);
        int level = levels.indexOf(query);
        if (level < 0) {
            line.problemAt(
                    column.offset(),
                    MappingRule.MAP_GROUP.id(),
                    "rows of " + query + " are not at hand here; at hand are those of "
                            + String.join(
                                    ", ",
                                    levels.stream().filter(q -> !q.isEmpty()).toList()));
            return null;
        }
        if (shapes == null) {
            return new Columns.Place(level, 0, query, name);
        }
        RowShape shape = shapes.get(query);
        if (shape != null && shape.columns().isEmpty()) {
            // Nobody knows what the query gives; SourceMapping.check says so.
            compilation.usedColumns().add(new Columns.Place(level, 0, query, name.toLowerCase(Locale.ROOT)));
            return new Columns.Place(level, 0, query, name);
        }
        int position = shape == null ? -1 : shape.position(name);
        if (position < 0) {
            int dot = column.text().indexOf('.');
            String meant = prefix != null || dot < 0
                    ? null
                    : Suggestions.nearest(column.text().substring(0, dot), queries)
                            .orElse(null);
            if (meant != null) {
                line.problemAt(
                        column.offset(),
                        MappingRule.MAP_QUERY_UNKNOWN.id(),
                        "there is no query \"" + column.text().substring(0, dot) + "\"; did you mean \"" + meant
                                + "\"?");
                return null;
            }
            line.problemAt(
                    column.offset(),
                    MappingRule.MAP_COLUMN_UNKNOWN.id(),
                    "the query " + query + " gives no column \"" + name + "\""
                            + hint(SourceMapping.ACCOUNTS.equals(prefix) ? name : column.text()));
            return null;
        }
        Columns.Place place = new Columns.Place(level, position, query, name.toLowerCase(Locale.ROOT));
        compilation.usedColumns().add(place);
        return place;
    }

    /** The column that was meant: one of the same name in another query at hand before one that is spelt nearly so. */
    private String hint(String column) {
        List<String> known = known();
        for (String name : known) {
            if (name.endsWith("." + column.toLowerCase(Locale.ROOT))) {
                return "; did you mean \"" + name + "\"?";
            }
        }
        return Suggestions.hint(column, known);
    }

    private List<String> known() {
        List<String> names = new ArrayList<>();
        for (String query : levels) {
            RowShape shape = shapes == null ? null : shapes.get(query);
            if (shape != null) {
                String prefix = query.equals(SourceMapping.ACCOUNTS) ? "" : query + ".";
                shape.columns().forEach(name -> names.add(prefix + name));
            }
        }
        return names;
    }
}
