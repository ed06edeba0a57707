package org.creditconnector.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.Json;
import org.creditconnector.night.Nights;
import org.creditconnector.night.Progress;
import org.creditconnector.night.RunReport;
import org.creditconnector.notify.Messenger;
import org.creditconnector.notify.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Entry point and root of the command tree. Results go to standard output, everything else to standard error. Help and usage
 * errors are answered before anything slow is loaded.
 */
@Command(
        name = "credit-connector",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Reports borrowing and repayment histories to credit registries, every night, so that the books balance.",
        footer = "%nExit codes: `credit-connector help exit-codes`. Start with `credit-connector demo`.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            WorkerCommand.class,
            CollectCommand.class,
            ReconcileCommand.class,
            StatusCommand.class,
            JourneyCommand.class,
            WorkCommand.Held.class,
            WorkCommand.Rejects.class,
            WarningCommand.Warnings.class,
            WarningCommand.Accept.class,
            CorrectCommand.class,
            WithdrawCommand.class,
            ResubmitCommand.class,
            DisputeCommand.class,
            DecisionsCommand.class,
            GateCommand.class,
            DecideCommand.Approve.class,
            DecideCommand.Reject.class,
            PackageCommand.Resolve.class,
            PackageCommand.Retry.class,
            FeedbackCommand.class,
            TargetCommand.class,
            MappingCommand.class,
            RulesCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            DbCommand.class,
            PurgeCommand.class,
            GenerateCommand.class,
            MockRegistryCommand.class,
            HelpCommand.class
        })
public final class CreditConnector implements Runnable {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result as one JSON object.")
    boolean json;

