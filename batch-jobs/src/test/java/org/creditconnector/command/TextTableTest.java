package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void figuresStandToTheRightAndWideCharactersTakeTwoColumns() {
        TextTable table = new TextTable("name", "amount", "state")
                .row("银行", "12.5", "RECEIVED")
                .row("b", "-1", null);

        assertThat(table.text("  ")).isEqualTo("""
                          name  amount  state
                          银行    12.5  RECEIVED
                          b         -1
                        """);
    }

    @Test
    void aHeaderAloneIsEmpty() {
        assertThat(new TextTable("a").isEmpty()).isTrue();
        assertThat(new TextTable("a").row(1).isEmpty()).isFalse();
    }
}
