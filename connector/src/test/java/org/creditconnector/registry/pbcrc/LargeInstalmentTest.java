package org.creditconnector.registry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.AgreementKind;
import org.creditconnector.record.AgreementStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Finding;
import org.creditconnector.record.InstalmentLimit;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.Segment;
import org.creditconnector.testing.Records;
import org.junit.jupiter.api.Test;

/** A card's limit for one large purchase in instalments, beside the card's own. */
class LargeInstalmentTest {
    private final Registrar registrar = Registrar.of(Registrar.SETTINGS);

    /** A card as of a day, of whose other limit so much is used and not billed. */
    private static CreditRecord card(String day, String used, String unbilled) {
        CreditRecord record = new Yuan().paid("2024-04-15", "1050").at(day);
        Account account = record.getAccount();
        account.setKind(AccountKind.CARD);
        account.setPrincipal(null);
        account.setCreditLimit(Records.amount("50000"));
        account.setInstalmentLimit(new InstalmentLimit(
                Records.amount("30000"),
                Yuan.OPENED.plusDays(10),
                Yuan.OPENED.plusYears(1),
                Records.amount(used),
                Records.amount(unbilled)));
        record.setAgreement(Agreement.newBuilder()
                .setAgreementKey("AG1")
                .setKind(AgreementKind.CARD_AGREEMENT)
                .setCurrency("CNY")
                .setLimit(Records.amount("50000"))
                .setRevolving(true)
                .setValidFrom(Yuan.OPENED)
                .setValidTo(Yuan.OPENED.plusYears(3))
                .setStatus(AgreementStatus.IN_FORCE)
                .setStatusSince(Yuan.OPENED)
                .build());
        record.setEvents(List.of(AccountEvent.newBuilder()
                .setEventKey("d")
                .setKind(EventKind.DISBURSEMENT)
                .setOccurredOn(Yuan.OPENED)
                .setAmount(Records.amount("12000"))
                .build()));
        return HistoryDerivation.derive(record).record();
    }

    private List<Message> night(CreditRecord record) {
        List<Message> all = registrar.night(record);
        assertThat(registrar.findings()).extracting(Finding::getMessage).isEmpty();
        return all;
    }

    @Test
    void isToldOfTheDayItselfAndStands() {
        assertThat(Registrar.brief(night(card("2024-03-31", "20000", "18000"))))
                .containsExactly("210 2024-03-15 10", "210 2024-03-31 30");
        List<Message> april = night(card("2024-04-30", "21000", "16500"));
        assertThat(Registrar.brief(april))
                .as("what was told of March is not compared with what is known of April")
                .containsExactly("210 2024-04-30 30");
        assertThat(april.get(0).segments())
                .extracting(Segment::tag)
                .containsExactly("AcctBsSgmt", "AcctMthlyBlgInfSgmt", "SpecPrdSgmt");
        Message told = april.get(0);
        assertThat(List.of(
                        String.valueOf(told.value("NotIsuBal")),
                        String.valueOf(told.value("SpecLine")),
                        String.valueOf(told.value("SpecEfctDate")),
                        String.valueOf(told.value("SpecEndDate")),
                        String.valueOf(told.value("UsedInstAmt"))))
                .containsExactly("16500", "30000", "2024-03-25", "2025-03-15", "21000");
        assertThat(night(card("2024-05-10", "21000", "16000"))).isEmpty();
    }

    @Test
    void aMissedDateIsHeldAndNeverToldAsOfAnother() {
        night(card("2024-03-31", "20000", "18000"));
        assertThat(registrar.night(card("2024-05-02", "21000", "16000"))).isEmpty();
        assertThat(registrar.findings())
                .extracting(Finding::getRuleId, Finding::getPath)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PBCRC-HISTORY", "account.instalmentLimit"));
    }
}
