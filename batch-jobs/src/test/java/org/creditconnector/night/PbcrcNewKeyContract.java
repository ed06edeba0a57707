package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.ledger.Decisions.About;
import org.junit.jupiter.api.Test;

/** An account that has another number from some day on, at the central bank's registry and in our books. */
abstract class PbcrcNewKeyContract extends YuanContract {
    /** What each run counts as vanished, and what its gate finds odd of that kind. */
    private List<String> vanished() {
        return yuan
                .rows(
                        "select r.business_date as night, coalesce(r.vanished, 0) as counted, (select count(*) from gate_suspect s"
                                + " where s.run_id = r.run_id and s.kind = 'VANISHED') as suspects from submission_run r"
                                + " order by r.run_id")
                .stream()
                .map(row -> row.get("night") + " " + row.get("counted") + " " + row.get("suspects"))
                .toList();
    }

    @Test
    void theKeyThatWasTakenBackHasNotVanished() throws Exception {
        yuan.lender.lend(1, 1).lend(2, 2).lend(3, 3);
        books.nights("2024-03-15", "2024-03-20");
        yuan.lender.rename(1, "NEW1", "2024-03-20");
        assertThat(books.night("2024-03-21")).containsExactly("211");
        books.night("2024-03-22");
        yuan.lender.forget(2);
        books.night("2024-03-23");
        assertThat(vanished())
                .as("what is gone without a new key has vanished")
                .containsExactly(
                        "2024-03-15 0 0", "2024-03-20 0 0", "2024-03-21 0 0", "2024-03-22 0 0", "2024-03-23 1 1");
    }

    @Test
    void itsHistoryGoesOverToTheNewKeyAndIsCorrectedAndDeletedUnderIt() throws Exception {
        yuan.lender.lend(1, 1).pay(1, "2024-04-15");
        books.nights("2024-03-15", "2024-03-31", "2024-04-30");
        yuan.lender.rename(1, "NEW1", "2024-05-20");
        // What is wrong with the past is corrected in the next night.
        yuan.lender.reverse(1, "2024-04-15", "2024-05-25");
        assertThat(books.night("2024-05-31")).containsExactly("211", "210 2024-05-31 30");
        assertThat(yuan.registry.holdings(YuanNights.PROVIDER + YuanLender.key(1)))
                .isEmpty();
        books.assertMirrored("account:", "210/");
        assertThat(books.night("2024-06-01")).containsExactly("212 2024-04-30 H");
        books.assertMirrored("account:", "210/");
        books.decide(decisions ->
                decisions.withdraw(new About(YuanNights.TARGET, YuanLender.NAME, "NEW1"), PbcrcBooks.ADA, List.of()));
        assertThat(books.night("2024-06-02")).containsExactly("214");
        books.assertMirrored("account:", "210/");
    }
}
