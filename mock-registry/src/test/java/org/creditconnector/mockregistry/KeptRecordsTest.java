package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records are told out of the packages as they came; the oldest packages go when there are too many bytes. */
class KeptRecordsTest {
    private static KeptPackage kept(TestPackage sent) {
        ReadPackage content =
                new ContainerReader(Scenarios.named("all-accepted"), new ItemSchemas()).read(sent.id, sent.bytes());
        return new KeptPackage(sent.id, "", "R1", Instant.EPOCH, content, null, Set.of(), false);
    }

    private static List<Boolean> told(KeptRecords records, KeptPackage kept) {
        return kept.content.items().stream()
                .map(item -> records.record(kept, item) != null)
                .toList();
    }

    @Test
    void theOldestGoWhenThereAreTooManyBytes() {
        TestPackage one = TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1));
        TestPackage two = TestPackage.of(
                2, TestItem.report("i2", "B", "2026-01-31", 1), TestItem.report("i3", "C", "2026-01-31", 1));
        var records = new KeptRecords(one.bytes().length + two.bytes().length);
        KeptPackage first = kept(one);
        KeptPackage second = kept(two);
        records.keep(first, one.bytes());
        records.keep(second, two.bytes());
        assertThat(told(records, second)).containsExactly(true, true);
        assertThat(told(records, first)).containsExactly(true);

        records.keep(kept(one), one.bytes());

        assertThat(told(records, first)).containsExactly(false);
        assertThat(told(records, second)).containsExactly(true, true);
    }

    @Test
    void aPackageThatIsTooLargeByItselfIsNotKept() {
        TestPackage one = TestPackage.of(1, TestItem.report("i1", "A", "2026-01-31", 1));
        var records = new KeptRecords(one.bytes().length - 1);
        KeptPackage kept = kept(one);
        records.keep(kept, one.bytes());
        assertThat(told(records, kept)).containsExactly(false);
    }
}
