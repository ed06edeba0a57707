package org.creditconnector.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/** Chance of one customer or account: depends on the seed and its number only, never on what was made before. */
final class Draw {
    private final SplittableRandom random;

    Draw(long seed, String what, long number) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + what.hashCode() * 0x632BE59BD9B4E019L + number);
        random.nextLong();
    }

    /** A number from low to high, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Whether something of so many in a thousand is so. */
    boolean perMille(int share) {
        return random.nextInt(1_000) < share;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
