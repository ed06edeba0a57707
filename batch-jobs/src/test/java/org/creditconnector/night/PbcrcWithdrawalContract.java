package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person takes back from the central bank's registry, held against what it has on file afterwards. */
abstract class PbcrcWithdrawalContract extends YuanContract {
    @BeforeEach
    void lend() throws Exception {
        yuan.lender.lend(1, 1).lend(2, 1).pay(1, "2024-04-15", "2024-06-03").pay(2, "2024-04-15", "2024-05-15");
        books.nights("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-03");
    }

    private void withdraw(LocalDate... dates) {
        books.decide(decisions -> decisions.withdraw(PbcrcBooks.about(1), PbcrcBooks.ADA, List.of(dates)));
    }

    @Test
    void anAccountThatShouldNeverHaveBeenToldIsDeletedWithItsHistory() throws Exception {
        withdraw();
        assertThat(books.night("2024-06-05")).containsExactly("214");
        assertThat(yuan.registry.holdings(YuanNights.PROVIDER + YuanLender.key(1)))
                .isEmpty();
        books.assertMirrored("account:", "210/");
        assertThat(books.night("2024-06-30")).containsExactly("210 2024-06-30 30");
        books.assertMirrored("account:", "210/");
    }

    @Test
    void itIsToldFromTheBeginningWhenAPersonSaysSo() throws Exception {
        withdraw();
        books.night("2024-06-05");
        books.decide(
                decisions -> decisions.resubmit(PbcrcBooks.about(1), PbcrcBooks.ADA, "account:" + YuanLender.key(1)));
        assertThat(books.night("2024-06-30")).containsExactly("210 2024-06-30 31", "210 2024-06-30 30");
        books.assertMirrored("account:", "210/");
    }

    @Test
    void anAccountThatIsGoneFromTheSourceIsDeletedToo() throws Exception {
        withdraw();
        yuan.lender.forget(1);
        assertThat(books.night("2024-06-05")).containsExactly("214");
        books.assertMirrored("account:", "210/");
    }

    @Test
    void anAgreementAndWhatSecuresAnAccountAreCorrectedAndDeletedToo() throws Exception {
        yuan.lender.lend(3, 3).under(3, "A1", "50000", "CAR1");
        books.nights("2024-06-04");
        assertThat(yuan.registry.holdings())
                .containsKeys("220/" + YuanNights.PROVIDER + "A1", "510/" + YuanNights.PROVIDER + "CAR1");
        yuan.lender.under(3, "A1", "60000", "CAR1");
        assertThat(books.night("2024-06-05")).containsExactly("220 2024-06-05 30");
        books.assertMirrored("agreement:", "220/");
        books.assertMirrored("collateral:", "510/");
        books.decide(decisions -> decisions.withdraw(
                decisions.about(YuanNights.TARGET, "agreement:A1").orElseThrow(), PbcrcBooks.ADA, List.of()));
        books.decide(decisions -> decisions.withdraw(
                decisions.about(YuanNights.TARGET, "collateral:CAR1").orElseThrow(), PbcrcBooks.ADA, List.of()));
        assertThat(books.night("2024-06-06")).containsExactlyInAnyOrder("224", "514");
        books.assertMirrored("agreement:", "220/");
        books.assertMirrored("collateral:", "510/");
        assertThat(books.night("2024-06-07")).isEmpty();
    }

    @Test
    void ofASingleDateWhatItTellsIsDeletedAndNotToldAgain() throws Exception {
        withdraw(LocalDate.of(2024, 4, 30));
        assertThat(books.night("2024-06-05")).containsExactly("213  H");
        books.assertMirrored("account:", "210/");
        assertThat(yuan.registry
                        .holdings(YuanNights.PROVIDER + YuanLender.key(1))
                        .orElseThrow()
                        .at("2024-04-30")
                        .orElseThrow()
                        .segments())
                .containsOnlyKeys("AcctBsSgmt");
        assertThat(books.night("2024-06-06")).isEmpty();
        assertThat(books.night("2024-06-30")).hasSize(2).allMatch(one -> one.equals("210 2024-06-30 30"));
        books.assertMirrored("account:", "210/");
    }
}
