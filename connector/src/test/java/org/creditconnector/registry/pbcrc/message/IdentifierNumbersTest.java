package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kind of document obeys which rule. */
class IdentifierNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "1, 10, 110101190101010011, true",
        "1, 10, 110101190101010012, false",
        "1, 10, 440300190202290017, false",
        "1, 2, ANYTHING, true",
        "2, 10, 4403001234567830, true",
        "2, 10, 4403001234567831, false",
        "2, 20, 91440300000000000E, true",
        "2, 20, 91440300000000000F, false",
        "2, 30, MA0000007, true",
        "2, 30, MA0000008, false",
        "2, 01, ANYTHING, true"
    })
    void theRuleFollowsFromPartyAndKind(String category, String kind, String number, boolean obeys) {
        assertThat(new IdentifierNumbers(MessagePack.shipped()).obeys(category, kind, number))
                .isEqualTo(obeys);
    }
}
