package org.creditconnector.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;

/** The mock registry as a process of its own, for as long as the demo runs. */
final class DemoRegistry implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("mock registry ready on (http://\\S+)");

    private final Process process;
    private final String url;

    private DemoRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on a free port of this machine and waits until it answers. */
    static DemoRegistry start(String scenario, DemoCentralBank centralBank, Path log) throws IOException {
        List<String> call = MockRegistryCommand.call(0);
        call.addAll(centralBank.options());
        call.add("--scenario");
        call.add(scenario);
        Process process = new ProcessBuilder(call)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new DemoRegistry(process, ready.group(1));
            }
        }
        throw new CommandException(
                ExitCode.TARGET_DOWN, "the mock registry did not start; its own words stand in " + log);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
