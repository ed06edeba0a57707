package org.creditconnector.mapping;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.SchemaNormalization;
import org.creditconnector.digest.Sha256;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.RowShape;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * One checked source folder: what to read and how to turn it into credit records. Loading checks everything that can be checked
 * without the source; {@link #bind} checks the columns that the source really gives.
 */
public final class SourceMapping {
    /** The query that gives one row per account. */
    public static final String ACCOUNTS = "accounts";

    /** How a source is reached. */
    public enum SourceKind {
        /** A database with its own driver. */
        JDBC,
        /** Files that the configuration names, read as tables of text. */
        FILES
    }

    private final SourceFolder folder;
    private final MappingFile file;
    private final String version;

    private SourceMapping(SourceFolder folder, MappingFile file) {
        this.folder = folder;
        this.file = file;
        this.version = version(folder);
    }

    /**
     * Reads and checks a folder.
     *
     * @throws InvalidDocumentException with every problem of the folder
     */
    public static SourceMapping load(SourceFolder folder) {
        Problems problems = new Problems();
        MappingFile file = MappingFile.read(folder, problems);
        if (file != null) {
            Binding.check(file, null, false);
        }
        throwIfAny(problems);
        return new SourceMapping(folder, java.util.Objects.requireNonNull(file));
    }

    /**
     * A shipped folder.
     *
     * @throws InvalidDocumentException when there is none of that name, or with every problem of the folder
     */
    public static SourceMapping shipped(String name) {
        SourceFolder folder = SourceFolder.shipped(name);
        if (folder == null) {
            Problems problems = new Problems();
            problems.add(
                    MappingRule.MAP_FILE_MISSING.id(),
                    name,
                    0,
                    0,
                    "",
                    "there is no source folder of this name" + Suggestions.hint(name, SourceFolder.shippedNames()));
            throw new InvalidDocumentException(problems.list());
        }
        return load(folder);
    }

    /** The mapping file as read. */
    MappingFile file() {
        return file;
    }

    /** Name of the mapping, the folder's name. */
    public String name() {
        return file.name();
    }

    /** Who in the lender's house answers for the source and is asked about it; perhaps empty. */
    public String owner() {
        return file.owner();
    }

    /** What the author says about it, perhaps empty. */
    public String description() {
        return file.description();
    }

    /**
     * SHA-256 in hexadecimal digits over the folder's files, without samples and documentation, and over the schema of the record: the
     * same rows of the same version give the same bytes. It stands in each record and run.
     */
    public String version() {
        return version;
    }

    /** The {@link #version()} of a folder, which need not be right. */
    public static String version(SourceFolder folder) {
        return Sha256.hex(folder.version() + "\n" + schemaPin());
    }

    private static String schemaPin() {
        return Sha256.hex(SchemaNormalization.toParsingForm(CreditRecord.getClassSchema()));
    }

    /**
     * What the version is made of, so that two versions can be compared: SHA-256 of each in hexadecimal digits. {@code mapping} and
     * {@code schema} (its parsing form, without docs) are always there, then {@code codes/…} by name of the table and
     * {@code queries/…} by name of the query.
     */
    public Map<String, String> pins() {
        Map<String, String> pins = new java.util.LinkedHashMap<>();
        pins.put("mapping", folder.digest(MappingFile.FILE));
        pins.put("schema", schemaPin());
        file.codePlaces().forEach((name, place) -> pins.put("codes/" + name, folder.digest(place.raw())));
        file.queryPlaces().forEach((name, place) -> pins.put("queries/" + name, folder.digest(place.raw())));
        return pins;
    }

    /** The folder it was read from. */
    public SourceFolder folder() {
        return folder;
    }

    /** How the source is reached. */
    public SourceKind kind() {
        return file.kind();
    }

    /** Tables that the configuration must give a file source, by name; empty for databases. */
    public Map<String, FileTable> tables() {
        return Collections.unmodifiableMap(file.tables());
    }

    /** What the lender's tables must look like before anything is read, by table; empty where nothing is asked for. */
    public Map<String, TableContract> contract() {
        return Collections.unmodifiableMap(file.contract());
    }

    /** What ranges and the merge go by. */
    public RangeKey rangeKey() {
        return file.rangeKey();
    }

    /** Column of the accounts query that holds the key an account is reported under. */
    public String accountKey() {
        YamlValue key = file.accountKey();
        return key == null ? "" : key.raw();
    }

    /**
     * Whether a range key is an identity number by its form, of somebody who may owe money on a day.
     *
     * @return false where the mapping lists the column under {@code own-keys}
     */
    public boolean isIdentity(String rangeKeyValue, LocalDate day) {
        boolean own = file.ownKeys().stream()
                .map(value -> value.raw().substring(value.raw().lastIndexOf('.') + 1))
                .anyMatch(rangeKey().column()::equalsIgnoreCase);
        return !own && SubjectKeys.isIdentity(rangeKeyValue, day);
    }

    /** SQL by query name, {@code accounts} among them, in the order of the mapping. */
    public Map<String, String> queries() {
        return Collections.unmodifiableMap(file.queries());
    }

    /**
     * A row of a code table.
     *
     * @param code the lender's code
     * @param canonical ours
     * @param from first day, null where open
     * @param to last day, null where open
     * @param note what the author says, perhaps empty
     * @param place file and line
     */
    public record Code(
            String code,
            String canonical,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String note,
            String place) {}

    /** Rows of the code tables by name of the table, in the order of their files. */
    public Map<String, List<Code>> codes() {
        Map<String, List<Code>> codes = new java.util.LinkedHashMap<>();
        file.codes()
                .forEach((name, table) -> codes.put(
                        name,
                        table.rows().stream()
                                .map(row -> new Code(
                                        row.code(),
                                        row.canonical(),
                                        row.from(),
                                        row.to(),
                                        row.note(),
                                        table.file() + ":" + row.line()))
                                .toList()));
        return codes;
    }

    /** How the mapping fills each field of the credit record. */
    public FieldFills fills() {
        return new FieldFills(file.fields(), file.missing());
    }

    /**
     * SQL that gives the source's own totals of a range: columns currency, accounts, principal, credit_limit, outstanding, overdue,
     * paid, where null says that the source cannot tell; null where the folder has none.
     */
    public @Nullable String control() {
        return file.control();
    }

    /** Where {@link #control} stands, as a person finds it; null where the folder has none. */
    public @Nullable String controlFile() {
        return file.controlFile();
    }

    /**
     * SQL that names the accounts whose rows may have changed since a moment: the range key, each as often as it likes, for a
     * {@code :since} in the lender's local time; null where the folder has none, and every night reads all accounts.
     */
    public @Nullable String changes() {
        return file.changes();
    }

    /**
     * Queries that do more with the day of the night than let rows in up to it, so that their rows may be others by the calendar in ways that
     * nobody can tell from their text; in the order of the mapping.
     */
    public List<String> queriesByDay() {
        return file.queries().entrySet().stream()
                .filter(query -> DayInQuery.isNotFollowed(query.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The date the content is true for, of a run of a business date. */
    public LocalDate asOf(LocalDate businessDate) {
        return file.asOf().on(businessDate);
    }

    /** Which date the content is true for. */
    public AsOfRule asOfRule() {
        return file.asOf();
    }

    /**
     * Compiles the mapping for the columns that the source gives.
     *
     * @param shapes by query name, one for each of {@link #queries()}
     * @throws InvalidDocumentException with every problem: unknown and unused columns, and what {@link #load} finds
     */
    public BoundMapping bind(Map<String, RowShape> shapes) {
        return bind(shapes, false);
    }

    /**
     * Compiles the mapping as {@link #bind} does, and lets it write down what every step does.
     *
     * @param shapes by query name, one for each of {@link #queries()}
     * @throws InvalidDocumentException as {@link #bind}
     */
    public TracedMapping trace(Map<String, RowShape> shapes) {
        return new TracedMapping(bind(shapes, true));
    }

    /**
     * Checks the lines against the columns that are known without the source, from select lists or from a sample.
     *
     * @param known by query name, one for each of {@link #queries()}; a shape without columns where nobody knows, and then the lines
     *     are taken on trust
     * @throws InvalidDocumentException with every problem, as {@link #bind}
     */
    public void check(Map<String, RowShape> known) {
        Problems problems = new Problems();
        MappingFile fresh = MappingFile.read(folder, problems);
        throwIfAny(problems);
        Binding.check(java.util.Objects.requireNonNull(fresh), known, false);
        throwIfAny(problems);
    }

    /** Which columns go into which fields. */
    public MappingLineage lineage() {
        return MappingLineage.of(file);
    }

    private BoundMapping bind(Map<String, RowShape> shapes, boolean traced) {
        Problems problems = new Problems();
        MappingFile fresh = MappingFile.read(folder, problems);
        throwIfAny(problems);
        Binding binding = Binding.check(java.util.Objects.requireNonNull(fresh), shapes, traced);
        throwIfAny(problems);
        return new BoundMapping(this, java.util.Objects.requireNonNull(binding));
    }

    private static void throwIfAny(Problems problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(OpenQuestions.alone(problems.list()));
        }
    }

    @Override
    public String toString() {
        return "mapping " + name();
    }

    /** A compiled mapping and what it found out on the way. */
    record Binding(
            Plan.Section root,
            Plan.Leaf accountKey,
            Plan.@Nullable Leaf asOf,
            Coverage coverage,
            Compilation compilation) {
        private static final String KEY_PATH = "report.accountKey";

        /** Compiles and notes problems; without shapes columns are taken on trust. */
        static @Nullable Binding check(MappingFile file, @Nullable Map<String, RowShape> shapes, boolean traced) {
            TargetNode tree = TargetTree.of(file.fields());
            Coverage coverage = Coverage.of(tree, file.fields(), file.missing());
            Kind columnKind = file.kind() == SourceKind.FILES ? Kind.TEXT : Kind.OPEN;
            Set<String> queries = new HashSet<>(file.queryPlaces().keySet());
            queries.add(ACCOUNTS);
            MappingLineage lineage = MappingLineage.of(file);
            Set<String> ownKeys = SubjectKeys.own(file, lineage);
            Compilation compilation =
                    new Compilation(file.codes(), queries, columnKind, coverage, shapes, traced, ownKeys);
            Plan.Section root = compilation.section(tree);
            YamlValue key = file.accountKey();
            Plan.Leaf accountKey = key == null ? null : compilation.own(KEY_PATH, key, key.raw());
            String asOfColumn = file.asOf().column();
            Plan.Leaf asOf = asOfColumn == null || file.asOfPlace() == null
                    ? null
                    : compilation.own("report.asOf", file.asOfPlace(), asOfColumn);
            SubjectKeys.check(file, lineage);
            reportUnused(file, compilation, shapes);
            return accountKey == null ? null : new Binding(root, accountKey, asOf, coverage, compilation);
        }

        private static void reportUnused(
                MappingFile file, Compilation compilation, @Nullable Map<String, RowShape> shapes) {
            file.queryPlaces().forEach((query, place) -> {
                if (!query.equals(ACCOUNTS) && !compilation.usedQueries().contains(query)) {
                    place.problem(
                            MappingRule.MAP_QUERY_UNUSED.id(),
                            "no line reads rows of this query; write lines with " + query + ".COLUMN or remove it");
                }
            });
            file.codePlaces().forEach((name, place) -> {
                if (!compilation.usedCodes().contains(name)) {
                    place.problem(
                            MappingRule.MAP_CODES_UNUSED.id(),
                            "no line uses this code table; write | codes " + name + " or remove it");
                }
            });
            if (shapes != null) {
                UnusedColumns.report(file, compilation.usedColumns(), shapes);
            }
        }
    }
}
