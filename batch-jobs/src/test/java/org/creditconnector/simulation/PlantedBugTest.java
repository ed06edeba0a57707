package org.creditconnector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rig that finds nothing proves nothing: every planted bug is found, and without it the same seed is a good story. */
@Tag("long")
class PlantedBugTest {
    private static final int MOST_SEEDS = 1_000;

    private static Theatre theatre;

    @BeforeAll
    static void open() {
        theatre = Theatre.h2();
    }

    @AfterAll
    static void close() {
        theatre.close();
    }

    @ParameterizedTest
    @EnumSource
    void isFound(PlantedBugs bug) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Story.Ending ending = Story.play(seed, theatre, bug);
            if (!ending.good()) {
                System.out.println(bug + " is found by seed " + seed + ": "
                        + ending.violations().get(0));
                Story.Ending without = Story.play(seed, theatre, PlantedBug.NONE);
                assertThat(without.violations())
                        .as("seed " + seed + " without " + bug)
                        .isEmpty();
                return;
            }
        }
        throw new AssertionError(bug + " was not found within " + MOST_SEEDS + " seeds, though " + bug.deadly());
    }
}
