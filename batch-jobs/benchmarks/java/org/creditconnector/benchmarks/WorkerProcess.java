package org.creditconnector.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A {@code worker} of the product as a process of its own, which is there once it waits for ranges. */
final class WorkerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("waits for ranges");

    private final ReadyProcess process;

    WorkerProcess(List<String> command, String heap) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CREDIT_CONNECTOR_JAVA_OPTIONS", "-Xmx" + heap);
        builder.environment().put("BENCH_SECRET", "none");
        process = new ReadyProcess(builder, READY, "BENCH-FAILED a worker did not start");
    }

    /** CPU seconds since its start. */
    double cpu() {
        return ProcessTree.cpu(process.pid(), false);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
