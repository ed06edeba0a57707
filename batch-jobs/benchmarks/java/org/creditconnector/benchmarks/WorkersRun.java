package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.creditconnector.night.TestBroker;

/**
 * First nights whose ranges are handed to worker processes over a broker: one process, and several of them, by turns. What is compared
 * is how long the ranges took, from the opening of the run until the last one was stored; the rest of a night is the same for
 * any number of workers.
 */
final class WorkersRun {
    private final ProductRun product;
    private final BenchOptions options;
    private final Consumer<String> words;

    WorkersRun(ProductRun product, BenchOptions options, Consumer<String> words) {
        this.product = product;
        this.options = options;
        this.words = words;
    }

    /**
     * What a night with workers came to.
     *
     * @param seconds from the opening of the run until its last range was stored
     * @param cores of this machine that workers, night and database kept busy on average, for the whole of the night
     */
    record Measured(double seconds, double cores) {}

    /** Ratios of one worker's seconds to those of many, one for each pair. */
    double[] of(ReferenceLender lender) throws Exception {
        Path directory = Files.createTempDirectory("bench-broker");
        TestBroker broker = TestBroker.open(directory).start();
        try {
            List<Double> ratios = new ArrayList<>();
            for (int pair = 1; pair <= options.pairs(); pair++) {
                Measured one = night(lender, broker, 1);
                Measured many = night(lender, broker, options.processes());
                ratios.add(one.seconds() / many.seconds());
            }
            return ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        } finally {
            broker.stop();
        }
    }

    private Measured night(ReferenceLender lender, TestBroker broker, int workers)
            throws IOException, SQLException, InterruptedException {
        List<WorkerProcess> processes = new ArrayList<>();
        try (ProductRun.Ledger ledger = product.empty(lender, broker.section(""))) {
            for (int i = 0; i < workers; i++) {
                processes.add(new WorkerProcess(ledger.command("worker"), options.heap()));
            }
            double before = 0;
            for (WorkerProcess process : processes) {
                before += process.cpu();
            }
            MeasuredRun night = ledger.night(ProductRun.DATE, "--workers");
            product.demandRight(lender, night);
            double cpu = night.cost().work() - before;
            for (WorkerProcess process : processes) {
                cpu += process.cpu();
            }
            List<double[]> stored = product.stored(lender);
            Measured measured = new Measured(stored.get(stored.size() - 1)[0], cpu / night.cost().wall());
            words.accept(String.format(
                    Locale.ROOT,
                    "%d worker%s %8.1f s until all ranges were stored, %.1f cores busy over the night of %.1f s",
                    workers,
                    workers == 1 ? " " : "s",
                    measured.seconds(),
                    measured.cores(),
                    night.cost().wall()));
            return measured;
        } finally {
            for (WorkerProcess process : processes) {
                process.close();
            }
        }
    }
}
