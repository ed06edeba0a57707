package org.creditconnector.mockregistry;

import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Remembers how items of the package before were read: nearly all packages come with the same schema. Thread-safe. */
final class ItemSchemas {
    private @Nullable Known last;

    private record Known(Schema written, List<List<String>> paths, ItemReader reader) {}

    /**
     * A reader of items.
     *
     * @param written the schema that travels in the package
     * @param paths what is looked at
     */
    synchronized ItemReader reader(Schema written, List<List<String>> paths) {
        Known known = last;
        if (known == null || !known.written.equals(written) || !known.paths.equals(paths)) {
            known = new Known(written, paths, new ItemReader(written, Projection.of(written, paths)));
            last = known;
        }
        return known.reader;
    }
}
