package org.creditconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.creditconnector.benchmarks.micro.HandWrittenMapping;
import org.creditconnector.benchmarks.micro.ReferenceAccount;
import org.creditconnector.mapping.BareMapping;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.rules.RecordRules;
import org.junit.jupiter.api.Test;

/** What is timed beside each other must do the same. */
class HandWrittenMappingTest {
    private final BareMapping mapping =
            new BareMapping(SourceFolder.of(Path.of("benchmarks/sources/reference-lender")), ReferenceAccount.shapes());

    @Test
    void bothGiveTheSameRecord() {
        CreditRecord byFolder = mapping.record(ReferenceAccount.rows(), ReferenceAccount.RUN);
        byFolder.setMissing(List.of());
        byFolder.getLineage().setMappingVersion("");

        assertThat(HandWrittenMapping.record(ReferenceAccount.rows())).isEqualTo(byFolder);
    }

    @Test
    void theAccountIsAnOrdinaryOne() {
        CreditRecord record = mapping.whole()
                .map(ReferenceAccount.rows(), ReferenceAccount.RUN)
                .record();
        assertThat(record.getMonths()).hasSize(25);
        assertThat(RecordRules.check(record)).isEmpty();
    }
}
