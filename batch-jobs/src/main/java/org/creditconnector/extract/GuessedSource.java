package org.creditconnector.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.creditconnector.guess.Guess;
import org.creditconnector.guess.GuessedFolder;
import org.creditconnector.guess.SampledSource;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.jspecify.annotations.Nullable;

/**
 * A source looked at and its folder guessed, together with a sample of made-up rows in the form of real ones.
 *
 * @param folder what was guessed
 * @param sampled what was seen
 * @param sample files of the sample; empty where there is none
 * @param without why there is no sample; null where there is one
 */
public record GuessedSource(
        GuessedFolder folder,
        SampledSource sampled,
        SortedMap<String, String> sample,
        @Nullable String without) {
    private static final int ACCOUNTS = 5;
    private static final int MOST_RANGES = 20;
    private static final LocalDate ANY_DAY = LocalDate.of(2024, 12, 31);

    /**
     * Guesses files. They are copied whole into a private place that is gone afterwards.
     *
     * @param name name of the folder to be
     * @param files how each file is written, and where it is; several of one table are read as that table
     * @throws SourceFaultException when a file cannot be read
     */
    public static GuessedSource files(String name, List<SourceFile> files) {
        Path work;
        try {
            work = Files.createTempDirectory("guess");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made", e);
        }
        FileCopy copy = null;
        try {
            copy = FileCopy.of(work, files, FileCopy.DuckDbLimits.DEFAULT);
            List<FileTable> tables =
                    files.stream().map(SourceFile::table).distinct().toList();
            SampledSource sampled;
            try (Connection connection = copy.connections().getConnection()) {
                sampled = SourceSampler.files(name, connection, tables, names(files));
            }
            return guessed(name, sampled, copy.connections());
        } catch (SQLException e) {
            throw lost(name, e);
        } finally {
            if (copy != null) {
                copy.remove();
            }
            removeEmpty(work);
        }
    }

    private static Map<String, List<String>> names(List<SourceFile> files) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        files.forEach(file -> names.computeIfAbsent(file.table().name(), table -> new ArrayList<>())
                .add(String.valueOf(file.path().getFileName())));
        return names;
    }

    /**
     * Guesses a database.
     *
     * @param schema the schema to look at; null for the user's own
     * @param tables the tables to look at; empty for all
     * @throws SourceFaultException when it cannot be read
     */
    public static GuessedSource database(
            String name, DataSource connections, @Nullable String schema, List<String> tables) {
        SampledSource sampled;
        try (Connection connection = connections.getConnection()) {
            sampled = SourceSampler.database(name, connection, schema, tables);
        } catch (SQLException e) {
            throw lost(name, e);
        }
        return guessed(name, sampled, connections);
    }

    private static GuessedSource guessed(String name, SampledSource sampled, DataSource connections) {
        GuessedFolder folder = Guess.of(sampled);
        try (LenderSource source = LenderSource.open(name, connections, 2, ZoneOffset.UTC, List.of())
                .within(QueryLimit.OF_LOOK)) {
            SourceQueries queries = new SourceQueries(
                    folder.keyColumn(),
                    folder.isIntegerKey() ? KeyType.INTEGER : KeyType.TEXT,
                    folder.keyColumn(),
                    folder.queries(),
                    folder.control());
            RangeReader reader = new RangeReader(source, queries, ANY_DAY, ANY_DAY);
            Map<String, RowShape> shapes = reader.shapes();
            List<KeyRange> ranges =
                    RangePlan.of(source, queries, ANY_DAY, ANY_DAY, ACCOUNTS).ranges();
            List<SourceAccount> accounts = richest(reader, ranges);
            return accounts.isEmpty()
                    ? new GuessedSource(folder, sampled, new TreeMap<>(), "there is no account")
                    : new GuessedSource(folder, sampled, folder.sample(accounts, shapes), null);
        } catch (SourceFaultException e) {
            // The queries are a proposal like everything else; what the source says against them is for the engineer to
            // read.
            return new GuessedSource(folder, sampled, new TreeMap<>(), e.getMessage());
        }
    }

    /** The accounts of the first ranges with the most rows about them. */
    private static List<SourceAccount> richest(RangeReader reader, List<KeyRange> ranges) {
        List<SourceAccount> best = List.of();
        int most = -1;
        for (KeyRange range : ranges.subList(0, Math.min(MOST_RANGES, ranges.size()))) {
            List<SourceAccount> accounts = new ArrayList<>(reader.read(range).accounts());
            int queries = accounts.stream()
                    .mapToInt(account -> account.children().size())
                    .sum();
            if (queries > most) {
                most = queries;
                best = accounts;
            }
        }
        return best;
    }

    private static void removeEmpty(Path directory) {
        try (var left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the private copy in " + directory
                            + " cannot be removed; remove it by hand, it holds personal data",
                    e);
        }
    }

    private static SourceFaultException lost(String name, SQLException e) {
        if (DatabaseMessages.isTimeout(e)) {
            return QueryLimit.OF_LOOK.reached(name, "looking at a table", e);
        }
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-UNAVAILABLE source " + name + ": no connection (" + DatabaseMessages.withoutValues(e)
                        + "); check url, credentials and that the database is up, then run again",
                e);
    }
}
