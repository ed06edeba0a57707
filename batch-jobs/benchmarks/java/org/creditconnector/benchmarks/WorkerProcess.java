package org.creditconnector.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code worker} of the product as a process of its own, which is there once it waits for ranges. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;

    WorkerProcess(List<String> command, String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CREDIT_CONNECTOR_JAVA_OPTIONS", "-Xmx" + heap);
        builder.environment().put("BENCH_SECRET", "none");
        process = builder.start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder heard = new StringBuilder();
        String line = said.readLine();
        while (line != null && !line.contains("waits for ranges")) {
            heard.append(line).append('\n');
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("BENCH-FAILED a worker did not start: " + heard);
        }
    }

    /** CPU seconds since its start. */
    double cpu() throws IOException {
        return ProcessTree.cpu(process.pid(), false);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
