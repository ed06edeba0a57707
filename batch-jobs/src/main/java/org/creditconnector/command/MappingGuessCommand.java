package org.creditconnector.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.extract.DeliveredFiles;
import org.creditconnector.extract.Drivers;
import org.creditconnector.extract.FileSniffer;
import org.creditconnector.extract.GuessedSource;
import org.creditconnector.extract.SourceDirectory;
import org.creditconnector.extract.SourceFile;
import org.creditconnector.extract.SourceSampler;
import org.creditconnector.guess.GuessedFolder;
import org.creditconnector.guess.Line;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.mapping.MappingSchema;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mapping guess}: a first source folder from a look at the source. */
@Command(
        name = "guess",
        sortOptions = false,
        description = {
            "Looks at a source and writes a first source folder: mapping, queries, code tables, a sample of made-up rows.",
            "Each line says how sure the guess is and why. Where it is not, the word TODO waits for an answer and stops every run.",
            "Reads at most " + SourceSampler.ROWS
                    + " rows of a table to guess from; files are read whole to see which columns are unique."
        })
final class MappingGuessCommand extends Action {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern TABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    @Parameters(
            paramLabel = "NAME",
            description =
                    "Name of the folder to write; or a configured source, whose files or database are then looked at.")
    String name = "";

