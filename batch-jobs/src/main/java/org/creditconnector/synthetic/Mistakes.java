package org.creditconnector.synthetic;

import java.util.List;

/** A row that is wrong on purpose, one for an account. */
enum Mistakes {
    /** Nothing is wrong. */
    NONE(LenderTable.ACCOUNTS, "", "", ""),
    /** A kind of account that no code table has. */
    KIND(LenderTable.ACCOUNTS, "kind", "ZZ", "the kind of account is no code of the lender"),
    /** A day that does not exist. */
    OPENED(LenderTable.ACCOUNTS, "opened_on", "2023-02-29", "the day of opening does not exist"),
    /** No number. */
    AMOUNT(LenderTable.INSTALMENTS, "principal", "12,5o", "a principal is no number"),
    /** Money that runs backwards. */
    NEGATIVE(LenderTable.INSTALMENTS, "interest", "-100.00", "an interest is below zero"),
    /** No status. */
    STATUS(LenderTable.ACCOUNT_STATES, "status", "", "the status is missing"),
    /** No currency of the standard. */
    CURRENCY(LenderTable.ACCOUNTS, "currency", "XQX", "the currency is none of ISO 4217");

    private final LenderTable table;
    private final String column;
    private final String value;
    private final String sentence;

    Mistakes(LenderTable table, String column, String value, String sentence) {
        this.table = table;
        this.column = column;
        this.value = value;
        this.sentence = sentence;
    }

    static Mistakes of(Draw draw, int percent) {
        List<Mistakes> all = List.of(values());
        return draw.perMille(percent * 10) ? draw.of(all.subList(1, all.size())) : NONE;
    }

    String sentence() {
        return sentence;
    }

    /** Spoils the column in every row of the table that passes. */
    LenderRows spoiling(LenderRows rows) {
        if (this == NONE) {
            return rows;
        }
        int at = table.columns().indexOf(column);
        return new LenderRows() {
            @Override
            public void row(LenderTable into, String... values) {
                String[] written = values.clone();
                if (into == table) {
                    written[at] = value;
                }
                rows.row(into, written);
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }
}
