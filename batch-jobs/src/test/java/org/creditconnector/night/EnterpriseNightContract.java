package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.junit.jupiter.api.Test;

/** Nights that report loans to enterprises to the central bank's registry, held against what the registry really loaded. */
abstract class EnterpriseNightContract extends YuanContract {
    private static final String STANDING = "ActLbltyInfSgmt";

    private PbcrcHolding held(int loan) {
        return yuan.registry
                .holdings(YuanNights.PROVIDER + YuanLender.key(loan))
                .orElseThrow();
    }

    @Test
    void twoLoansOfOneEnterpriseFromOpeningToTheirEnd() throws Exception {
        yuan.lender
                .lendToCompany(1, 1)
                .lendToCompany(2, 1)
                .lend(3, 1)
                .pay(1, "2024-04-15", "2024-06-03", "2024-06-15")
                .settle(1, "2024-07-05", "9300.00")
                .pay(2, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15")
                .pay(3, "2024-04-15", "2024-05-15", "2024-06-15", "2024-07-15");
        List<String> loaded = books.nights(
                "2024-03-15",
                "2024-03-31",
                "2024-04-15",
                "2024-04-30",
                "2024-05-15",
                "2024-05-31",
                "2024-06-03",
                "2024-06-30",
                "2024-07-05",
                "2024-07-31");
        assertThat(loaded.stream().filter(one -> one.startsWith("310")))
                .as("the enterprise, once")
                .containsExactly("310 2024-03-15 10");
        assertThat(held(1).brief())
                .containsExactly(
                        "2024-03-15 10",
                        "2024-04-15 32",
                        "2024-05-15 32",
                        "2024-05-31 49",
                        "2024-06-03 33",
                        "2024-06-15 32",
                        "2024-07-05 20");
        assertThat(held(2).brief())
                .containsExactly("2024-03-15 10", "2024-04-15 32", "2024-05-15 32", "2024-06-15 32", "2024-07-15 32");
        assertThat(held(3).at("2024-03-31")).as("a person's account").isPresent();
        PbcrcHolding.Version late = held(1).at("2024-05-31").orElseThrow();
        assertThat(late.value(STANDING, "TotOverd")).contains("1050");
        assertThat(late.value(STANDING, "OverdDy")).contains("16");
        assertThat(held(1).at("2024-07-05").orElseThrow().value(STANDING, "AcctStatus"))
                .contains("21");
        books.assertMirrored("account:", "410/");
        books.assertMirrored("account:", "210/");
        assertThat(books.nights("2024-08-01")).isEmpty();
    }

    @Test
    void aPaymentBookedLateAndOneThatNeverWasAreMendedInOneNightEach() throws Exception {
        yuan.lender.lendToCompany(1, 1).pay(1, "2024-04-15");
        books.nights("2024-03-15", "2024-04-15", "2024-05-15", "2024-05-31", "2024-06-15");
        yuan.lender.pay(1, "2024-05-10");
        assertThat(books.nights("2024-06-20"))
                .containsExactly("413  H", "412 2024-06-15 H", "412 2024-05-15 H", "410 2024-05-10 33");
        assertThat(held(1).at("2024-05-15").orElseThrow().value(STANDING, "LatRpyDate"))
                .contains("2024-05-10");
        books.assertMirrored("account:", "410/");
        assertThat(books.nights("2024-06-21")).isEmpty();
        yuan.lender.strike(1, "2024-05-10");
        assertThat(books.nights("2024-06-22")).contains("412 2024-05-15 H", "412 2024-06-15 H");
        assertThat(held(1).at("2024-05-15").orElseThrow().value(STANDING, "LatRpyDate"))
                .contains("2024-04-15");
        books.assertMirrored("account:", "410/");
    }

    @Test
    void underANewKeyItsHistoryGoesOnAndWhatIsWithdrawnGoesWithIt() throws Exception {
        yuan.lender.lendToCompany(1, 1).pay(1, "2024-04-15");
        books.nights("2024-03-15", "2024-04-15");
        yuan.lender.rename(1, "NEW1", "2024-05-10");
        assertThat(books.night("2024-05-15")).containsExactly("411", "410 2024-05-15 32");
        books.assertMirrored("account:", "410/");
        books.decide(decisions ->
                decisions.withdraw(new About(YuanNights.TARGET, YuanLender.NAME, "NEW1"), PbcrcBooks.ADA, List.of()));
        assertThat(books.night("2024-05-16")).containsExactly("414");
        books.assertMirrored("account:", "410/");
    }
}
