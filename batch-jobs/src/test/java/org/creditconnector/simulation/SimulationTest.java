package org.creditconnector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong within the {@link Budget}: nothing is lost, doubled or false at any moment, and once faults stop every night
 * ends. A failing seed is printed with the command that plays it again.
 */
class SimulationTest {
    /** In every build; the profile {@code simulation} plays more. */
    private static final long SEEDS = 1_000;

    private static final int WORKERS = 2;
    private static final int POSTGRES_SEEDS = 15;
    private static final int MOST_SHOWN = 5;
    /** Seeds from one line of progress to the next. */
    private static final long PROGRESS = 1_000;

    @Test
    @Tag("long")
    void nothingIsLostDoubledOrFalseAndEveryNightEnds() throws InterruptedException {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            replay(only);
            return;
        }
        long first = Long.getLong("simulation.first", 1);
        long seeds = Long.getLong("simulation.seeds", SEEDS);
        AtomicLong next = new AtomicLong(first);
        Map<String, Long> faults = Collections.synchronizedMap(new TreeMap<>());
        List<String> failures = Collections.synchronizedList(new java.util.ArrayList<>());
        AtomicLong calls = new AtomicLong();
        AtomicLong done = new AtomicLong();
        long begin = System.nanoTime();
        double coresBegin = coreSeconds();
        List<Thread> workers = java.util.stream.IntStream.range(0, WORKERS)
                .mapToObj(number -> new Thread(
                        () -> {
                            try (Theatre theatre = Theatre.h2()) {
                                for (long seed = next.getAndIncrement();
                                        seed < first + seeds && failures.size() < MOST_SHOWN;
                                        seed = next.getAndIncrement()) {
                                    Story.Ending ending = Story.play(seed, theatre, PlantedBug.NONE);
                                    calls.addAndGet(ending.calls());
                                    progress(done.incrementAndGet(), seeds, failures.size(), begin);
                                    ending.trace()
                                            .faults()
                                            .forEach((kind, times) -> faults.merge(kind, times, Long::sum));
                                    if (!ending.good()) {
                                        failures.add(failure(ending, theatre));
                                    }
                                }
                            } catch (RuntimeException | Error e) {
                                failures.add("a worker ended with " + e);
                                throw e;
                            }
                        },
                        "simulation-" + number))
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "simulation: %d seeds from %d, %d processes, %.0f s, %.1f seeds/s, %.1f seeds per second of a core, %d failed%n"
                        + "  faults %s%n",
                seeds,
                first,
                calls.get(),
                seconds,
                seeds / seconds,
                seeds / (coreSeconds() - coresBegin),
                failures.size(),
                faults);
        assertThat(failures).isEmpty();
        assertThat(next.get() - first).as("seeds begun").isGreaterThanOrEqualTo(seeds);
    }

    private static void progress(long done, long seeds, int failed, long begin) {
        if (done % PROGRESS == 0 && done < seeds) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "simulation: %d of %d seeds, %.0f s, %.1f seeds/s, %d failed%n",
                    done, seeds, seconds, done / seconds, failed);
        }
    }

    /** What this process has had of the machine's cores; says more than the time where others work beside it. */
    private static double coreSeconds() {
        return java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }

    private static void replay(long seed) {
        try (Theatre theatre = Theatre.h2()) {
            Story.Ending ending = Story.play(seed, theatre, PlantedBug.NONE, Cut.fromProperties());
            ending.trace().lines().forEach(System.out::println);
            System.out.println("hash " + ending.trace().hash());
            assertThat(ending.violations()).isEmpty();
        }
    }

    private static String failure(Story.Ending ending, Theatre theatre) {
        return "seed " + ending.seed() + ": " + ending.violations()
                + "; to play it again: ./mvnw -Psimulation -Dsimulation.seed=" + ending.seed()
                + Cut.shrunk(ending.seed(), theatre, PlantedBug.NONE).properties();
    }

    @Test
    void theSameSeedIsTheSameStory() {
        try (Theatre one = Theatre.h2();
                Theatre other = Theatre.h2()) {
            for (long seed = 1; seed <= 6; seed++) {
                List<String> first =
                        Story.play(seed, one, PlantedBug.NONE).trace().lines();
                assertThat(Story.play(seed, other, PlantedBug.NONE).trace().lines())
                        .isEqualTo(first);
            }
            Trace again = Story.play(3, one, PlantedBug.NONE).trace();
            assertThat(again.hash())
                    .isEqualTo(Story.play(3, other, PlantedBug.NONE).trace().hash())
                    .isNotEqualTo(Story.play(4, one, PlantedBug.NONE).trace().hash());
        }
    }

    @Test
    @Tag("long")
    void theSameHoldsOnPostgres() {
        try (Theatre theatre = Theatre.postgres()) {
            for (long seed = 1; seed <= POSTGRES_SEEDS; seed++) {
                Story.Ending ending = Story.play(seed, theatre, PlantedBug.NONE);
                assertThat(ending.violations()).as("seed " + seed).isEmpty();
            }
        }
    }
}
