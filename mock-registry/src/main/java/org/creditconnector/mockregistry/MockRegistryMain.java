package org.creditconnector.mockregistry;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.creditconnector.mockregistry.baihang.BaihangProcess;
import org.creditconnector.mockregistry.pbcrc.PbcrcProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The mock registry as a process of its own. It says on one line of stdout when it is ready and runs until it is ended. */
public final class MockRegistryMain {
    private MockRegistryMain() {}

    /** Runs until a signal ends the process. Exit codes: 0 after {@code --help}, 2 when an option, the scenario or the port is wrong. */
    public static void main(String[] args) {
        var ended = new CountDownLatch(1);
        int code = run(args, System.out, System.err, mock -> {
            Runtime.getRuntime().addShutdownHook(new Thread(mock::close));
            waitFor(ended);
        });
        System.exit(code);
    }

    private static void waitFor(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything but the waiting, which is {@code whenReady}'s. */
    static int run(String[] args, PrintStream out, PrintStream err, Consumer<MockRegistry> whenReady) {
        var command = new CommandLine(new Run(out, err, whenReady));
        command.registerConverter(Duration.class, duration());
        command.registerConverter(Instant.class, instant());
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((e, given) -> {
            err.println("mock-registry: " + e.getMessage() + "; see --help");
            return 2;
        });
        return command.execute(args);
    }

    private static ITypeConverter<Duration> duration() {
        return text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("is " + text + ", " + e.getMessage());
            }
        };
    }

    private static ITypeConverter<Instant> instant() {
        return text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("is " + text + ", expected an instant such as 2026-01-31T22:00:00Z");
            }
        };
    }

    @Command(
            name = "mock-registry",
            sortOptions = false,
            description = {
                "A credit registry for tests and demos. It implements the published registry API with real memory and plays a "
                        + "scenario. Control it under /__registry/, see WireMock under /__admin/.",
                ""
            })
    private static final class Run implements Callable<Integer> {
        private final PrintStream out;
        private final PrintStream err;
        private final Consumer<MockRegistry> whenReady;

        @Option(names = "--port", paramLabel = "P", description = "Port; 0, the default, takes any free one.")
        private int port;

        @Option(
                names = "--bind",
                paramLabel = "ADDRESS",
                defaultValue = "127.0.0.1",
                description = "Address to listen on, by default ${DEFAULT-VALUE}.")
        private String bind = "127.0.0.1";

        @Option(
                names = "--scenario",
                paramLabel = "S",
                defaultValue = "all-accepted",
                description = "Name of a packaged scenario or path of a page, by default ${DEFAULT-VALUE}.")
        private String scenario = "all-accepted";

        @Option(
                names = "--feedback-delay",
                paramLabel = "DURATION",
                description = "Time from receipt to feedback, e.g. 30s or PT6H; instead of the scenario's.")
        private @Nullable Duration feedbackDelay;

        @Option(
                names = "--clock",
                paramLabel = "ISO",
                description = "Instant at which the clock stands, e.g. 2026-01-31T22:00:00Z; else the machine's time.")
        private @Nullable Instant clock;

        @Option(names = "--forget-records", description = "Do not keep records as JSON: less memory for volume tests.")
        private boolean forgetRecords;

        @Option(
                names = "--pbcrc",
                paramLabel = "DIR",
                description =
                        "Also be the central bank's registry, behind the directories inbox, taken and outbox in DIR.")
        private @Nullable Path pbcrc;

        @Option(
                names = "--provider",
                paramLabel = "CODE",
                description =
                        "With --pbcrc: a section code that it knows, 14 capital letters and digits; CODE:BRANCH,BRANCH adds branches."
                                + " May be given more than once.")
        private List<String> providers = new ArrayList<>();

        @Option(
                names = "--pbcrc-scenario",
                paramLabel = "FILE",
                description = "With --pbcrc: page of faults; else everything that obeys the rules is loaded.")
        private @Nullable Path pbcrcScenario;

        @Option(
                names = "--wrapping",
                paramLabel = "FILE",
                description =
                        "With --pbcrc: page of the steps that files ending in .enc went through; they are undone, and done to feedback.")
        private @Nullable Path wrapping;

        @Option(
                names = "--look-every",
                paramLabel = "DURATION",
                defaultValue = "1s",
                description = "With --pbcrc: pause between two looks into the inbox, by default ${DEFAULT-VALUE}.")
        private Duration lookEvery = Duration.ofSeconds(1);

        @Option(
                names = "--sftp-port",
                paramLabel = "P",
                description = "With --pbcrc: serve DIR by SFTP on loopback too; 0 takes any free port.")
        private @Nullable Integer sftpPort;

        @Option(
                names = "--sftp-login",
                paramLabel = "USER:PASSWORD",
                defaultValue = "lender:lender",
                description = "With --sftp-port: who is let in, by default ${DEFAULT-VALUE}.")
        private String sftpLogin = "lender:lender";

        @Mixin
        private BaihangProcess.Options baihang = new BaihangProcess.Options();

        @Mixin
        private KafkaProcess kafka = new KafkaProcess();

        @Option(names = "--help", usageHelp = true, description = "Show this help.")
        private boolean help;

        private Run(PrintStream out, PrintStream err, Consumer<MockRegistry> whenReady) {
            this.out = out;
            this.err = err;
            this.whenReady = whenReady;
        }

        @Override
        public Integer call() {
            if (port < 0 || port > 65_535) {
                return usage("--port is " + port + ", expected 0 to 65535");
            }
            String wrong = Stream.of(pbcrcOptions(), baihang.wrong(), kafka.wrong())
                    .filter(one -> !one.isEmpty())
                    .findFirst()
                    .orElse("");
            if (!wrong.isEmpty()) {
                return usage(wrong);
            }
            var options = new MockRegistryOptions(port, bind, scenario, feedbackDelay, clock, !forgetRecords);
            try (MockRegistry mock = MockRegistry.start(options);
                    PbcrcProcess central = pbcrc == null
                            ? null
                            : PbcrcProcess.start(
                                    pbcrc, providers, pbcrcScenario, wrapping, lookEvery, sftpPort, sftpLogin);
                    BaihangProcess agency = baihang.start(lookEvery);
                    KafkaDoor door = kafka.open(mock)) {
                if (door != null) {
                    out.println(door.ready());
                }
                if (agency != null) {
                    out.println(agency.ready());
                }
                if (central != null) {
                    out.println(central.ready());
                }
                out.println("mock registry ready on " + mock.url() + " scenario " + mock.scenario());
                out.flush();
                whenReady.accept(mock);
                return 0;
            } catch (ScenarioException e) {
                return usage("--scenario: " + e.getMessage());
            } catch (KafkaRefusedException e) {
                return usage("--kafka: " + e.getMessage());
            } catch (IOException e) {
                return usage((baihang.wanted() ? "--pbcrc or --baihang: " : "--pbcrc " + pbcrc + ": ") + e);
            } catch (FatalStartupException e) {
                return usage("cannot listen on " + bind + " port " + port + ", is something else there?");
            }
        }

        /** What is wrong with the options of the central bank's registry; empty when nothing is. */
        private String pbcrcOptions() {
            if (pbcrc == null) {
                return providers.isEmpty() && pbcrcScenario == null && wrapping == null && sftpPort == null
                        ? ""
                        : "--provider, --pbcrc-scenario, --wrapping and --sftp-port need --pbcrc";
            }
            if (providers.isEmpty() || !providers.stream().allMatch(PbcrcProcess::isProvider)) {
                return "--provider is " + String.join(" ", providers)
                        + ", expected 14 capital letters and digits, with branches as CODE:BRANCH,BRANCH";
            }
            if (sftpPort != null && (sftpPort < 0 || sftpPort > 65_535)) {
                return "--sftp-port is " + sftpPort + ", expected 0 to 65535";
            }
            if (lookEvery.toMillis() < 1) {
                return "--look-every is " + lookEvery + ", expected at least 1ms";
            }
            return sftpLogin.indexOf(':') > 0 ? "" : "--sftp-login: expected USER:PASSWORD";
        }

        private int usage(String sentence) {
            sentence.lines().forEach(line -> err.println("mock-registry: " + line));
            return 2;
        }
    }
}
