package org.creditconnector.registry.baihang;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id        | 4f0c                       | 4f-0c",
                "pid       | 110101190101010011         | 110101190101010012",
                "pid       | 440300190101310023         | 440300190202290017",
                "mobile    | 13900000000                | 23900000000",
                "overdue   | D16                        | D0",
                "date      | 2024-02-29                 | 2023-02-29",
                "date-time | 2024-03-15T00:00:00        | 2024-03-15",
                "dates     | 2024-03-15,2024-04-15      | 2024-03-15;2024-04-15",
                "text 1-3  | abc                        | abcd"
            })
    void takesWhatHasTheFormAndSaysWhatItExpects(String type, String right, String wrong) {
        FieldForm form = FieldForm.of(type);
        assertThat(form.problem(right)).isNull();
        assertThat(form.problem(wrong)).isNotBlank();
    }

    @Test
    void amountsHaveTwoDecimalsAndNoSign() {
        FieldForm amount = FieldForm.of("amount");
        assertThat(amount.problem(new BigDecimal("1050.00"))).isNull();
        assertThat(amount.problem(new BigDecimal("-0.01"))).isEqualTo("an amount from 0 to 9999999999999.99");
        assertThat(amount.problem(new BigDecimal("99999999999999.00"))).isNotNull();
        assertThat(amount.problem("1050.00")).isEqualTo("a number");
    }
}
