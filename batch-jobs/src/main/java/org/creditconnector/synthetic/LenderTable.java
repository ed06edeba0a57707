package org.creditconnector.synthetic;

import java.util.List;

/**
 * The tables of the synthetic lender. Every column is text; dates are {@code yyyy-MM-dd}, amounts have two decimals. {@code booked_on}
 * is the first night that knows a row, {@code superseded_on} the first one that knows a newer one.
 */
enum LenderTable {
    CUSTOMERS(
            "customer_no booked_on superseded_on name id_number birth_date sex education marital_status spouse_name mobile email"
                    + " address city area_code postal_code work_situation employer industry confirmed_on id_valid_from id_valid_to"
                    + " passport_no customer_kind legal_form size_class representative representative_number"),
    COMPANIES("company_no name credit_code"),
    AGREEMENTS(
            "agreement_no customer_no kind currency credit_limit revolving valid_from valid_to booked_on superseded_on"
                    + " status status_since contract_no former_no former_until"),
    ACCOUNTS("account_no customer_no agreement_no kind product purpose currency principal opened_on booked_on method"
            + " frequency_unit frequency_every instalment_count security annual_rate funding branch"),
    ACCOUNT_STATES(
            "account_no booked_on superseded_on status status_since risk_class risk_class_since credit_limit matures_on"
                    + " closed_on closing_reason outstanding paid"),
    INSTALMENTS("account_no number booked_on superseded_on period_from due_on principal interest"),
    PAYMENTS("account_no payment_no paid_on booked_on amount kind principal_part reversed_on"),
    EVENTS("account_no event_no kind occurred_on booked_on amount months_moved class_before class_after limit_before"
            + " limit_after"),
    RELATED_PARTIES("account_no party_no party_kind role cap since"),
    COLLATERAL(
            "account_no collateral_no kind description register_no appraised valued_on since renumbered_no renumbered_on"),
    FUNDERS("account_no funder_no name share amount reported"),
    CONSENTS("customer_no recipient purpose clause given_on"),
    NOTICES("account_no customer_no sent_on channel"),

    /** Month ends one by one; of two deliveries of a month the later one counts. */
    MONTH_ENDS(
            "acct_no rpt_dt deliv_dt bal_amt pay_amt od_amt od_prin od_since od_days od_terms acct_stat class5 cr_line",
            true),
    /** A row for each account and delivery, six months side by side, the newest first. */
    STATEMENTS(
            "acct_no cut_off stat closed cr_line bal_0 pay_0 late_0 bal_1 pay_1 late_1 bal_2 pay_2 late_2 bal_3 pay_3 late_3"
                    + " bal_4 pay_4 late_4 bal_5 pay_5 late_5",
            true),
    /** Money as it was booked, and no schedule. Amounts in hundredths. */
    ENTRIES("acct_no entry_no booked_on entry_type amount", true);

    private final List<String> columns;
    private final boolean otherShape;

    LenderTable(String columns) {
        this(columns, false);
    }

    LenderTable(String columns, boolean otherShape) {
        this.columns = List.of(columns.split(" "));
        this.otherShape = otherShape;
    }

    /** The tables of the lender's own system, or those and what other systems would give of the same accounts. */
    static List<LenderTable> tables(boolean otherShapes) {
        return java.util.Arrays.stream(values())
                .filter(table -> otherShapes || !table.otherShape)
                .toList();
    }

    /** Name in queries and, with a suffix, of the file. */
    String table() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    List<String> columns() {
        return columns;
    }
}
