package org.creditconnector.mockregistry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The part of a schema that somebody looks at. */
final class Projection {
    /** What is looked at below a place; a place that is looked at itself stays whole. */
    private final Map<String, Projection> below = new HashMap<>();

    private boolean whole;

    private Projection() {}

    /**
     * A part of a schema, with as many branches in each of its unions.
     *
     * @param schema schema of the items
     * @param paths what is looked at, as names of fields from the item down, lists being passed through; a path that the schema
     *     does not have is nothing
     */
    static Schema of(Schema schema, Collection<List<String>> paths) {
        var looked = new Projection();
        paths.forEach(looked::add);
        return looked.part(schema);
    }

    private void add(List<String> path) {
        Projection here = this;
        for (String name : path) {
            here = here.below.computeIfAbsent(name, key -> new Projection());
        }
        here.whole = true;
    }

    private Schema part(Schema schema) {
        if (whole) {
            return schema;
        }
        return switch (schema.getType()) {
            case RECORD -> {
                List<Schema.Field> fields = new ArrayList<>();
                for (Schema.Field field : schema.getFields()) {
                    Projection looked = below.get(field.name());
                    if (looked != null) {
                        fields.add(new Schema.Field(field.name(), looked.part(field.schema())));
                    }
                }
                yield Schema.createRecord(schema.getName(), null, schema.getNamespace(), schema.isError(), fields);
            }
            case ARRAY -> Schema.createArray(part(schema.getElementType()));
            case UNION ->
                Schema.createUnion(schema.getTypes().stream().map(this::part).toList());
            default -> schema;
        };
    }
}
