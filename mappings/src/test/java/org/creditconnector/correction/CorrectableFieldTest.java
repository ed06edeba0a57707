package org.creditconnector.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.creditconnector.fixture.Records;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectableFieldTest {
    private static CreditRecord loan() {
        CreditRecord record = Records.loan("1000", "2024-01-15", "2024-03-22");
        Records.instalment(record, "2024-02-15", "principal=500");
        Records.instalment(record, "2024-03-15", "principal=500");
        Records.repayment(record, "2024-02-15", "500");
        record.getRepayments().get(0).setRepaymentKey("R.7");
        return record;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account.principal | 1200 | 1200.000000",
                "account.principal | 1200.5 | 1200.500000",
                "account.openedOn | 2024-01-16 | 2024-01-16",
                "account.purpose | HOUSING | HOUSING",
                "account.instalmentCount | 12 | 12",
                "instalments[2].due.principal | 499.99 | 499.990000",
                "repayments[R.7].reversed | true | true"
            })
    void aValueHasOneFormAndIsPutInItsPlace(String path, String typed, String canonical) {
        CreditRecord record = loan();
        CorrectableField field = CorrectableField.at(path);
        assertThat(field.canonical(typed)).isEqualTo(canonical);
        CreditRecord corrected = field.with(record, field.canonical(typed));
        assertThat(field.in(corrected).value()).isEqualTo(canonical);
        assertThat(field.in(record).value())
                .as("the record itself is not changed")
                .isNotEqualTo(canonical);
    }

    @Test
    void whatIsThereIsNoLongerMissingAndTheRestIsShared() {
        CreditRecord record = loan();
        record.getAccount().setPurpose(null);
        Records.explained(record, "account.purpose", MissingReason.UNKNOWN);
        CreditRecord corrected = CorrectableField.at("account.purpose").with(record, "VEHICLE");
        assertThat(corrected.getAccount().getPurpose()).isEqualTo(Purpose.VEHICLE);
        assertThat(corrected.getMissing())
                .noneMatch(missing -> missing.getPath().equals("account.purpose"));
        assertThat(corrected.getInstalments()).isSameAs(record.getInstalments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account.principle | there is no field \"principle\"; did you mean \"principal\"?",
                "acount.principal | there is no field \"acount\"; did you mean \"account\"?",
                "position.daysPastDue | it is worked out from other facts: correct instalments[…], repayments[…] or events[…]",
                "report.asOf | it says which report this is",
                "lineage.source | it says where the record came from",
                "missing | it follows from what is there",
                "account | holds several fields; name one of",
                "instalments.dueOn | instalments is a list; name one element by its number, like instalments[…]",
                "account.allocationOrder | allocationOrder is a list",
                "account[1].principal | account is no list; leave out the brackets",
                "months[2024-02].origin | says which month it is and cannot be corrected",
                "account..principal | is no path; write it like account.principal",
                "months[2024-02 | is no path"
            })
    void whatIsNoFactIsRefusedWithWhatToWriteInstead(String path, String sentence) {
        assertThatThrownBy(() -> CorrectableField.at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account.principal | 12x | account.principal: got ***, expected a number like 1200.50",
                "account.principal | 1.0000001 | expected at most 6 decimal places and 18 digits before them",
                "account.openedOn | 2024-02-30 | expected a date like 2026-11-21",
                "account.graceDays | some | account.graceDays: got \"some\", expected a whole number",
                "account.kind | CART | account.kind: got \"CART\", expected one of",
                "account.kind | CART | did you mean CARD?",
                "account.recourse | yes | expected true or false",
                "account.productName | ' ' | expected a text that says something"
            })
    void aValueOfAnotherTypeIsRefusedAndMaskedByItsClass(String path, String typed, String sentence) {
        assertThatThrownBy(() -> CorrectableField.at(path).canonical(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aPlaceThatARecordLacksIsNamed() {
        assertThat(CorrectableField.at("instalments[9].dueOn").in(loan()).problem())
                .isEqualTo("the record has no instalments[9]");
        assertThat(CorrectableField.at("state.closing.closedOn").in(loan()).problem())
                .isEqualTo("the record has no closing");
        CreditRecord twice = loan();
        twice.getInstalments().get(1).setNumber(1);
        assertThat(CorrectableField.at("instalments[1].dueOn").in(twice).problem())
                .isEqualTo("the record has 2 elements instalments[1]");
    }

    @Test
    void onlyMonthsThatTheLenderGivesAreFacts() {
        CreditRecord card = Records.card("50000", "2005-01-01", "2005-09-30");
        Records.lenderMonth(card, "2005-08-31", "3102", "689", 2);
        CorrectableField paid = CorrectableField.at("months[2005-08].paid");
        assertThat(paid.in(card).reached()).isTrue();
        card.getMonths().get(0).setOrigin(FigureOrigin.DERIVED);
        assertThat(paid.in(card).problem())
                .isEqualTo("the figures of this month are worked out from instalments and movements; correct those");
    }

    @Test
    void personalValuesAreShownToNobody() {
        assertThat(CorrectableField.at("account.principal").masked("1200.000000"))
                .isEqualTo("###");
        assertThat(CorrectableField.at("account.openedOn").masked("2024-01-15")).isEqualTo("####-##-##");
        assertThat(CorrectableField.at("parties[C-1].person.fullName").masked("A Name"))
                .isEqualTo("***");
        assertThat(CorrectableField.at("account.currency").masked("EUR")).isEqualTo("EUR");
        assertThat(CorrectableField.at("account.principal").masked(null)).isEqualTo("nothing");
    }
}
