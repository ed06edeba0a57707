package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.benchmarks.peers.BatchNight;
import org.creditconnector.benchmarks.peers.DuckNight;

/** What others do in the product's place, as a process of its own. */
final class PeerRun {
    private final Path checkout;
    private final Database server;
    private final BenchOptions options;

    PeerRun(Path checkout, Database server, BenchOptions options) {
        this.checkout = checkout;
        this.server = server;
        this.options = options;
    }

    /** Who is measured. */
    enum Peer {
        /** A Spring Batch job with two queries and one POST for each account. */
        TUTORIAL(BatchNight.class),
        /** The same page by page, with packages. */
        PAGED(BatchNight.class),
        /** CSV exports and SQL in DuckDB. */
        DUCKDB(DuckNight.class);

        private final Class<?> program;

        Peer(Class<?> program) {
            this.program = program;
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    MeasuredRun of(Peer peer, ReferenceLender lender) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bench");
        try (Sink sink = new Sink()) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + options.heap(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    peer.program.getName()));
            if (peer != Peer.DUCKDB) {
                command.add(peer.label());
            }
            command.add(server.url(lender.database()));
            command.add(sink.address().toString());
            command.add(
                    peer == Peer.DUCKDB
                            ? directory.toString()
                            : checkout.resolve("batch-jobs/benchmarks/light-record.avsc").toString());
            MeasuredRun run = MeasuredRun.of(command, Map.of(), directory, server.pid(), -1);
            long refused = lender.accounts() * 4 / 1_000;
            if (lender.accounts() >= 1_000 && !run.output().contains("accepted=" + (lender.accounts() - refused) + " ")) {
                throw new IOException("BENCH-WRONG " + peer.label() + " accepted another number than "
                        + (lender.accounts() - refused) + ": " + run.output());
            }
            return run;
        } finally {
            remove(directory);
        }
    }

    /** Exports of a large lender take gigabytes. */
    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
