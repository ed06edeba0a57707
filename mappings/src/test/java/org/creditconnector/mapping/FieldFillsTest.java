package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.mapping.FieldFill.State;
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
        "uci-credit-card, account.openedOn, MISSING"
    })
    void everyPathHasAStateWhateverGroupOfRowsFillsIt(String source, String path, State state) {
        FieldFill fill = SourceMapping.shipped(source).fills().of(path);
        assertThat(fill.state()).isEqualTo(state);
        assertThat(fill.how()).isNotBlank();
    }
}
