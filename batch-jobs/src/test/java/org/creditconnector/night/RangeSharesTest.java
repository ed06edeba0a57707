package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.creditconnector.extract.KeyRange;
import org.junit.jupiter.api.Test;

class RangeSharesTest {
    @Test
    void oneByOneWorkersTakeTurns() {
        assertThat(numbers(new RangeShares(2, 1).of(0, ranges(0, 5))))
                .containsExactly(List.of(0), List.of(2), List.of(4));
        assertThat(numbers(new RangeShares(2, 1).of(1, ranges(0, 5)))).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void aStretchEndsWhereARangeIsStoredAlreadyOrAnothersBegins() {
        List<KeyRange> open = new ArrayList<>(ranges(1, 3));
        open.addAll(ranges(4, 11));
        assertThat(numbers(new RangeShares(2, 4).of(0, open))).containsExactly(List.of(1, 2), List.of(8, 9, 10));
        assertThat(numbers(new RangeShares(2, 4).of(1, open))).containsExactly(List.of(4, 5, 6, 7));
    }

    @Test
    void everyRangeIsInOneShare() {
        for (int atOnce = 1; atOnce < 9; atOnce++) {
            for (int workers = 1; workers < 5; workers++) {
                List<Integer> dealt = new ArrayList<>();
                for (int worker = 0; worker < workers; worker++) {
                    numbers(new RangeShares(workers, atOnce).of(worker, ranges(0, 17)))
                            .forEach(dealt::addAll);
                }
                assertThat(dealt)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, 17).boxed().toList());
            }
        }
    }

    private static List<KeyRange> ranges(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new KeyRange(number, (long) number, (long) number + 1))
                .toList();
    }

    private static List<List<Integer>> numbers(List<List<KeyRange>> stretches) {
        return stretches.stream()
                .map(stretch -> stretch.stream().map(KeyRange::number).toList())
                .toList();
    }
}
