package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program as a process of its own, with what it costs.
 *
 * @param output what it wrote to standard output
 * @param cost what it cost
 * @param samples what it had cost on the way, twice a second
 */
record MeasuredRun(String output, Cost cost, List<Sample> samples) {
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final double SAMPLE_EVERY = 0.5;

    /**
     * A look on the way.
     *
     * @param seconds since the start
     * @param cpu CPU seconds of the program since the start
     * @param memory resident memory in MiB now
     */
    record Sample(double seconds, double cpu, long memory) {}

    /**
     * Runs a program to its end.
     *
     * @param command program and arguments
     * @param environment added to this process's own
     * @param directory where output and errors go
     * @param server process id of the database server
     * @param receiver process id of whoever receives, or -1
     * @throws IOException when it ends with another exit code than 0 or 7 (a work list)
     */
    static MeasuredRun of(
            List<String> command, Map<String, String> environment, Path directory, long server, long receiver)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        double databaseBefore = ProcessTree.cpuWithChildren(server);
        double receiverBefore = ProcessTree.cpu(receiver, false);
        long begin = System.nanoTime();
        Process process = builder.start();
        double cpu = 0;
        long memory = 0;
        List<Sample> samples = new ArrayList<>();
        do {
            double now = (System.nanoTime() - begin) / 1e9;
            if (now >= samples.size() * SAMPLE_EVERY) {
                samples.add(new Sample(now, ProcessTree.cpu(process.pid(), false), ProcessTree.memory(process.pid())));
            }
            cpu = Math.max(cpu, ProcessTree.cpu(process.pid(), false));
            memory = Math.max(memory, ProcessTree.peakMemory(process.pid()));
        } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        double wall = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0 && process.exitValue() != 7) {
            throw new IOException("BENCH-FAILED " + String.join(" ", command) + " ended with exit code "
                    + process.exitValue() + ": " + Files.readString(errors) + Files.readString(output));
        }
        return new MeasuredRun(
                Files.readString(output),
                new Cost(
                        wall,
                        cpu,
                        ProcessTree.cpuWithChildren(server) - databaseBefore,
                        ProcessTree.cpu(receiver, false) - receiverBefore,
                        memory),
                samples);
    }
}
