package org.creditconnector.synthetic;

import java.time.LocalDate;

/** What was agreed for one account. Amounts in hundredths. */
final class Terms {
    final String account;
    final long customer;
    /** {@code LOAN}, {@code DRAW}, {@code LINE}, {@code CARD}, {@code CLAIM} or {@code GUAR}. */
    final String kind;

    final LocalDate opened;
    final String currency;
    final long number;
    /** {@code EQ}, {@code EP}, {@code BU} or {@code MI}; empty where nothing was agreed. */
    String method = "";

    long principal;
    long limit;
    int instalments;
    /** In ten-thousandths. */
    int yearly;

    LocalDate matures = Ledger.NEVER;
    /** Whether the borrower is a company. */
    boolean company;

    Terms(String account, long customer, String kind, LocalDate opened, String currency, long number) {
        this.account = account;
        this.customer = customer;
        this.kind = kind;
        this.opened = opened;
        this.currency = currency;
        this.number = number;
    }

    boolean revolving() {
        return kind.equals("LINE") || kind.equals("CARD");
    }

    /** Whether somebody else lends, and it is guaranteed here. */
    boolean guarantee() {
        return kind.equals("GUAR");
    }

    boolean underAgreement() {
        return revolving() || kind.equals("DRAW");
    }
}
