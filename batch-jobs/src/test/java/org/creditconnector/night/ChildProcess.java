package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.creditconnector.command.CreditConnector;

/** The real application in a process of its own, so that it can be killed. */
final class ChildProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command on a home directory. */
    static ChildProcess start(Path home, String... arguments) throws IOException {
        return startWith(List.of(), home, arguments);
    }

    /** As above, with options of the virtual machine. */
    static ChildProcess startWith(List<String> options, Path home, String... arguments) throws IOException {
        List<String> call = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        call.addAll(options);
        call.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CreditConnector.class.getName(),
                "--home",
                home.toString()));
        call.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "child-", ".out");
        Path err = Files.createTempFile(home, "child-", ".err");
        Process process = new ProcessBuilder(call)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ChildProcess(process, out, err);
    }

    /** Waits for a condition of the world while the process works. */
    void awaitWhileAlive(String what, BooleanSupplier condition) throws InterruptedException, IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the process ended with " + process.exitValue() + " before " + what + ": "
                        + standardOutput() + standardError());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen in " + LONGEST + ": " + what);
            }
        }
    }

    /** The exit code of a process that ends by itself. */
    int exit() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end in " + LONGEST);
        }
        return process.exitValue();
    }

    /** Waits so long at most; whether it ended by itself. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -NAME}, e.g. STOP, CONT, TERM. */
    void signal(String name) throws IOException, InterruptedException {
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (sent != 0) {
            throw new AssertionError("SIG" + name + " could not be sent to process " + process.pid());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String standardOutput() throws IOException {
        return Files.readString(out);
    }

    String standardError() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
