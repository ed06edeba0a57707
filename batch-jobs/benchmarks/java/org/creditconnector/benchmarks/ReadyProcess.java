package org.creditconnector.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that is of use once it has said so on its standard output. */
final class ReadyProcess implements AutoCloseable {
    private final Process process;
    private final Matcher ready;

    /**
     * Starts it and waits until it is ready.
     *
     * @param ready what stands in the line in which it says so
     * @param failure what did not start, for the message that it ended before
     */
    ReadyProcess(ProcessBuilder builder, Pattern ready, String failure) throws IOException {
        process = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder heard = new StringBuilder();
        for (String line = said.readLine(); ; line = said.readLine()) {
            if (line == null) {
                throw new IOException(failure + ": " + heard);
            }
            Matcher found = ready.matcher(line);
            if (found.find()) {
                this.ready = found;
                return;
            }
            heard.append(line).append('\n');
        }
    }

    /** The line in which it said that it is ready, matched. */
    Matcher ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
