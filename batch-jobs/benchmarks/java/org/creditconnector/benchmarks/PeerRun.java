package org.creditconnector.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.creditconnector.benchmarks.peers.BatchNight;
import org.creditconnector.benchmarks.peers.DuckNight;

/** What others do in the product's place, as a process of its own. */
final class PeerRun {
    /** Spark begins at half a gigabyte and is given more by whoever runs it. */
    private static final String SPARK_HEAP = "4g";

    private final Path checkout;
    private final Database server;
    private final BenchOptions options;
    private final Set<Peer> ready = EnumSet.noneOf(Peer.class);
    private Optional<Path> python = Optional.empty();

    private PeerRun(Path checkout, Database server, BenchOptions options) {
        this.checkout = checkout;
        this.server = server;
        this.options = options;
    }

    /**
     * Looks for what the peers need that were asked for, and builds what must be built.
     *
     * @param say told when a peer is left out and when something takes a while
     */
    static PeerRun prepared(
            Path checkout, Database server, BenchOptions options, Set<Peer> asked, Consumer<String> say)
            throws IOException, InterruptedException {
        PeerRun run = new PeerRun(checkout, server, options);
        run.ready.addAll(asked);
        if (asked.contains(Peer.PYTHON)) {
            run.python = PythonInterpreter.withPsycopg2();
            if (run.python.isEmpty()) {
                run.ready.remove(Peer.PYTHON);
                say.accept("peers     python is left out: no python3 on the path imports psycopg2; install python3-psycopg2");
            }
        }
        if (asked.contains(Peer.SPARK) && !SparkBuild.isDone(checkout)) {
            say.accept("peers     building the Spark job; the first time some 300 MB come from Maven Central ...");
            SparkBuild.run(checkout);
        }
        return run;
    }

    /** The peers that can run, in the order in which they do. */
    Set<Peer> ready() {
        return ready;
    }

    /**
     * Runs a peer once.
     *
     * @param measure what the measure found in the same lender
     * @throws IOException when the peer found something else
     */
    MeasuredRun of(Peer peer, ReferenceLender lender, Figures measure) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bench");
        try (Sink sink = new Sink()) {
            List<String> command = command(peer, server.url(lender.database()), sink.address(), directory);
            MeasuredRun run = MeasuredRun.of(command, Map.of(), directory, server.pid(), -1);
            Figures.of(peer.label(), run.output()).hold(peer.label(), measure);
            return run;
        } finally {
            remove(directory);
        }
    }

    private List<String> command(Peer peer, String lender, URI sink, Path directory) {
        Path benchmarks = checkout.resolve("batch-jobs/benchmarks");
        String schema = benchmarks.resolve("light-record.avsc").toString();
        return switch (peer) {
            case TUTORIAL, PAGED -> java(BatchNight.class, peer.label(), lender, sink.toString(), schema);
            case DUCKDB -> java(DuckNight.class, lender, sink.toString(), directory.toString());
            case PYTHON -> List.of(
                    python.orElseThrow().toString(),
                    "-B",
                    benchmarks.resolve("python/nightly.py").toString(),
                    lender,
                    sink.toString());
            case SPARK -> List.of(
                    program(),
                    "-Xmx" + SPARK_HEAP,
                    "-jar",
                    SparkBuild.jar(checkout).toString(),
                    lender,
                    sink.toString(),
                    directory.toString());
        };
    }

    private List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program(), "-Xmx" + options.heap(), "-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Exports of a large lender take gigabytes. */
    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
