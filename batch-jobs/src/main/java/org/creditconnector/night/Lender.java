package org.creditconnector.night;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.extract.ChangedKeys;
import org.creditconnector.extract.ContractCheck;
import org.creditconnector.extract.DeliveredFiles;
import org.creditconnector.extract.Drivers;
import org.creditconnector.extract.FileCopy;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.KeyType;
import org.creditconnector.extract.LenderSource;
import org.creditconnector.extract.QueryLimit;
import org.creditconnector.extract.RangePlan;
import org.creditconnector.extract.RangeReader;
import org.creditconnector.extract.ReadFile;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.extract.SourceFile;
import org.creditconnector.extract.SourceQueries;
import org.creditconnector.extract.Stretch;
import org.creditconnector.extract.UnreadColumn;
import org.creditconnector.extract.UnreadColumns;
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
    private QueryLimit limit;
    private @Nullable Long run;
    private List<ReadFile> kept = List.of();
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
        this.limit = QueryLimit.ofNight(source.name(), source.queryTimeout());
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
        Lender same = new Lender(config, source, businessDate, other, rowsOfOthers);
        same.run = run;
        same.kept = kept;
        same.limit = limit;
        return same;
    }

    /**
     * Whether {@link #readAgain} would find what a run has kept of the lender's files.
     *
     * @param files as the run read them
     */
    public boolean canReadAgain(long runId, List<ReadFile> files) {
        return source.url() == null && keptCopy(runId, files).isPresent();
    }

    /** From now on reads what a run has kept of the lender's files, whatever they are by now. Said before the source is opened. */
    public void readAgain(long runId, List<ReadFile> files) {
        run = runId;
        kept = List.copyOf(files);
    }

    private Optional<FileCopy> keptCopy(long runId, List<ReadFile> files) {
        Map<String, FileTable> tables = new HashMap<>();
        mapping.tables().forEach((name, table) -> {
            SourceConfig.SourceFile file = source.files().get(name);
            tables.put(name, file == null ? table : written(table, file));
        });
        return FileCopy.kept(new PrivateCopies(config.home()).of(runId), tables, files, FileCopy.DuckDbLimits.DEFAULT);
    }

    /** The lender's files as they are now, in the order of the source; none for a database. The source is not opened. */
    public List<ReadFile> filesNow() {
        return source.url() == null
                ? sourceFiles().stream().map(SourceFile::read).toList()
                : List.of();
    }

    /** The files that are read, as they were when the source was opened; none for a database, and before it is open. */
    public synchronized List<ReadFile> filesOpen() {
        FileCopy copy = open == null ? null : open.copy();
        return copy == null ? List.of() : copy.files();
    }

    /** Whether the rows are in a database and not in files. */
    public boolean isDatabase() {
        return source.url() != null;
    }

    /** Date of the night that is read for. */
    public LocalDate businessDate() {
        return businessDate;
    }

    /** The private copy of files is that of a run, and lies where it goes with it. Said before the source is opened. */
    void worksOn(long runId) {
        run = runId;
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
        LenderSource rows = (rowsOfOthers == null ? pooled(copy, zone) : rowsOfOthers.open(source, zone))
                .within(limit)
                .by(source.reading());
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
        List<String> files = copy == null ? List.of() : copy.fileNames();
        DataSource connections = copy == null
                ? Drivers.connections(
                        config.home().resolve("drivers"),
                        java.util.Objects.requireNonNull(source.url()),
                        source.user(),
                        source.password().value())
                : copy.connections();
        // A worker that reads many ranges at once has a connection for each query, and one for the control query.
        int ofWorker = mapping.queries().size() + 1;
        return LenderSource.open(source.name(), connections, source.partitions() * ofWorker + 1, zone, files);
    }

    /** From now on a person waits for it, so that no query is waited for as long as a night may. Said before the source is opened. */
    public Lender patientAsAPerson() {
        limit = QueryLimit.ofLook(source.queryTimeout());
        return this;
    }

    private Open opened() {
        return open(config.lender().timeZone());
    }

    /** Counts accounts, checks keys and fixes the ranges. */
    public RangePlan plan() {
        Open now = opened();
        RangePlan plan = RangePlan.of(now.rows(), now.queries(), asOf(), businessDate, source.rangeSize());
        List<Object> shown = new ArrayList<>(plan.ends());
        plan.ranges().stream().map(KeyRange::from).filter(Objects::nonNull).forEach(shown::add);
        demandKeysOfTheLender(shown);
        return plan;
    }

    /** When a night of this source may read what changed and nothing else. */
    SourceConfig.Delta delta() {
        return source.delta();
    }

    /** Accounts of one range, or of one list of keys. */
    int rangeSize() {
        return source.rangeSize();
    }

    /** A moment on the lender's clocks. */
    LocalDateTime localTime(OffsetDateTime moment) {
        return moment.atZoneSameInstant(config.lender().timeZone()).toLocalDateTime();
    }

    /** What the lender says has changed since a moment; see {@link ChangedKeys#since}. */
    ChangedKeys changedSince(LocalDateTime since) {
        Open now = opened();
        return ChangedKeys.since(
                now.rows(),
                now.queries(),
                asOf(),
                businessDate,
                since,
                source.delta().fullAbovePercent());
    }

    /**
     * Asks for what has not happened yet, which costs a look: whether the query that names what changed, if there is one, can be asked.
     *
     * @throws SourceFaultException when it cannot
     */
    public void demandChangesCanBeAsked() {
        if (mapping.changes() != null) {
            changedSince(LocalDateTime.of(9999, 1, 1, 0, 0));
        }
    }

    /** What the records of a night depend on besides the source's rows, the source folder and the program. */
    String settings() {
        return String.join(
                "\n",
                config.lender().code(),
                config.lender().timeZone().getId(),
                source.keyPrefix(),
                String.valueOf(source.asOf()));
    }

    /** Bounds of ranges and places of rows show range keys. One alone may look like an identity number by chance; all of them do not. */
    private void demandKeysOfTheLender(List<Object> shown) {
        if (!shown.isEmpty() && shown.stream().allMatch(key -> mapping.isIdentity(key.toString(), asOf()))) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-KEY-PERSON accounts: the range keys "
                            + mapping.rangeKey().column()
                            + " are identity numbers by their birth dates and check characters, and they are shown in lists and"
                            + " logs; nothing was read; take the lender's own number of the account, or list the column under"
                            + " own-keys if that is what it is");
        }
    }

    /** How many ranges of a run it pays to read at once; see {@link RangeReader#rangesAtOnce}. */
    int rangesAtOnce(List<KeyRange> all) {
        return opened().reader().rangesAtOnce(all, source.partitions());
    }

    /** Begins to read ranges that follow each other. */
    Stretch stretch(List<KeyRange> ranges) {
        return opened().reader().stretch(ranges);
    }

    /** Reads one range. */
    public RangeReader.Read read(KeyRange range) {
        return opened().reader().read(range);
    }

    /** The range key of the account with an account key of the lender's; see {@link RangeReader#rangeKeyOf}. */
    public Optional<Object> rangeKeyOf(String accountKey) {
        return opened().reader().rangeKeyOf(accountKey);
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

    /**
     * Columns of the lender's files, or of the tables that the queries select from, that no query names.
     *
     * @param counted whether to count rows and values, which reads the tables
     */
    public List<UnreadColumn> unreadColumns(boolean counted) {
        List<String> queries = new ArrayList<>(mapping.queries().values());
        String control = mapping.control();
        if (control != null) {
            queries.add(control);
        }
        String changes = mapping.changes();
        if (changes != null) {
            queries.add(changes);
        }
        return UnreadColumns.of(opened().rows(), queries, mapping.tables().keySet(), counted);
    }

    /** A range as it is kept in the ledger, read back. */
    KeyRange range(int number, @Nullable String from, @Nullable String to) {
        KeyType type = keyType();
        return new KeyRange(number, from == null ? null : type.parse(from), to == null ? null : type.parse(to));
    }

    /** Keys as they are kept in the ledger, read back, in the order of keys, each once. */
    List<Object> sorted(List<String> keys) {
        return keyType().sorted(keys);
    }

    /** A list of keys as it is kept in the ledger, read back. */
    KeyRange list(int number, List<String> keys) {
        return KeyRange.of(number, sorted(keys));
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

    /** Removes the run's private copies of files: the night is over. */
    void removeCopy() {
        close();
        if (run != null) {
            new PrivateCopies(config.home()).remove(run);
        }
    }

    private FileCopy copy() {
        Long of = run;
        if (of != null && !kept.isEmpty()) {
            return keptCopy(of, kept)
                    .orElseThrow(
                            () -> new SourceFaultException(
                                    SourceFaultException.Kind.UNAVAILABLE,
                                    "SRC-FILE the private copy of run " + of
                                            + " is gone: the run has ended meanwhile; call again, then the files are read as they are now"));
        }
        PrivateCopies copies = new PrivateCopies(config.home());
        return FileCopy.of(of == null ? copies.ofNoRun() : copies.of(of), sourceFiles(), FileCopy.DuckDbLimits.DEFAULT);
    }

    private List<SourceFile> sourceFiles() {
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
            FileTable written = written(table, file);
            DeliveredFiles.of(file.path()).forEach(path -> files.add(new SourceFile(written, path)));
        });
        for (String given : source.files().keySet()) {
            if (!mapping.tables().containsKey(given)) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-FILES source " + source.name() + ": `files` gives a table " + given + ", and the mapping "
                                + mapping.name() + " reads " + mapping.tables().keySet() + "; correct the name");
            }
        }
        return files;
    }

    /** The tables of files as they are written; none for a database. */
    public List<FileTable> tables() {
        return mapping.tables().values().stream()
                .map(table -> {
                    SourceConfig.SourceFile file = source.files().get(table.name());
                    return file == null ? table : written(table, file);
                })
                .toList();
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

    private SourceQueries queries() {
        return new SourceQueries(
                mapping.rangeKey().column(),
                keyType(),
                mapping.accountKey(),
                mapping.queries(),
                mapping.control(),
                mapping.changes());
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
