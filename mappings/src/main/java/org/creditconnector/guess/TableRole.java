package org.creditconnector.guess;

import java.util.Locale;

/** What the rows of a table are. */
enum TableRole {
    /** One row an account. */
    ACCOUNT,
    /** Particulars of borrowers. */
    PARTY,
    /** One row a due date. */
    INSTALMENT,
    /** One row a movement of money. */
    REPAYMENT,
    /** One row a guarantor of an account. */
    GUARANTOR,
    /** One row a collateral of an account. */
    COLLATERAL,
    /** One row an account and month. */
    MONTH;

    static TableRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Name of its query. */
    String query() {
        return switch (this) {
            case ACCOUNT, PARTY -> "accounts";
            case INSTALMENT -> "instalments";
            case REPAYMENT -> "payments";
            case GUARANTOR -> "guarantors";
            case COLLATERAL -> "collateral";
            case MONTH -> "months";
        };
    }
}
