package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.Consent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Dispute;
import org.creditconnector.record.DisputeStatus;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FlagSince;
import org.creditconnector.record.Notice;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.RiskClass;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.StatusSince;
import org.junit.jupiter.api.Test;

class RecordAsOfTest {
    private static final LocalDate END_OF_FEBRUARY = LocalDate.of(2023, 2, 28);

    @Test
    void whatHappenedLaterIsNotThere() {
        CreditRecord loan = twoInstalments();
        Records.repayment(loan, "2023-02-20", "50");
        Records.repayment(loan, "2023-03-01", "60");
        Records.event(loan, EventKind.OTHER, "2023-03-02", null);
        loan.getConsents().add(new Consent("P-1", "R", "reporting", "1", date("2023-01-15"), date("2023-03-05"), null));
        loan.getConsents().add(new Consent("P-1", "R", "more", "1", date("2023-03-05"), null, null));
        loan.getNotices().add(new Notice("P-1", null, date("2023-03-05"), "letter", null));

        CreditRecord past = known(loan);

        assertThat(past.getReport().getAsOf()).isEqualTo(END_OF_FEBRUARY);
        assertThat(past.getRepayments()).hasSize(1);
        assertThat(past.getEvents()).isEmpty();
        assertThat(past.getConsents()).hasSize(1);
        assertThat(past.getConsents().get(0).getWithdrawnOn()).isNull();
        assertThat(past.getNotices()).isEmpty();
        assertThat(past.getMonths().stream().map(PeriodState::getMonth)).containsExactly("2023-01", "2023-02");
        assertThat(past.getPosition().getOverdueTotal()).isEqualByComparingTo("60");
    }

    @Test
    void aClosingAfterTheDateIsNotThereYet() {
        CreditRecord loan = twoInstalments();
        Records.closed(loan, "2023-03-10", ClosingReason.PAID_EARLY);
        Records.repayment(loan, "2023-03-10", "210");

        CreditRecord past = known(loan);

        assertThat(past.getState().getClosing()).isNull();
        assertThat(past.getState().getStatus()).isEqualTo(new StatusSince(AccountStatus.OPEN, date("2023-01-15")));
        assertThat(past.getPosition().getBalance()).isEqualByComparingTo("200");
    }

    @Test
    void aStatusWithoutADayTellsNothingAboutEarlierDates() {
        CreditRecord loan = twoInstalments();
        loan.getState().setStatus(new StatusSince(AccountStatus.FROZEN, null));

        assertThat(at(loan, END_OF_FEBRUARY))
                .isEqualTo(new RecordAsOf.NotKnown(
                        END_OF_FEBRUARY,
                        "state.status.since",
                        "the status at that date follows from no since-date and no event"));
    }

    @Test
    void theStatusBetweenWriteOffAndClosingFollowsFromTheEvent() {
        CreditRecord loan = twoInstalments();
        Records.event(loan, EventKind.WRITE_OFF, "2023-02-20", null);
        Records.closed(loan, "2023-03-10", ClosingReason.WRITTEN_OFF);

        assertThat(known(loan).getState().getStatus())
                .isEqualTo(new StatusSince(AccountStatus.WRITTEN_OFF, date("2023-02-20")));
    }

    @Test
    void lenderFiguresBecomeThoseOfTheDate() {
        CreditRecord loan = twoInstalments();
        loan.getInstalments().get(0).setPaid(Records.split("principal=100", "interest=4"));
        loan.getInstalments().get(0).setWaived(Records.split("interest=6"));
        loan.getInstalments().get(1).setPaid(Records.split("principal=30"));
        Records.repayment(loan, "2023-02-20", "54");
        Records.repayment(loan, "2023-03-20", "80");
        Records.event(loan, EventKind.WAIVER, "2023-03-01", "6");

        CreditRecord past = known(loan);

        assertThat(past.getInstalments().get(0).getPaid()).isEqualTo(Records.split("principal=50", "interest=4"));
        assertThat(past.getInstalments().get(0).getWaived()).isEqualTo(Records.split());
        assertThat(past.getInstalments().get(1).getPaid()).isEqualTo(Records.split());
        assertThat(past.getInstalments().get(1).getWaived()).isNull();
        assertThat(loan.getInstalments().get(0).getPaid()).isEqualTo(Records.split("principal=100", "interest=4"));
    }

    @Test
    void beforeAnExtensionAnotherScheduleWasInForce() {
        CreditRecord loan = twoInstalments();
        Records.event(loan, EventKind.EXTENSION, "2023-03-01", null);

        assertThat(at(loan, END_OF_FEBRUARY))
                .isEqualTo(new RecordAsOf.NotKnown(
                        END_OF_FEBRUARY, "instalments", "another schedule was in force on that date"));
        assertThat(at(loan, date("2023-03-01"))).isInstanceOf(RecordAsOf.Known.class);
    }

    @Test
    void aLenderMonthIsKnownOnItsDayOnly() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        Records.lenderMonth(card, "2005-08-31", "3102", "689", 2);
        Records.lenderMonth(card, "2005-09-30", "3913", "0", 3);
        card = HistoryDerivation.derive(card).record();

