package org.creditconnector.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.creditconnector.config.NotifyConfig;

/** A notice handed to a program on its standard input. What the program prints is not kept. */
final class Program {
    private Program() {}

    static void run(NotifyConfig.Command config, Notice notice) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(config.run())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // A notice is far smaller than a pipe, so writing does not wait for a program that does not read.
        try (OutputStream input = process.getOutputStream()) {
            input.write(notice.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException ignoredByTheProgram) {
            // It ended without reading; its exit code tells whether that is a fault.
        }
        if (!process.waitFor(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "the program was ended after " + config.timeout().toMillis() + " ms");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the program ended with exit code " + process.exitValue());
        }
    }
}
