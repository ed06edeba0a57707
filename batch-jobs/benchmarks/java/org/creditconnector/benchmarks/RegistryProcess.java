package org.creditconnector.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mock registry as a process of its own, so that its cost is not the product's. */
final class RegistryProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on (\\S+)");

    private final Process process;
    private final String url;

    RegistryProcess(Path jar, Path directory) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx6g",
                        "-jar",
                        jar.toString(),
                        "--port",
                        "0"))
                .redirectError(directory.resolve("registry-errors").toFile())
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); ; line = said.readLine()) {
            if (line == null) {
                throw new IOException("BENCH-REGISTRY the mock registry did not start, see " + directory);
            }
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                url = ready.group(1);
                return;
            }
        }
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
