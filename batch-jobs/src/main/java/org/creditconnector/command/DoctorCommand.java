package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.config.StoreConfig.Copies;
import org.creditconnector.config.TargetConfig;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.DiskRoom;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Lender;
import org.creditconnector.night.NightlyCopy;
import org.creditconnector.night.RangeWorker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code doctor}: is everything in place for a night. Every check is made, whatever the others say. */
@Command(
        name = "doctor",
        description = {
            "Looks whether everything is in place for a night: configuration, disk, store, clock, sources, targets.",
            "Each check is one line; a failed one names the remedy. Sends and changes nothing but the store's schema."
        })
final class DoctorCommand extends Action {
    /** From here on an H2 file is copied, backed up and opened slowly, and PostgreSQL is the better home. */
    private static final long LARGE_H2_BYTES = 4L << 30;

    /** Lease times and sign-offs go by the database's clock; a schedule goes by ours. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(60);

    /**
     * One check.
     *
     * @param check what was looked at
     * @param ok whether it is in place
     * @param detail what was found, or what is wrong and what to do
     * @param exit what the command ends with because of it
     */
    record Check(String check, boolean ok, String detail, ExitCode exit) {
        static Check ok(String check, String detail) {
            return new Check(check, true, detail, ExitCode.DONE);
        }
    }

    @Override
    Answer act(CreditConnector app) {
        ConnectorConfig config = app.config();
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("configuration", config.file().toString()));
        look(checks, "calendar", () -> calendar(app, config));
        look(checks, "home", () -> home(config));
        look(checks, "store", () -> store(app, config));
        if (config.store().isEmbedded()) {
            look(checks, "store file", () -> storeFile(config));
        }
        Copies copies = config.store().copies();
        if (copies != null) {
            look(checks, "store copies", () -> NightlyCopy.newest(copies.directory()));
        }
        look(checks, "disk", () -> disk(config));
        for (SourceConfig source : config.sources().values()) {
            look(checks, "source " + source.name(), () -> source(app, config, source));
        }
        for (TargetConfig target : config.targets().values()) {
            look(checks, "target " + target.name(), () -> TargetCommand.Check.ask(config, target));
        }
        if (config.broker() != null) {
            look(checks, "broker", () -> RangeWorker.reach(config));
        }
        look(checks, "drivers", () -> drivers(config.home().resolve("drivers")));
        String mock = System.getProperty(MockRegistryCommand.JAR);
        checks.add(Check.ok("mock registry", mock == null ? "not there; only demos and tests need it" : mock));
        return answer(checks);
    }

    private Answer answer(List<Check> checks) {
        TextTable table = new TextTable("check", "state", "");
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        for (Check check : checks) {
            table.row(check.check(), check.ok() ? "ok" : "FAILED", check.detail());
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("check", check.check());
            entry.put("ok", check.ok());
            entry.put("detail", check.detail());
            entry.put("exit", check.exit());
            json.add(entry);
        }
        ExitCode worst = ExitCode.worst(checks.stream().map(Check::exit).toList());
        return Answer.of(worst, command(), "checks", json, table.text(""));
    }

    private static void look(List<Check> checks, String name, Look look) {
        try {
            checks.add(Check.ok(name, look.look()));
        } catch (Exception e) {
            Failure failure = Failure.of(e);
            checks.add(new Check(name, false, String.join("; ", failure.lines()), failure.exit()));
        }
    }

    private static String calendar(CreditConnector app, ConnectorConfig config) {
        ReportingCalendar calendar = ReportingCalendar.of(config.lender());
        var last = calendar.lastComplete(app.surroundings().clock().instant());
        return "last complete business date " + last + ", to be reconciled until "
                + calendar.deadline(last).atZone(calendar.zone()).toLocalDateTime() + " " + calendar.zone();
    }

    private static String home(ConnectorConfig config) throws IOException {
        Path home = config.home();
        Path probe = Files.createTempFile(home, "doctor", ".tmp");
        Files.delete(probe);
        return home + " can be written";
    }

    /** An H2 file and the room where it lies, which need not be the home directory. */
    private static String storeFile(ConnectorConfig config) throws IOException {
        String address =
                config.store().url().replaceFirst("^jdbc:h2:(file:)?", "").replaceFirst(";.*$", "");
        Path file = Path.of(address + ".mv.db");
        if (!Files.isRegularFile(file)) {
            return "no file at " + file;
        }
        long bytes = Files.size(file);
        long free = Files.getFileStore(file).getUsableSpace();
        if (free < config.disk().leastBytes()) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    file + ": " + (free >> 20) + " MB are free where the store lies, expected "
                            + config.disk().leastMegabytes() + " MB at least (disk.least-megabytes); make room");
        }
        return file + ", " + (bytes >> 20) + " MB, " + (free >> 20) + " MB free there"
                + (bytes < LARGE_H2_BYTES
                        ? ""
                        : "; an H2 file is for small lenders, move to PostgreSQL (store.url) or purge what is old");
    }

    /** Whether the next night of each source finds room, by the same rule as the night itself. */
    private static String disk(ConnectorConfig config) {
        DiskRoom room = new DiskRoom(config.home(), config.disk().leastBytes());
        List<String> said = new ArrayList<>();
        try (Store store = LedgerAction.open(config)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            for (TargetConfig target : config.targets().values()) {
                for (String name : config.sourcesOf(target)) {
                    said.add(room.demand(
                            Objects.requireNonNull(config.sources().get(name)),
                            ledger.mostBytesSent(target.name(), name),
                            config.store().isEmbedded()));
                }
            }
        }
        return said.isEmpty() ? "nothing is to be run" : String.join("; ", said);
    }

    private static String store(CreditConnector app, ConnectorConfig config) throws SQLException {
        try (Store store = LedgerAction.open(config);
                Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_timestamp")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            Duration skew = Duration.between(app.surroundings().clock().instant(), theirs)
                    .abs();
            if (skew.compareTo(MOST_SKEW) > 0) {
                throw new CommandException(
                        ExitCode.CONFIGURATION,
                        "the database's clock is " + skew.toSeconds() + " s away from this machine's, expected "
                                + MOST_SKEW.toSeconds() + " s at most; set both by NTP");
            }
            String product = connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
            return product + ", schema up to date, clock " + skew.toMillis() + " ms away";
        }
    }

    private static String drivers(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return "only the built-in ones (H2, PostgreSQL, DuckDB); others are dropped into " + directory;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
            return jars.isEmpty() ? directory + " holds no jar" : String.join(", ", jars);
        }
    }

    private static String source(CreditConnector app, ConnectorConfig config, SourceConfig source) {
        var date = ReportingCalendar.of(config.lender())
                .lastComplete(app.surroundings().clock().instant());
        try (Lender lender = new Lender(config, source, date).patientAsAPerson()) {
            lender.open();
            return "mapping " + lender.mapping().name() + " fits, "
                    + lender.plan().accounts() + " accounts";
        }
    }

    /** One look at something; the sentence says what is there. */
    private interface Look {
        String look() throws Exception;
    }
}
