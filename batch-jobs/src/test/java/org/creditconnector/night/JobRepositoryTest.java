package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.SimpleJobRepository;
import org.springframework.test.util.AopTestUtils;

/** Without its JDBC repository Batch runs jobs all the same, and forgets them: nothing could be restarted. */
class JobRepositoryTest {
    @Test
    void batchKeepsItsStatesInTheStore() {
        try (Store store = Store.open(TestDatabase.H2.empty());
                var context = BatchNights.context(store)) {
            Object repository = AopTestUtils.getUltimateTargetObject(context.getBean(JobRepository.class));
            assertThat(repository).isExactlyInstanceOf(SimpleJobRepository.class);
        }
    }
}
