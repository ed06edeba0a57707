package org.creditconnector.night;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.extract.ContractCheck;
import org.creditconnector.extract.Drivers;
import org.creditconnector.extract.FileCopy;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.KeyType;
import org.creditconnector.extract.LenderSource;
import org.creditconnector.extract.RangePlan;
import org.creditconnector.extract.RangeReader;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.extract.SourceFile;
import org.creditconnector.extract.SourceQueries;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingRun;
import org.creditconnector.mapping.RangeKey;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/**
 * A lender's side of a night: the source folder and, once something is read, the open source with the mapping bound to its columns.
 * Used by the jobs and by the commands that look at a source.
 */
public final class Lender implements AutoCloseable {
    private final ConnectorConfig config;
    private final SourceConfig source;
    private final SourceMapping mapping;
    private final LocalDate businessDate;
    private final @Nullable Rows rowsOfOthers;
    private @Nullable Open open;

    /** What is there once the source is open. */
    private record Open(
            LenderSource rows,
            @Nullable FileCopy copy,
            SourceQueries queries,
            RangeReader reader,
            BoundMapping mapping) {}

    /**
     * Reads the source folder; does not touch the source.
     *
     * @throws org.creditconnector.yaml.InvalidDocumentException with every problem of the mapping
     */
    public Lender(ConnectorConfig config, SourceConfig source, LocalDate businessDate) {
        this(config, source, businessDate, mapping(config, source.mapping()), null);
    }

    /** With a source folder that was read before, and a database that is opened as the caller says. */
    Lender(
            ConnectorConfig config,
            SourceConfig source,
            LocalDate businessDate,
            SourceMapping mapping,
            @Nullable Rows rows) {
        this.config = config;
        this.source = source;
        this.businessDate = businessDate;
        this.mapping = mapping;
        this.rowsOfOthers = rows;
    }

    /** Opens the lender's database. */
    @FunctionalInterface
    interface Rows {
        LenderSource open(SourceConfig source, ZoneId zone);
    }

    /** A source folder by its name: from the configured directories first, then from the application. */
    public static SourceMapping mapping(ConnectorConfig config, String name) {
        for (Path directory : config.sourceFolders()) {
            Path folder = directory.resolve(name);
            if (Files.isDirectory(folder)) {
                return SourceMapping.load(SourceFolder.of(folder));
            }
        }
        return SourceMapping.shipped(name);
    }

    /** The same source at the same date, read and mapped by another version of its folder. */
    public Lender with(SourceMapping other) {
        return new Lender(config, source, businessDate, other, rowsOfOthers);
    }

    /** The checked source folder. */
    public SourceMapping mapping() {
        return mapping;
    }

    /** The date that the content is true for. */
    public LocalDate asOf() {
        LocalDate configured = source.asOf();
        return configured == null ? mapping.asOf(businessDate) : configured;
    }

    /** Workers that read side by side. */
    int partitions() {
        return source.partitions();
    }

    /**
     * Opens the source and binds the mapping to its columns; harmless when it is open.
     *
     * @throws SourceFaultException when it cannot be read
     * @throws org.creditconnector.yaml.InvalidDocumentException when the mapping does not fit its columns
     */
    public void open() {
        open(config.lender().timeZone());
    }

