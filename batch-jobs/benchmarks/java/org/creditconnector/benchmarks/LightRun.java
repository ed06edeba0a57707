package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.creditconnector.benchmarks.light.LightPipeline;

/** The measure: {@link LightPipeline} as a process of its own. */
final class LightRun {
    private final Path checkout;
    private final Database server;
    private final BenchOptions options;

    LightRun(Path checkout, Database server, BenchOptions options) {
        this.checkout = checkout;
        this.server = server;
        this.options = options;
    }

    /** What it found, which is what others must find. */
    static Figures figures(MeasuredRun run) throws IOException {
        return Figures.of("measure", run.output());
    }

    MeasuredRun of(ReferenceLender lender) throws IOException, InterruptedException {
        try (Sink sink = new Sink()) {
            MeasuredRun run = MeasuredRun.of(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + options.heap(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LightPipeline.class.getName(),
                            server.url(lender.database()),
                            sink.address().toString(),
                            checkout.resolve("batch-jobs/benchmarks/light-record.avsc")
                                    .toString(),
                            Integer.toString(options.workers())),
                    Map.of(),
                    Files.createTempDirectory("bench"),
                    server.pid(),
                    -1);
            // Four in a thousand break one of its rules: two for their check digit, one for its dates, one for its rate.
            long refused = lender.accounts() * 4 / 1_000;
            if (lender.accounts() >= 1_000 && figures(run).refused() != refused) {
                throw new IOException("BENCH-WRONG the measure refused another number than " + refused + ": " + run.output());
            }
            return run;
        }
    }
}
