package org.creditconnector.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one story, from one seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own, so that what one part draws does not move another part's. */
    Dice split() {
        return new Dice(random.split());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
