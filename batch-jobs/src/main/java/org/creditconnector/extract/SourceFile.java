package org.creditconnector.extract;

import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * One file of a file source.
 *
 * @param table table name under which the queries read it
 * @param path the file; its ending says how it is read: {@code .parquet}, {@code .json} or {@code .ndjson}, else separated values
 * @param encoding of separated values; Parquet and JSON carry their own
 * @param delimiter between fields of separated values
 */
public record SourceFile(String table, Path path, Charset encoding, char delimiter) {
    enum Format {
        SEPARATED,
        PARQUET,
        JSON
    }

    Format format() {
        String name = path.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return Format.PARQUET;
        }
        return name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".jsonl")
                ? Format.JSON
                : Format.SEPARATED;
    }
}
