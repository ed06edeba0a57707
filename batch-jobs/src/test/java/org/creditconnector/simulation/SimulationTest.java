package org.creditconnector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void quick() {
        long first = Long.getLong("simulation.first", 1);
        long count = Long.getLong("simulation.seeds", 20);
        java.util.Map<String, Long> faults = new java.util.TreeMap<>();
        int bad = 0;
        try (Theatre theatre = Theatre.h2()) {
            long begin = System.nanoTime();
            for (long seed = first; seed < first + count; seed++) {
                Story.Ending ending = Story.play(seed, theatre, PlantedBug.NONE);
                ending.trace().faults().forEach((k, v) -> faults.merge(k, v, Long::sum));
                if (!ending.good() || Boolean.getBoolean("simulation.print")) {
                    bad++;
                    System.out.println("SEED " + seed);
                    if (bad < 4) ending.trace().lines().forEach(System.out::println);
                    System.out.println(ending.violations());
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf("%d seeds %.1f s, %.1f/s bad %d %s%n", count, seconds, count / seconds, bad, faults);
        }
        assertThat(bad).isZero();
    }
}