        CreditRecord past = at(card, date("2005-08-31")).recordOrNull();
        assertThat(past).isNotNull();
        assertThat(past.getMonths()).hasSize(1);
        assertThat(past.getPosition().getBalance()).isEqualByComparingTo("3102");
        assertThat(at(card, date("2005-08-30")))
                .isEqualTo(new RecordAsOf.NotKnown(
                        date("2005-08-30"), "months", "the lender gives no month that ends on that date"));
        assertThat(at(card, date("2005-07-31")).recordOrNull()).isNull();
    }

    @Test
    void beforeItWasOpenedThereIsNoAccount() {
        assertThat(at(twoInstalments(), date("2023-01-14")))
                .isEqualTo(new RecordAsOf.NotKnown(
                        date("2023-01-14"), "account.openedOn", "the account was opened after that date"));
    }

    @Test
    void theFutureIsNotAmongTheFacts() {
        assertThatThrownBy(() -> RecordAsOf.at(twoInstalments(), date("2023-04-02")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the record is as of 2023-04-01, not as of the later 2023-04-02");
    }

    @Test
    void statesGoByTheirDays() {
        CreditRecord loan = twoInstalments();
        loan.getMissing().removeIf(missing -> missing.getPath().equals("state.riskClass"));
        loan.getState().setRiskClass(new RiskClassSince(RiskClass.DOUBTFUL, date("2023-03-20")));
        AccountEvent change = Records.event(loan, EventKind.CLASS_CHANGE, "2023-03-20", null);
        change.setValueBefore("SUBSTANDARD");
        change.setValueAfter("DOUBTFUL");
        loan.getState().setInDefault(new FlagSince(true, date("2023-03-20")));
        loan.getState().setForborne(new FlagSince(true, date("2023-02-01")));
        loan.getState().setNonPerforming(new FlagSince(true, null));
        loan.getState().setDispute(new Dispute(DisputeStatus.OPEN, date("2023-03-20"), null));
        loan.getParties().get(0).setInsolventSince(date("2023-03-20"));

        CreditRecord past = known(loan);

        assertThat(past.getState().getRiskClass()).isEqualTo(new RiskClassSince(RiskClass.SUBSTANDARD, null));
        assertThat(past.getState().getInDefault()).isEqualTo(new FlagSince(false, null));
        assertThat(past.getState().getForborne()).isEqualTo(new FlagSince(true, date("2023-02-01")));
        assertThat(past.getState().getNonPerforming()).isNull();
        assertThat(past.getState().getDispute()).isNull();
        assertThat(past.getParties().get(0).getInsolventSince()).isNull();
        assertThat(past.getMissing().stream().map(missing -> missing.getPath()))
                .contains("state.riskClass.since", "state.inDefault.since", "state.nonPerforming");
        assertThat(loan.getParties().get(0).getInsolventSince()).isNotNull();
    }

    @Test
    void anAgeIsNotCarriedBack() {
        CreditRecord loan = twoInstalments();
        PersonProfile person = new PersonProfile();
        person.setAgeYears(24);
        loan.getParties().get(0).setPerson(person);

        CreditRecord past = known(loan);

        assertThat(past.getParties().get(0).getPerson().getAgeYears()).isNull();
        assertThat(person.getAgeYears()).isEqualTo(24);
    }

    @Test
    void partiesThatCameLaterAreNotThere() {
        CreditRecord loan = twoInstalments();
        loan.getParties().add(Records.borrower("P-2"));
        loan.getParties().get(1).setFrom(date("2023-03-01"));

        assertThat(known(loan).getParties()).hasSize(1);
    }

    @Test
    void theLimitBeforeAChangeIsTheOneBefore() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        AccountEvent change = Records.event(card, EventKind.LIMIT_CHANGE, "2005-09-10", null);
        change.setValueBefore("20000");
        change.setValueAfter("50000");
        card = HistoryDerivation.derive(card).record();

        CreditRecord past = at(card, date("2005-08-31")).recordOrNull();

        assertThat(past.getAccount().getCreditLimit()).isEqualByComparingTo("20000");
        assertThat(past.getPosition().getCreditLimit()).isEqualByComparingTo("20000");
        assertThat(card.getMonths().get(7).getCreditLimit()).isEqualByComparingTo("20000");
        assertThat(card.getPosition().getCreditLimit()).isEqualByComparingTo("50000");
    }

    private static CreditRecord twoInstalments() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-04-01");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.instalment(loan, "2023-03-15", "principal=100", "interest=10");
        return loan;
    }

    private static CreditRecord known(CreditRecord facts) {
        CreditRecord past = at(facts, END_OF_FEBRUARY).recordOrNull();
        assertThat(past).isNotNull();
        List<PeriodState> later = HistoryDerivation.derive(facts).record().getMonths();
        assertThat(past.getPosition()).isIn(later);
        return past;
    }

    private static RecordAsOf at(CreditRecord facts, LocalDate date) {
        return RecordAsOf.at(HistoryDerivation.derive(facts).record(), date);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