    @Option(
            names = "--file",
            paramLabel = "TABLE=PATH",
            description =
                    "A file and the name of its table; once for each table. CSV, JSON lines or Parquet, also packed by gzip. * and ? in the file's name stand for several files of the table.")
    Map<String, Path> files = new LinkedHashMap<>();

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description =
                    "A directory: each file in it is a table by its name; those whose names differ in numbers only are one table.")
    @Nullable Path directory;

    @Option(names = "--url", paramLabel = "URL", description = "JDBC url of the lender's database.")
    @Nullable String url;

    @Mixin
    DatabaseLogin login = new DatabaseLogin();

    @Option(
            names = "--password-file",
            paramLabel = "PATH",
            description = "File that holds the password of the database.")
    @Nullable Path passwordFile;

    @Option(names = "--schema", paramLabel = "S", description = "Schema of the tables; the user's own if not given.")
    @Nullable String schema;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "A table of the database to look at; several times for several, all if not given.")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Directory that gets the folder; the first of source-folders, or the working directory, if not given.")
    @Nullable Path into;

    @Override
    Answer act(CreditConnector app) {
        if (url != null && (directory != null || !files.isEmpty())) {
            throw usage("files and --url are both given, expected one of them");
        }
        List<String> beside = new ArrayList<>();
        if (directory != null) {
            SourceDirectory found = SourceDirectory.of(directory);
            found.tables().forEach(files::putIfAbsent);
            found.left()
                    .forEach(name -> beside.add(name + " is not looked at: its name does not end as a table's does"));
        }
        ConnectorConfig config = app.hasConfig() ? app.config() : null;
        SourceConfig configured = config == null ? null : config.sources().get(name);
        boolean given = !files.isEmpty() || url != null;
        if (!given && configured == null) {
            throw usage(
                    "\"" + name
                            + "\" is no configured source, and neither --files DIR, --file TABLE=PATH nor --url says where to look");
        }
        String folderName = !given && configured != null ? configured.mapping() : name;
        if (!NAME.matcher(folderName).matches()) {
            throw usage("the name is \"" + folderName + "\", expected small letters, digits and hyphens");
        }
        Path folder = directory(config).resolve(folderName);
        GuessedSource guessed = !given && configured != null
                ? configured(app, folderName, configured)
                : url == null ? files(folderName) : database(app, folderName, url, login.user, password(app));
        SortedMap<String, String> texts = new TreeMap<>(guessed.folder().files());
        texts.putAll(guessed.sample());
        texts.put(MappingSchema.FILE, Json.pretty(MappingSchema.document()) + "\n");
        write(folder, texts);
        files.forEach((table, path) -> {
            Path all = SourceDirectory.withOthers(path);
            if (!all.equals(path)) {
                beside.add("beside " + path.getFileName() + " lie files that look like other deliveries of it; --file '"
                        + table + "=" + all + "' reads them all");
            }
        });
        return answer(folder, guessed, texts, beside);
    }

    private Path directory(@Nullable ConnectorConfig config) {
        if (into != null) {
            return into;
        }
        return config == null || config.sourceFolders().isEmpty()
                ? Path.of("")
                : config.sourceFolders().get(0);
    }

    private GuessedSource files(String folder) {
        List<SourceFile> all = new ArrayList<>();
        files.forEach((table, path) -> {
            if (!TABLE.matcher(table).matches()) {
                throw usage("the table is \"" + table + "\", expected letters, digits and underscores before the =");
            }
            add(all, table, path, null, null);
        });
        return GuessedSource.files(folder, all);
    }

    private GuessedSource configured(CreditConnector app, String folder, SourceConfig source) {
        if (source.url() != null) {
            return database(
                    app, folder, source.url(), source.user(), source.password().value());
        }
        List<SourceFile> all = new ArrayList<>();
        source.files().forEach((table, file) -> {
            Charset encoding = file.encoding();
            String delimiter = file.delimiter();
            add(all, table, file.path(), encoding, delimiter == null ? null : delimiter.charAt(0));
        });
        return GuessedSource.files(folder, all);
    }

    /** All files of a path; how they are written is seen in the first one. */
    private static void add(
            List<SourceFile> all, String table, Path path, @Nullable Charset encoding, @Nullable Character delimiter) {
        List<Path> files = DeliveredFiles.of(path);
        FileTable written = FileSniffer.look(table, files.get(0), encoding, delimiter);
        files.forEach(file -> all.add(new SourceFile(written, file)));
    }

    private GuessedSource database(CreditConnector app, String folder, String database, String as, String password) {
        Path drivers = app.homeOr(Path.of(System.getProperty("user.home"), ".credit-connector"))
                .resolve("drivers");
        return GuessedSource.database(folder, Drivers.connections(drivers, database, as, password), schema, tables);
    }

    private String password(CreditConnector app) {
        if (passwordFile != null) {
            try {
                return Files.readString(passwordFile).strip();
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "the file " + passwordFile + " cannot be read; create it with mode 0600",
                        e);
            }
        }
        return login.password(this, app);
    }

    /** Writes all files, or none where one of them is there already. */
    private static void write(Path folder, SortedMap<String, String> texts) {
        List<String> there = texts.keySet().stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
        if (!there.isEmpty()) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    folder + " holds " + String.join(", ", there)
                            + " already, and nothing is ever overwritten; choose another NAME or another --into, or move the folder away");
        }
        try {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = folder.resolve(text.getKey());
                Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
                Files.writeString(file, text.getValue(), java.nio.file.StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "the folder " + folder + " cannot be written (" + e.getMessage() + "); check room and permissions",
                    e);
        }
    }

    /** What the configuration needs to know of a source that it does not hold yet. */
    private String configuration(Path folder) {
        Path above = folder.toAbsolutePath().normalize().getParent();
        List<String> paths = new ArrayList<>();
        files.forEach((table, path) ->
                paths.add(table + ": \"" + path.toAbsolutePath().normalize() + "\""));
        return "to connect it, in credit-connector.yaml:\n  source-folders: [\"" + above + "\"]\n  sources:\n    "
                + name
                + ":\n      mapping: " + folder.getFileName()
                + (url == null
                        ? "\n      files: {" + String.join(", ", paths) + "}"
                        : "\n      url: " + url + (login.user.isEmpty() ? "" : "\n      user: " + login.user)
                                + (passwordFile == null
                                        ? login.passwordVariable == null
                                                ? ""
                                                : "\n      password: ${env:" + login.passwordVariable + "}"
                                        : "\n      password: ${file:" + passwordFile.toAbsolutePath() + "}"))
                + "\n";
    }

    private Answer answer(Path folder, GuessedSource guessed, SortedMap<String, String> texts, List<String> beside) {
        GuessedFolder made = guessed.folder();
        long sure = made.lines().stream().filter(Line::isSure).count();
        long questions = made.questions();
        StringBuilder text = new StringBuilder();
        text.append(folder).append(": ").append(texts.size()).append(" files\n");
        made.roles()
                .forEach((table, query) -> text.append("  ")
                        .append(table)
                        .append(" is read by ")
                        .append(query)
                        .append(".sql")
                        .append(rows(guessed, table))
                        .append('\n'));
        made.tablesNotRead()
                .forEach((table, why) -> text.append("  ")
                        .append(table)
                        .append(" is not read: ")
                        .append(why)
                        .append('\n'));
        text.append("  ")
                .append(made.lines().size())
                .append(" lines, ")
                .append(sure)
                .append(" of them sure\n");
        if (!made.unused().isEmpty()) {
            text.append("  no field found for ").append(made.unused().size()).append(" columns, see unused\n");
        }
        text.append(
                guessed.without() == null
                        ? "  the rows under sample/ are made up in the form of real ones: no value of a person is in them\n"
                        : "  no sample: " + guessed.without() + "\n");
        beside.forEach(remark -> text.append("  ").append(remark).append('\n'));
        if (!files.isEmpty() || url != null) {
            text.append(configuration(folder));
        }
        text.append(
                questions == 0
                        ? "nothing is left to answer; next: mapping check " + folder
                        : questions + " answers are wanted: look for TODO in " + folder + ", then: mapping check "
                                + folder);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        json.put("folder", folder.toString());
        json.put("files", texts.keySet());
        json.put("roles", made.roles());
        json.put("tablesNotRead", made.tablesNotRead());
        json.put("lines", made.lines().size());
        json.put("sure", sure);
        json.put("questions", questions);
        json.put("unused", made.unused().keySet());
        json.put("withoutSample", guessed.without());
        json.put("remarks", beside);
        return new Answer(ExitCode.DONE, json, text.toString());
    }

    private static String rows(GuessedSource guessed, String table) {
        return guessed.sampled().tables().stream()
                .filter(sampled -> sampled.name().equals(table))
                .map(sampled -> {
                    int seen = sampled.columns().isEmpty()
                            ? 0
                            : sampled.columns().get(0).values().size();
                    boolean all = seen == sampled.rows() && seen < SourceSampler.ROWS;
                    return "; looked at "
                            + (all ? "all " + seen : seen + (sampled.rows() > seen ? " of " + sampled.rows() : ""))
                            + " rows";
                })
                .findFirst()
                .orElse("");
    }
}
