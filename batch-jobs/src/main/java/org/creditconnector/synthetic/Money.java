package org.creditconnector.synthetic;

import java.math.BigDecimal;

/** Amounts in hundredths of a currency. */
final class Money {
    private Money() {}

    /** With two decimals. */
    static String text(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }
}
