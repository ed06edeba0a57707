package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code mock-registry}: the other side, as a process of its own that shares no code with us. */
@Command(
        name = "mock-registry",
        sortOptions = false,
        description = {
            "Starts a registry for tests and demos on this machine, until it is interrupted.",
            "Further options, e.g. --pbcrc DIR, go to it as they are; its README lists them."
        })
final class MockRegistryCommand extends Action {
    /** Set by the launcher: the jar of the mock registry. */
    static final String JAR = "credit-connector.mock-registry.jar";

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8090",
            description = "Port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port = 8090;

    @Option(names = "--scenario", paramLabel = "S", description = "What goes wrong; nothing if not given.")
    @Nullable String scenario;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "Address to listen on; loopback if not given.")
    @Nullable String bind;

    @Option(
            names = "--feedback-delay",
            paramLabel = "DURATION",
            description = "Time from receipt to feedback, e.g. 30s; the scenario's if not given.")
    @Nullable String feedbackDelay;

    @Option(
            names = "--clock",
            paramLabel = "ISO",
            description = "Instant at which its clock stands, e.g. 2026-01-31T22:00:00Z; the machine's if not given.")
    @Nullable String clock;

    /** What it knows besides: its ways to be another registry. */
    @Unmatched
    List<String> others = new ArrayList<>();

    @Override
    Answer act(CreditConnector app) throws IOException, InterruptedException {
        List<String> call = call(port);
        add(call, "--scenario", scenario);
        add(call, "--bind", bind);
        add(call, "--feedback-delay", feedbackDelay);
        add(call, "--clock", clock);
        call.addAll(others);
        Process process = new ProcessBuilder(call).inheritIO().start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        int status = process.waitFor();
        if (status != 0) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "the mock registry ended with status " + status + "; its own words stand above");
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command());
        return new Answer(ExitCode.DONE, json, "");
    }

    private static void add(List<String> call, String option, @Nullable String value) {
        if (value != null) {
            call.add(option);
            call.add(value);
        }
    }

    /**
     * The command line that starts the mock registry with this Java.
     *
     * @throws CommandException when the launcher did not say where it is
     */
    static List<String> call(int port) {
        String jar = System.getProperty(JAR);
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "the mock registry is not there (" + (jar == null ? "no system property " + JAR : jar)
                            + "); start with the launcher ./credit-connector");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(java, "-jar", jar, "--port", String.valueOf(port)));
    }
}
