package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.PbcrcHolding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that report to the central bank's registry by files, held against what the registry really loaded. */
abstract class PbcrcNightContract {
    private static final List<String> NIGHTS = List.of(
            "2024-03-15", "2024-03-20", "2024-03-31", "2024-04-15", "2024-04-30", "2024-05-20", "2024-05-31", "2024-06-03",
            "2024-06-15", "2024-06-30", "2024-07-20", "2024-07-31", "2024-08-20", "2024-08-31");

    @TempDir
    Path home;

    private YuanNights yuan;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws Exception {
        yuan = new YuanNights(home, store(home));
    }

    @AfterEach
    void close() {
        yuan.close();
    }

    private static String account(int number) {
        return YuanNights.PROVIDER + YuanLender.key(number);
    }

    private void assertDone(String night, RunReport run) {
        assertThat(yuan.refused()).as(night).isEmpty();
        assertThat(run.cause()).as(night).isNull();
        assertThat(run.accounts().balances()).as(night).isTrue();
        assertThat(run.items().balances()).as(night).isTrue();
        assertThat(run.exit()).as(night + " " + run.notes()).isEqualTo(ExitCode.DONE);
    }

    private List<String> night(String date) throws Exception {
        long before = yuan.lastEffect();
        assertDone(date, yuan.run(date));
        return yuan.loaded(before);
    }

    /** Loan 1 is the worked example; loan 2, of the same borrower, is never late. */
    private void lend() {
        yuan.lender
                .lend(1, 1)
                .lend(2, 1)
                .pay(1, "2024-04-15", "2024-06-03", "2024-06-15", "2024-07-20")
                .settle(1, "2024-08-20", "8300.00")
                .pay(2, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15", "2024-08-15");
    }

    @Test
    void theWorkedExampleIsLoadedNightByNight() throws Exception {
        lend();
        List<String> loaded = new ArrayList<>();
        for (String night : NIGHTS) {
            night(night).forEach(loaded::add);
        }
        assertThat(yuan.registry.holdings(account(1)).orElseThrow().brief())
                .containsExactly(
                        "2024-03-15 10",
                        "2024-03-31 30",
                        "2024-04-30 30",
                        "2024-05-31 30",
                        "2024-06-03 40",
                        "2024-06-30 30",
                        "2024-07-31 30",
                        "2024-08-20 20");
        assertThat(loaded.stream().filter(one -> one.startsWith("110"))).containsExactly("110 2024-03-15 10");
        assertThat(loaded.stream().filter(one -> !one.startsWith("110") && !one.startsWith("210"))).isEmpty();
        PbcrcHolding.Version may = yuan.registry.holdings(account(1)).orElseThrow().at("2024-05-31").orElseThrow();
        assertThat(may.value("AcctMthlyBlgInfSgmt", "RpyStatus")).contains("1");
        assertThat(may.value("AcctMthlyBlgInfSgmt", "TotOverd")).contains("1050");
        assertThat(yuan.registry.holdings(account(2)).orElseThrow().at("2024-07-31").orElseThrow()
                        .value("AcctMthlyBlgInfSgmt", "RpyStatus"))
                .contains("N");
        assertThat(yuan.files()).doesNotHaveDuplicates();
    }
}
