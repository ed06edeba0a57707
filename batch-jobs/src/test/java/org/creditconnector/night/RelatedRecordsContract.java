package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.creditconnector.ledger.Decisions.About;
import org.creditconnector.mockregistry.pbcrc.PbcrcHolding;
import org.junit.jupiter.api.Test;

/**
 * Guarantees (230, 440) and agreements (220, 420) of persons and of enterprises under another number, corrected, and taken back, held
 * against what the central bank's registry has on file afterwards.
 */
abstract class RelatedRecordsContract extends YuanContract {
    private static final String STATE = "GuarRltRepymtInfSgmt";

    /** @param kind beginning of the registry's subjects, e.g. {@code 230/} */
    private PbcrcHolding held(String kind, String key) {
        return Objects.requireNonNull(yuan.registry.holdings().get(kind + YuanNights.PROVIDER + key));
    }

    private void withdraw(String key, LocalDate... dates) {
        books.decide(decisions -> decisions.withdraw(
                decisions.about(YuanNights.TARGET, key).orElse(new About(YuanNights.TARGET, YuanLender.NAME, key)),
                PbcrcBooks.ADA,
                List.of(dates)));
    }

    @Test
    void aGuaranteeFallsIsMendedGoesOnUnderANewKeyAndIsTakenBack() throws Exception {
        yuan.lender
                .guarantee(1, 1)
                .guaranteeForCompany(2, 1)
                .pay(1, "2024-04-15", "2024-05-15")
                .pay(2, "2024-04-15", "2024-05-15");
        assertThat(books.nights("2024-03-15", "2024-03-31", "2024-04-15", "2024-05-15"))
                .contains("230 2024-03-15 10", "230 2024-04-15 30", "230 2024-05-15 30")
                .contains("440 2024-03-15 10", "440 2024-04-15 30", "440 2024-05-15 30");
        assertThat(held("230/", YuanLender.key(1))
                        .at("2024-05-15")
                        .orElseThrow()
                        .value(STATE, "LoanAmt"))
                .contains("10102");
        // The payment of April never was: what it told goes, and what May told was another liability.
        yuan.lender.strike(1, "2024-04-15");
        yuan.lender.strike(2, "2024-04-15");
        assertThat(books.night("2024-05-20"))
                .containsExactlyInAnyOrder("233  D", "232 2024-05-15 D", "443  D", "442 2024-05-15 D");
        books.assertMirrored("account:", "230/");
        books.assertMirrored("account:", "440/");
        yuan.lender.rename(1, "NEW1", "2024-05-31");
        yuan.lender.rename(2, "NEW2", "2024-05-31");
        assertThat(books.night("2024-06-01")).containsExactlyInAnyOrder("231", "441");
        books.assertMirrored("account:", "230/");
        books.assertMirrored("account:", "440/");
        assertThat(books.night("2024-06-02")).isEmpty();
        withdraw("NEW1", LocalDate.of(2024, 5, 15));
        withdraw("NEW2");
        assertThat(books.night("2024-06-03")).containsExactlyInAnyOrder("233  D", "444");
        withdraw("NEW1");
        assertThat(books.night("2024-06-04")).containsExactly("234");
        books.assertMirrored("account:", "230/");
        books.assertMirrored("account:", "440/");
        assertThat(books.night("2024-06-05")).isEmpty();
    }

    @Test
    void anEnterprisesAgreementIsChangedCorrectedRenamedAndTakenBack() throws Exception {
        yuan.lender.lendToCompany(1, 1).under(1, "A1", "50000", "CAR1");
        assertThat(books.nights("2024-03-15")).contains("420 2024-03-15 10", "510 2024-03-15 10");
        yuan.lender.under(1, "A1", "60000", "CAR1");
        assertThat(books.night("2024-03-20")).containsExactly("420 2024-03-20 30");
        assertCorrectedRenamedAndTakenBack("42", "420/");
    }

    @Test
    void soIsAPersons() throws Exception {
        yuan.lender.lend(1, 1).under(1, "A1", "50000", "CAR1");
        assertThat(books.nights("2024-03-15")).contains("220 2024-03-15 10", "510 2024-03-15 10");
        yuan.lender.under(1, "A1", "60000", "CAR1");
        assertThat(books.night("2024-03-20")).containsExactly("220 2024-03-20 30");
        assertCorrectedRenamedAndTakenBack("22", "220/");
    }

    /** After two reports of an agreement, the second of them of 2024-03-20. */
    private void assertCorrectedRenamedAndTakenBack(String family, String holdings) throws Exception {
        books.assertMirrored("agreement:", holdings);
        yuan.lender.call(1, "TEST OTHER");
        assertThat(books.night("2024-03-21")).contains(family + "2 2024-03-20 B");
        assertThat(held(holdings, "A1").at("2024-03-20").orElseThrow().value("CtrctBsSgmt", "Name"))
                .contains("TEST OTHER");
        books.assertMirrored("agreement:", holdings);
        yuan.lender.under(1, "A2", "A1", "2024-03-21", "60000", "CAR1");
        assertThat(books.night("2024-03-22")).startsWith(family + "1");
        books.assertMirrored("agreement:", holdings);
        withdraw("agreement:A2", LocalDate.of(2024, 3, 20));
        assertThat(books.night("2024-03-23")).containsExactly(family + "3  D");
        assertThat(held(holdings, "A2").at("2024-03-20").orElseThrow().segments())
                .containsOnlyKeys("CtrctBsSgmt");
        books.assertMirrored("agreement:", holdings);
        withdraw("agreement:A2");
        assertThat(books.night("2024-03-24")).containsExactly(family + "4");
        books.assertMirrored("agreement:", holdings);
        assertThat(yuan.registry.holdings()).doesNotContainKey(holdings + YuanNights.PROVIDER + "A2");
    }
}