    @Option(
            names = "--config",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Configuration; credit-connector.yaml in the home directory if not given.")
    @Nullable Path configFile;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description =
                    "Where store, logs and drivers are; CREDIT_CONNECTOR_HOME or ~/.credit-connector if not given.")
    @Nullable Path homeDirectory;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces.")
    boolean debug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours; NO_COLOR does the same.")
    boolean noColor;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "No progress and no remarks; errors still show.")
    boolean quiet;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Surroundings surroundings;
    private boolean logging;

    CreditConnector(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(Surroundings.ofProcess(out, err, CreditConnector::openNights), args));
    }

    /** Runs one command and gives its exit code. */
    static int run(Surroundings surroundings, String... args) {
        CreditConnector app = new CreditConnector(surroundings);
        Program.calledWith(args);
        boolean json = Arrays.asList(args).contains("--json");
        boolean plain = surroundings.env("NO_COLOR") != null
                || Arrays.asList(args).contains("--no-color")
                || !surroundings.terminal();
        return summed(new CommandLine(app))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        plain ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.ON))
                .setOut(surroundings.outWriter())
                .setErr(surroundings.errWriter())
                .registerConverter(LocalDate.class, Arguments::date)
                .registerConverter(Arguments.RunId.class, Arguments.RunId::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, line) -> app.fail(Failure.ofUsage(problem), json))
                .setExecutionExceptionHandler((problem, line, parsed) -> app.fail(Failure.of(problem), json))
                .execute(args);
    }

    /** A list of commands shows the first sentence of each, whole, wherever its source line ends. */
    private static CommandLine summed(CommandLine line) {
        for (CommandLine command : line.getSubcommands().values()) {
            CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
            String all = String.join(" ", usage.description());
            int end = all.indexOf(". ");
            if (end > 0) {
                usage.description(all.substring(0, end + 1), all.substring(end + 2));
            } else {
                usage.description(all);
            }
            summed(command);
        }
        return line;
    }

    /** No command at all: the overview, as a usage error, so that a script with an empty variable notices. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Streams, environment, clock and the way to the jobs. */
    Surroundings surroundings() {
        return surroundings;
    }

    /** The directory of everything the connector keeps on disk. */
    Path home() {
        if (homeDirectory != null) {
            return homeDirectory.toAbsolutePath().normalize();
        }
        String named = surroundings.env("CREDIT_CONNECTOR_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        return Path.of(System.getProperty("user.home"), ".credit-connector");
    }

    /** The home directory if it was named, else another one. */
    Path homeOr(Path other) {
        boolean named = homeDirectory != null || surroundings.env("CREDIT_CONNECTOR_HOME") != null;
        return named ? home() : other.toAbsolutePath().normalize();
    }

    /** The configuration, read and checked as a whole. */
    ConnectorConfig config() {
        ConnectorConfig config = ConfigFile.read(configPath(), home(), surroundings::env);
        LogFile.open(config);
        logging = true;
        return config;
    }

    /** Whether somebody has written, or at least named, a configuration. */
    boolean hasConfig() {
        return configFile != null || Files.exists(configPath());
    }

    private Path configPath() {
        return configFile != null ? configFile : home().resolve("credit-connector.yaml");
    }

    /** Progress of this command on standard error; silent when nobody wants it. */
    ConsoleProgress progress() {
        return new ConsoleProgress(surroundings.err(), surroundings.terminal(), quiet, System::nanoTime);
    }

    /** Says something to the person at the terminal, never to a script. */
    void remark(String sentence) {
        if (!quiet) {
            surroundings.err().println(sentence);
        }
    }

    /** Says what went wrong beside the work, which is what it is. */
    void complain(String sentence, Exception cause) {
        log().warn("{}", sentence, cause);
        surroundings.err().println(sentence);
    }

    /** Prints a result and gives its exit code. */
    int print(Answer answer) {
        if (json) {
            surroundings.out().println(Json.write(answer.json()));
        } else if (!answer.text().isEmpty()) {
            surroundings.out().println(answer.text().stripTrailing());
        }
        return answer.exit().number();
    }

    /**
     * Tells those who want to hear of the end of runs, and first of endings that an earlier process did not live to tell. Never
     * changes how they ended.
     *
     * @param runs what this call did; those that had ended before are known already
     */
    void tell(ConnectorConfig config, Nights nights, String target, List<RunReport> runs) {
        List<RunReport> now = runs.stream().filter(run -> !run.endedBefore()).toList();
        try {
            Set<String> mine = now.stream().map(RunReport::id).collect(Collectors.toSet());
            List<RunReport> left = nights.untold(target).stream()
                    .filter(run -> !mine.contains(run.id()))
                    .toList();
            for (List<RunReport> some : List.of(left, now)) {
                if (!some.isEmpty() && told(config, some)) {
                    nights.told(some);
                }
            }
        } catch (RuntimeException e) {
            // What the runs ended as is known and printed next; whoever was not told is told by the next command.
            complain(
                    "NOTIFY the store: " + Failure.of(e).lines().get(0) + "; the next command tells what was not told",
                    e);
        }
    }

    private boolean told(ConnectorConfig config, List<RunReport> runs) {
        List<String> problems = new Messenger(config.notices()).tell(Notice.of(runs));
        problems.forEach(surroundings.err()::println);
        return problems.isEmpty();
    }

    private int fail(Failure failure, boolean asJson) {
        if (logging) {
            log().error("{}", failure.lines(), failure.cause());
        }
        failure.lines().forEach(surroundings.err()::println);
        if (debug) {
            failure.cause().printStackTrace(surroundings.err());
        } else if (failure.exit() == ExitCode.BUG && logging) {
            surroundings.err().println("the log has the details: " + LogFile.in(home()));
        }
        if (asJson) {
            surroundings.out().println(Json.write(failure.json()));
        }
        return failure.exit().number();
    }

    /** Asked for when there is something to log: setting up logging was a third of what a usage error took. */
    private static Logger log() {
        return LoggerFactory.getLogger(CreditConnector.class);
    }

    private static Nights openNights(ConnectorConfig config, Progress progress) {
        return ServiceLoader.load(Nights.Opener.class)
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.BUG, "this build has no jobs in it"))
                .open(config, progress);
    }
}
