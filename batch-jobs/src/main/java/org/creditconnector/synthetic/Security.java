package org.creditconnector.synthetic;

import java.time.LocalDate;

/** What secures a loan. */
record Security(String code, String purpose, String collateral, boolean company, long guarantor, long value) {
    static final Security NONE = new Security("XY", "XF", "", false, 0, 0);

    static Security of(Terms terms, Draw draw) {
        int way = draw.between(0, 99);
        long value = terms.principal * draw.between(12, 20) / 10;
        long other =
                terms.customer > 1 ? 1 + draw.between(0, (int) Math.min(Integer.MAX_VALUE - 2, terms.customer - 2)) : 0;
        if (way < 8) {
            return new Security("DY", "QC", "VEHICLE", false, 0, value);
        } else if (way < 12) {
            return new Security("DY", "JY", "SHOP", false, 0, value);
        } else if (way < 20 && other > 0) {
            return new Security("BZ", "XF", "", false, other, 0);
        } else if (way < 28) {
            return new Security("BZ", "XF", "", true, 0, 0);
        } else if (way < 40) {
            return new Security("XY", "JY", "", false, 0, 0);
        }
        return NONE;
    }

    void write(LenderRows rows, Terms terms) {
        LocalDate since = terms.opened;
        boolean renumbered = terms.number % 3 == 0;
        if (!collateral.isEmpty()) {
            rows.row(
                    LenderTable.COLLATERAL,
                    terms.account,
                    "C" + terms.account,
                    collateral,
                    collateral.equals("SHOP") ? "合成路商铺" : "合成牌汽车",
                    "合成" + terms.account,
                    Money.text(value),
                    since.toString(),
                    since.toString(),
                    renumbered ? "D" + terms.account : "",
                    renumbered ? since.plusMonths(4).toString() : "");
        }
        if (company) {
            rows.row(
                    LenderTable.RELATED_PARTIES,
                    terms.account,
                    People.companyNo(0),
                    "C",
                    "D",
                    Money.text(terms.principal),
                    since.toString());
        }
        if (guarantor > 0) {
            rows.row(
                    LenderTable.RELATED_PARTIES,
                    terms.account,
                    People.customerNo(guarantor),
                    "P",
                    "B",
                    Money.text(terms.principal),
                    since.toString());
        }
    }
}
