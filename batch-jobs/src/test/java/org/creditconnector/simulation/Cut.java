package org.creditconnector.simulation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left out of a story, so that a failing one gets shorter.
 *
 * @param nights most nights under faults
 * @param without kinds of faults left out, as {@link Budget#kinds} names them
 */
record Cut(int nights, Set<String> without) {
    /** Nothing is left out. */
    static final Cut NOTHING = new Cut(Integer.MAX_VALUE, Set.of());

    /** From the properties that a failure prints. */
    static Cut fromProperties() {
        String without = System.getProperty("simulation.without", "");
        return new Cut(
                Integer.getInteger("simulation.nights", Integer.MAX_VALUE),
                without.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(without.split(","))));
    }

    /** The least that still fails: fewer nights first, then one kind of fault after the other. */
    static Cut shrunk(long seed, Theatre theatre, PlantedBug bug) {
        Cut best = NOTHING;
        for (int nights = 1; nights <= Story.MOST_NIGHTS; nights++) {
            Cut fewer = new Cut(nights, Set.of());
            if (!Story.play(seed, theatre, bug, fewer).good()) {
                best = fewer;
                break;
            }
        }
        for (String kind : Story.budget(seed).kinds()) {
            Set<String> more = new TreeSet<>(best.without());
            more.add(kind);
            Cut less = new Cut(best.nights(), more);
            if (!Story.play(seed, theatre, bug, less).good()) {
                best = less;
            }
        }
        return best;
    }

    /** The properties that play it again. */
    String properties() {
        return (nights == Integer.MAX_VALUE ? "" : " -Dsimulation.nights=" + nights)
                + (without.isEmpty() ? "" : " -Dsimulation.without=" + String.join(",", without));
    }
}
