package org.creditconnector.config;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.creditconnector.extract.QueryLimit;
import org.creditconnector.extract.Reading;
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
 * @param queryTimeout longest time of one query of a night; commands that look wait no longer than {@link QueryLimit#LOOK}
 * @param reading how rows leave a PostgreSQL database
 * @param asOf date the content is true for, in place of the mapping's rule: a fixed extract; null leaves the rule
 * @param delta when a night reads what changed and nothing else
 * @param keyPrefix stands before every account key; a further system of a lender that numbers its accounts alike needs one
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
        Duration queryTimeout,
        Reading reading,
        @Nullable LocalDate asOf,
        Delta delta,
        String keyPrefix) {
    /**
     * When a night of a source whose folder names what changed reads those accounts alone.
     *
     * @param overlap how far before the last night's start the lender is asked for changes: longer than any transaction of the lender's
     *     stays open, and than clocks differ
     * @param fullAbovePercent accounts to look at, in percent of all, above which reading all of them costs less
     * @param fullEveryDays days after which all accounts are read whatever the lender says, so that a change that was not named shows
     */
    public record Delta(Duration overlap, int fullAbovePercent, int fullEveryDays) {}

    /**
     * One file that is read as a table. How files are written stands in the mapping; what is given here goes before it.
     *
     * @param path the file; {@code *} and {@code ?} in its name stand for several files of the one table
     * @param encoding of a text file; null leaves the mapping's
     * @param delimiter of a text file, one character; null leaves the mapping's
     */
    public record SourceFile(
            Path path, @Nullable Charset encoding, @Nullable String delimiter) {}
}
