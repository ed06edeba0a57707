package org.creditconnector.mockregistry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers with a check of their own: the published test vectors, and each of them altered. */
class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "true, 10, 110101190101010011, true",
        "true, 10, 440300190101310023, true",
        "true, 10, 440300190202290017, false",
        "true, 10, 110101190101010012, false",
        "true, 10, 11010119010101001x, false",
        "true, 10, 110101900101001, false",
        "true, 2, anything, true",
        "false, 20, 91440300000000000E, true",
        "false, 20, 91440300000000000F, false",
        "false, 20, 9144030000000000IE, false",
        "false, 20, 91440300000000000, false",
        "false, 30, 000000000, true",
        "false, 30, MA0000007, true",
        "false, 30, MA0000008, false",
        "false, 10, 4403000000000167, true",
        "false, 10, 4403001234567830, true",
        "false, 10, 4403001234567831, false",
        "false, 41, anything, true"
    })
    void aNumberObeysTheRuleOfItsKind(boolean person, String kind, String number, boolean obeys) {
        assertThat(Numbers.obeys(person, kind, number)).isEqualTo(obeys);
    }
}
