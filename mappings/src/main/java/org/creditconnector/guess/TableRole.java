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
    MONTH,
    /** More about each account: its state of the night. */
    STATE,
    /** The agreement that an account belongs to. */
    AGREEMENT,
    /** The product that an account is one of. */
    PRODUCT,
    /** One row an identity document of a borrower. */
    DOCUMENT,
    /** One row what happened to an account. */
    EVENT,
    /** One row a funder of an account. */
    FUNDER,
    /** One row a consent of a borrower. */
    CONSENT,
    /** One row a notice to a borrower. */
    NOTICE;

    static TableRole of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether its columns are joined to the account's row. */
    boolean isJoined() {
        return this == PARTY || this == STATE || this == AGREEMENT || this == PRODUCT;
    }

    /** Whether many tables look like it, so that only a name tells. */
    boolean needsName() {
        return this == MONTH || this == EVENT || this == FUNDER || this == CONSENT || this == NOTICE;
    }

    /** The list or section that its lines fill; empty where they fill several. */
    String section() {
        return switch (this) {
            case INSTALMENT -> "instalments[].";
            case REPAYMENT -> "repayments[].";
            case COLLATERAL -> "collateral[].";
            case AGREEMENT -> "agreement.";
            case EVENT -> "events[].";
            case FUNDER -> "funding.shares[].";
            case CONSENT -> "consents[].";
            case NOTICE -> "notices[].";
            case DOCUMENT -> "parties[].documents[].";
            case ACCOUNT, PARTY, GUARANTOR, MONTH, STATE, PRODUCT -> "";
        };
    }

    /** Name of its query. */
    String query() {
        return switch (this) {
            case ACCOUNT, PARTY, STATE, AGREEMENT, PRODUCT -> "accounts";
            case DOCUMENT -> "identifiers";
            case EVENT -> "events";
            case FUNDER -> "funders";
            case CONSENT -> "consents";
            case NOTICE -> "notices";
            case INSTALMENT -> "instalments";
            case REPAYMENT -> "payments";
            case GUARANTOR -> "guarantors";
            case COLLATERAL -> "collateral";
            case MONTH -> "months";
        };
    }
}
