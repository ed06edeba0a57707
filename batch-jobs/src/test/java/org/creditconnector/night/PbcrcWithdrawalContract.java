package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.ledger.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person takes back from the central bank's registry, held against what it has on file afterwards. */
abstract class PbcrcWithdrawalContract {
    @TempDir
    Path home;

    private YuanNights yuan;
    private PbcrcBooks books;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        yuan = new YuanNights(home, store(home));
        books = new PbcrcBooks(yuan);
        yuan.lender.lend(1, 1).lend(2, 1).pay(1, "2024-04-15", "2024-06-03").pay(2, "2024-04-15", "2024-05-15");
        books.nights("2024-03-15", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-03");
    }

    @AfterEach
    void close() {
        yuan.close();
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
