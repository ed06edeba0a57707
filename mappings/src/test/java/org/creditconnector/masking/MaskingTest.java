package org.creditconnector.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.creditconnector.fixture.Records;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.DocumentType;
import org.creditconnector.record.Finding;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Party;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.Sex;
import org.junit.jupiter.api.Test;

class MaskingTest {
    @Test
    void aMaskedValueKeepsItsKindAndNothingElse() {
        assertThat(Masking.mask("instalments[3].due.principal", Records.amount("4711.5")))
                .isEqualTo("###");
        assertThat(Masking.mask("instalments[3].dueOn", LocalDate.of(2023, 2, 15)))
                .isEqualTo("####-##-##");
        assertThat(Masking.mask("parties[0].person.sex", Sex.FEMALE)).isEqualTo("***");
        assertThat(Masking.mask("parties[0].person.fullName", "Given52")).isEqualTo("***");
        assertThat(Masking.mask("parties[0].person.birthDate", LocalDate.of(1980, 1, 1)))
                .isEqualTo("***");
        assertThat(Masking.mask("parties[].employment.annualIncome", Records.amount("1")))
                .isEqualTo("***");
        assertThat(Masking.mask("instalments[].dueOn", null)).isNull();
    }

    @Test
    void publicAndInternalValuesAreShown() {
        assertThat(Masking.mask("account.currency", "XOF")).isEqualTo("XOF");
        assertThat(Masking.mask("report.accountKey", "000000052")).isEqualTo("000000052");
        assertThat(Masking.mask("report.asOf", LocalDate.of(2023, 2, 15))).isEqualTo("2023-02-15");
    }

    @Test
    void aSectionIsNeverShownAsAWhole() {
        assertThat(Masking.mask(
                        "account",
                        Records.loan("200", "2023-01-15", "2023-03-31").getAccount()))
                .isEqualTo("***");
        assertThat(Masking.mask("account.formerKeys", List.of())).isEqualTo("***");
    }

    @Test
    void aPathThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> Masking.mask("account.colour", "red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema CreditRecord has no field at the path account.colour");
    }

    @Test
    void jsonOfARecordShowsNothingOfAPerson() {
        String json = MaskedJson.of(personal());

        assertThat(json)
                .contains("\"accountKey\":\"A-1\"", "\"currency\":\"XOF\"", "\"principal\":\"###\"")
                .contains("\"openedOn\":\"####-##-##\"", "\"fullName\":\"***\"", "\"telephones\"")
                .contains("\"path\":\"account.creditLimit\",\"reason\":\"NOT_APPLICABLE\"")
                .doesNotContain("Given52", "110101", "5550100", "200.000000", "2023-01-15");
    }

    @Test
    void staffSeePersonalValuesAndNeverSensitiveOnes() {
        String json = MaskedJson.of(personal(), MaskLevel.STAFF);

        assertThat(json)
                .contains("\"principal\":\"200.000000\"", "\"openedOn\":\"2023-01-15\"", "\"role\":\"BORROWER\"")
                .contains("\"telephones\":[\"***\"]", "\"number\":\"***\"")
                .doesNotContain("Given52", "110101", "5550100");
    }

    @Test
    void jsonIsTheSameEveryTimeAndEscaped() {
        CreditRecord record = personal();
        record.getReport().setAccountKey("a\"\n\\");

        assertThat(MaskedJson.of(record)).isEqualTo(MaskedJson.of(record)).contains("\"a\\\"\\n\\\\\"");
    }

    @Test
    void everyDataClassIsThereInBothSchemas() {
        assertThat(SchemaClasses.faults(CreditRecord.getClassSchema())).isEmpty();
        assertThat(SchemaClasses.faults(Finding.getClassSchema())).isEmpty();
    }

    @Test
    void aFieldWithoutDocOrClassIsFoundAtAnyDepth() {
        Schema inner = SchemaBuilder.record("Inner")
                .fields()
                .name("undocumented")
                .prop("dataClass", "public")
                .type()
                .intType()
                .noDefault()
                .name("secret")
                .doc("A field.")
                .prop("dataClass", "secret")
                .type()
                .intType()
                .noDefault()
                .endRecord();
        Schema outer = SchemaBuilder.record("Outer")
                .fields()
                .name("list")
                .doc("A list.")
                .prop("dataClass", "public")
                .type()
                .optional()
                .array()
                .items(inner)
                .endRecord();

        assertThat(SchemaClasses.faults(outer))
                .containsExactly(
                        "Inner.undocumented: no doc",
                        "Inner.secret: field secret has the data class secret, expected one of public, internal, personal, sensitive");
    }

    private static CreditRecord personal() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Party borrower = loan.getParties().get(0);
        IdentityDocument document = new IdentityDocument();
        document.setType(DocumentType.NATIONAL_ID);
        document.setNumber("110101190101010011");
        borrower.getDocuments().add(document);
        PersonProfile person = new PersonProfile();
        person.setFullName("Given52");
        borrower.setPerson(person);
        borrower.setContact(
                ContactProfile.newBuilder().setTelephones(List.of("5550100")).build());
        return loan;
    }
}
