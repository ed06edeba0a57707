package org.creditconnector.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.ledger.LedgerWrite;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of the hot parts and says what an account costs in each. */
public final class Micro {
    private static final double NANOS = 1_000;

    private Micro() {}

    /**
     * @param checkout where the source folder of the reference lender is
     * @param forks processes that each part is measured in, one after the other
     */
    public static void run(Path checkout, int forks) throws RunnerException, IOException {
        Path log = Files.createTempFile("bench-micro", ".log");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(forks)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .output(log.toString())
                .jvmArgsAppend("-Xmx1g", "-Dcredit-connector.checkout=" + checkout)
                .include(HotParts.class.getName())
                .include(LedgerWrite.class.getName());
        show(new Runner(options.build()).run());
        say("details   " + log);
    }

    private static void show(Collection<RunResult> results) {
        Map<String, Double> micros = new TreeMap<>();
        say(String.format(Locale.ROOT, "%-24s %12s %10s", "one account", "us", "+-"));
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            double shared = name.equals("range") ? LedgerWrite.ACCOUNTS : 1;
            double score = result.getPrimaryResult().getScore() / shared;
            micros.put(name, score);
            say(String.format(
                    Locale.ROOT,
                    "%-24s %12.2f %10.2f",
                    name.equals("range") ? "ledger (H2)" : name,
                    score,
                    result.getPrimaryResult().getScoreError() / shared));
        }
        double folder = micros.getOrDefault("mappingOfTheFolder", Double.NaN);
        double hand = micros.getOrDefault("mappingByHand", Double.NaN);
        say(String.format(
                Locale.ROOT,
                "mapping: %.1f ns a field by the folder, %.1f by hand, ratio %.2f (%d fields)",
                folder * NANOS / HandWrittenMapping.FIELDS,
                hand * NANOS / HandWrittenMapping.FIELDS,
                folder / hand,
                HandWrittenMapping.FIELDS));
    }

    @SuppressWarnings("SystemOut") // a program of its own
    private static void say(String line) {
        System.out.println(line);
    }
}
