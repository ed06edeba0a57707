package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.mapping.FieldFill.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFillsTest {
    @ParameterizedTest
    @CsvSource({
        "synthetic, account.openedOn, FILLED",
        "synthetic, parties[].documents[].number, FILLED",
        "synthetic, account.graceDays, DEFAULTED",
        "synthetic, position.overduePrincipal, DERIVED",
        "uci-credit-card, parties[].documents[].number, MISSING",
        "uci-credit-card, account.openedOn, MISSING",
        "uci-credit-card, account.principal, NOT_APPLICABLE",
        "uci-credit-card, parties[].person.nationality, MISSING",
        "fineract, agreement.limit, NOT_APPLICABLE"
    })
    void everyPathHasAStateWhateverGroupOfRowsFillsIt(String source, String path, State state) {
        FieldFill fill = SourceMapping.shipped(source).fills().of(path);
        assertThat(fill.state()).isEqualTo(state);
        assertThat(fill.how()).isNotBlank();
    }

    @Test
    void aColumnWithALiteralBehindItIsNotCalledFilled() {
        FieldFills fills = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()))
                .fills();
        assertThat(fills.of("instalments[].due.interest").state()).isEqualTo(State.FILLED_ELSE_DEFAULT);
        assertThat(fills.of("instalments[].due.principal").state()).isEqualTo(State.FILLED);
        assertThat(fills.of("instalments[].due.fees").state()).isEqualTo(State.DEFAULTED);
    }

    @ParameterizedTest
    @CsvSource({
        // The section is mapped, so that its field lacks a value for the reason that stands for all others.
        "parties[].person.sex, unknown",
        "parties[].documents[].issuer, unknown",
        "account.instalmentLimit.amount, 'no line, which means that there is none'",
        "state.dispute.value, 'no line, which means that there is none'"
    })
    void othersSpeaksForWhatASectionThatIsThereLacks(String path, String how) {
        FieldFills fills = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, ReadmeFolder.files()))
                .fills();
        assertThat(fills.of(path).how()).isEqualTo(how);
    }

    @Test
    void groupsThatDoNotFillAFieldAreNamed() {
        FieldFills fills = SourceMapping.shipped("fineract").fills();
        assertThat(fills.groupsWithout("parties[].person.fullName")).containsExactly("group");
        assertThat(fills.groupsWithout("parties[].role")).isEmpty();
        assertThat(fills.groupsWithout("account.kind")).isEmpty();
    }
}
