package org.creditconnector.config;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One lender source: a mapping and where its rows are. Either {@code url} or {@code files} is given, never both.
 *
 * @param name name of the source in commands and reports
 * @param mapping name of its source folder
 * @param url JDBC address of the lender system; null for a file source
 * @param user database user
 * @param password by reference only
 * @param files by table name as the mapping's queries use it; empty for a database
 * @param rangeSize accounts per key range
 * @param partitions ranges read side by side
 * @param asOf date the content is true for where that is not the business date of the night: a fixed extract; null otherwise
 */
public record SourceConfig(
        String name,
        String mapping,
        @Nullable String url,
        String user,
        Secret password,
        Map<String, SourceFile> files,
        int rangeSize,
        int partitions,
        @Nullable LocalDate asOf) {
    /**
     * One file that is read as a table.
     *
     * @param path the file
     * @param encoding of a text file
     * @param delimiter of a text file, one character
     */
    public record SourceFile(Path path, Charset encoding, String delimiter) {}
}