    private synchronized Open open(ZoneId zone) {
        Open now = open;
        if (now != null) {
            return now;
        }
        FileCopy copy = source.url() == null ? copy() : null;
        LenderSource rows = rowsOfOthers == null ? pooled(copy, zone) : rowsOfOthers.open(source, zone);
        try {
            ContractCheck.demand(rows, mapping.contract().values(), businessDate);
            SourceQueries queries = queries();
            RangeReader reader = new RangeReader(
                    rows,
                    queries,
                    asOf(),
                    businessDate,
                    copy == null ? 0 : copy.unreadableLines().size());
            now = new Open(rows, copy, queries, reader, mapping.bind(reader.shapes()));
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
        open = now;
        return now;
    }

    private LenderSource pooled(@Nullable FileCopy copy, ZoneId zone) {
        DataSource connections = copy == null
                ? Drivers.connections(
                        config.home().resolve("drivers"),
                        java.util.Objects.requireNonNull(source.url()),
                        source.user(),
                        source.password().value())
                : copy.connections();
        return LenderSource.open(source.name(), connections, source.partitions() + 1, zone, fileNames());
    }

    private Open opened() {
        return open(config.lender().timeZone());
    }

    /** Counts accounts, checks keys and fixes the ranges. */
    public RangePlan plan() {
        Open now = opened();
        return RangePlan.of(now.rows(), now.queries(), asOf(), businessDate, source.rangeSize());
    }

    /** Reads one range. */
    public RangeReader.Read read(KeyRange range) {
        return opened().reader().read(range);
    }

    /** The source's own totals of a range as it is now; null where the mapping has no control query. */
    @Nullable ControlTotals control(KeyRange range) {
        return opened().reader().control(range);
    }

    /** Turns one account's rows into a record with months, or findings. */
    public Function<SourceAccount, MappedAccount> map() {
        BoundMapping bound = opened().mapping();
        MappingRun run = run();
        return account -> bound.map(account, run);
    }

    /** What is the same for every record of the night. */
    public MappingRun run() {
        return new MappingRun(config.lender().code(), source.name(), asOf(), businessDate, source.keyPrefix());
    }

    /** Columns that the source gives, by query. */
    public Map<String, RowShape> shapes() {
        return opened().reader().shapes();
    }

    /** Columns of the lender's files that no query names; none for databases, whose tables are the lender's own affair. */
    public List<UnreadColumn> unreadColumns() {
        FileCopy copy = opened().copy();
        return copy == null ? List.of() : UnreadColumn.of(copy.connections(), mapping);
    }

    /** A range as it is kept in the ledger, read back. */
    KeyRange range(int number, @Nullable String from, @Nullable String to) {
        KeyType type = keyType();
        return new KeyRange(number, from == null ? null : type.parse(from), to == null ? null : type.parse(to));
    }

    /**
     * Lines of the accounts' file that cannot be read, each an account that is held.
     *
     * @throws SourceFaultException when a line of another file cannot be read: nobody knows whose it is, so any account may be
     *     incomplete
     */
    List<FileCopy.UnreadableLine> unreadableAccounts() {
        FileCopy copy = opened().copy();
        if (copy == null) {
            return List.of();
        }
        List<FileCopy.UnreadableLine> lines = copy.unreadableLines();
        String accounts =
                opened().queries().accountsTable(source.files().keySet()).orElse("");
        for (FileCopy.UnreadableLine line : lines) {
            if (!line.table().equals(accounts)) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.UNAVAILABLE,
                        "SRC-LINE " + line.position() + ": " + line.reason()
                                + ", and nobody can tell whose row it is; of " + lines.size()
                                + " such lines this is the first; have the lender deliver the file again");
            }
        }
        return lines;
    }

    /** Removes the private copy of files: the night is over. */
    void removeCopy() {
        if (source.url() == null) {
            close();
            copy().remove();
        }
    }

    private FileCopy copy() {
        List<SourceFile> files = new ArrayList<>();
        mapping.tables().forEach((name, table) -> {
            SourceConfig.SourceFile file = source.files().get(name);
            if (file == null) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-FILES source " + source.name() + ": the mapping " + mapping.name() + " reads a table "
                                + name + ", and `files` gives " + source.files().keySet() + "; add `" + name
                                + ": {path: …}`");
            }
            files.add(new SourceFile(written(table, file), file.path()));
        });
        for (String given : source.files().keySet()) {
            if (!mapping.tables().containsKey(given)) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-FILES source " + source.name() + ": `files` gives a table " + given + ", and the mapping "
                                + mapping.name() + " reads " + mapping.tables().keySet() + "; correct the name");
            }
        }
        return FileCopy.of(config.home().resolve("work"), files, FileCopy.DuckDbLimits.DEFAULT);
    }

    /** How a file is written: as the mapping says, unless the configuration knows better. */
    private static FileTable written(FileTable table, SourceConfig.SourceFile file) {
        Charset encoding = file.encoding();
        String delimiter = file.delimiter();
        return new FileTable(
                table.name(),
                table.format(),
                encoding == null ? table.encoding() : encoding.name(),
                delimiter == null ? table.delimiter() : delimiter.charAt(0),
                table.quote(),
                table.header(),
                table.missing());
    }

    private Map<String, String> fileNames() {
        Map<String, String> names = new LinkedHashMap<>();
        source.files()
                .forEach((table, file) ->
                        names.put(table, file.path().getFileName().toString()));
        return names;
    }

    private SourceQueries queries() {
        return new SourceQueries(
                mapping.rangeKey().column(), keyType(), mapping.accountKey(), mapping.queries(), mapping.control());
    }

    private KeyType keyType() {
        return mapping.rangeKey().type() == RangeKey.Type.INTEGER ? KeyType.INTEGER : KeyType.TEXT;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.rows().close();
            open = null;
        }
    }
}
