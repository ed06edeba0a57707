package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The mock registry as a process of its own, so that its cost is not the product's. */
final class RegistryProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on (\\S+)");

    private final ReadyProcess process;

    RegistryProcess(Path jar, Path directory) throws IOException {
        process = new ReadyProcess(
                new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx6g",
                                "-jar",
                                jar.toString(),
                                "--port",
                                "0"))
                        .redirectError(directory.resolve("registry-errors").toFile()),
                READY,
                "BENCH-REGISTRY the mock registry did not start, see " + directory);
    }

    String url() {
        return process.ready().group(1);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
