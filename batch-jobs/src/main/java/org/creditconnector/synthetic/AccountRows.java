package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.synthetic.ControlFigures.Figure;
import org.jspecify.annotations.Nullable;

/** Writes one account's rows, and adds what its books say to the control figures. */
final class AccountRows {
    private final LenderRows rows;
    private final ControlFigures figures;
    private final LocalDate known;

    AccountRows(LenderRows rows, ControlFigures figures, LocalDate known) {
        this.rows = rows;
        this.figures = figures;
        this.known = known;
    }

    void write(Terms terms, Ledger ledger, Draw draw) {
        Security security = terms.kind.equals("LOAN") || terms.guarantee() ? Security.of(terms, draw) : Security.NONE;
        boolean joint = terms.kind.equals("LOAN") && draw.perMille(80);
        account(terms, security, joint);
        if (terms.underAgreement()) {
            agreement(terms, ledger);
        }
        states(terms, ledger);
        facts(terms, ledger);
        security.write(rows, terms);
        if (joint) {
            funders(terms, draw);
        }
        if (terms.kind.equals("CLAIM")) {
            rows.row(
                    LenderTable.RELATED_PARTIES,
                    terms.account,
                    People.companyNo(1),
                    "C",
                    "Y",
                    "",
                    terms.opened.toString());
        }
    }

    private void account(Terms terms, Security security, boolean joint) {
        boolean bullet = terms.method.equals("BU");
        rows.row(
                LenderTable.ACCOUNTS,
                terms.account,
                People.customerNo(terms.customer),
                terms.underAgreement() ? agreementNo(terms) : "",
                terms.kind,
                "P-" + terms.kind,
                terms.kind.equals("CLAIM") ? "" : purpose(terms, security),
                terms.currency,
                terms.revolving() ? "" : Money.text(terms.principal),
                terms.opened.toString(),
                terms.opened.toString(),
                terms.method,
                terms.kind.equals("CLAIM") ? "" : bullet ? "O" : "M",
                terms.kind.equals("CLAIM") ? "" : "1",
                terms.instalments == 0 ? "" : Integer.toString(terms.instalments),
                terms.kind.equals("CLAIM") ? "" : security.code(),
                terms.kind.equals("CLAIM") || terms.guarantee() ? "" : Money.text(terms.yearly),
                joint ? "LH" : "ZY",
                "B01");
        if (!terms.revolving()) {
            figures.add(Figure.PRINCIPAL, terms.currency, terms.opened, terms.principal);
        }
        figures.add(Figure.ACCOUNTS, terms.currency, terms.opened, 1);
    }

    private static String purpose(Terms terms, Security security) {
        return terms.company && security.purpose().equals("XF") ? "LD" : security.purpose();
    }

    private static String agreementNo(Terms terms) {
        return "A" + terms.account;
    }

    private void agreement(Terms terms, Ledger ledger) {
        LocalDate from = known.isAfter(terms.opened) ? terms.opened : known;
        long limit = terms.revolving() ? terms.limit : terms.principal * 2;
        Event raised = ledger.newest("L", ledger.end);
        String[] row = {
            agreementNo(terms),
            People.customerNo(terms.customer),
            terms.kind.equals("CARD") ? "CARD" : "LINE",
            terms.currency,
            Money.text(limit),
            "Y",
            from.toString(),
            terms.opened.plusYears(6).toString(),
            terms.opened.toString(),
            Ledger.NEVER.toString(),
            "1",
            from.toString(),
            agreementNo(terms),
            "",
            ""
        };
        if (raised != null) {
            known(row, raised.on());
            row[4] = raised.after();
        }
        // Every tenth agreement gets another number after half a year, and each ends with what was drawn under it.
        LocalDate renumbered = terms.opened.plusMonths(6);
        if (terms.number % 10 == 0
                && renumbered.isAfter(LocalDate.parse(row[8]))
                && renumbered.isBefore(ledger.end)
                && renumbered.isBefore(ledger.closed)) {
            known(row, renumbered);
            row[12] = "N" + terms.account;
            row[13] = agreementNo(terms);
            row[14] = renumbered.minusDays(1).toString();
        }
        if (terms.kind.equals("DRAW")
                && ledger.closed.isAfter(LocalDate.parse(row[8]))
                && !ledger.closed.isAfter(ledger.end)) {
            known(row, ledger.closed);
            row[10] = "2";
            row[11] = ledger.closed.toString();
        }
        rows.row(LenderTable.AGREEMENTS, row);
    }

    /** Writes what was known until a night; the row goes on from there. */
    private void known(String[] row, LocalDate until) {
        row[9] = until.toString();
        rows.row(LenderTable.AGREEMENTS, row.clone());
        row[8] = until.toString();
        row[9] = Ledger.NEVER.toString();
    }

    private void states(Terms terms, Ledger ledger) {
        List<LocalDate> nights = new ArrayList<>(ledger.nights());
        long limitBefore = 0;
        long owedBefore = 0;
        long paidBefore = 0;
        for (int i = 0; i < nights.size(); i++) {
            LocalDate night = nights.get(i);
            long owed = ledger.outstanding(night);
            long paid = ledger.paid(night);
            Event classed = ledger.newest("C", night);
            Event raised = ledger.newest("L", night);
            Event extended = ledger.newest("X", night);
            boolean closed = ledger.isClosed(night);
            long limit = terms.limit + (raised == null ? 0 : 500_000);
            rows.row(
                    LenderTable.ACCOUNT_STATES,
                    terms.account,
                    night.toString(),
                    (i + 1 < nights.size() ? nights.get(i + 1) : Ledger.NEVER).toString(),
                    ledger.status(night),
                    ledger.statusSince(night).toString(),
                    classed == null ? "1" : classed.after(),
                    (classed == null ? terms.opened : classed.on()).toString(),
                    terms.revolving() ? Money.text(limit) : "",
                    terms.kind.equals("CLAIM")
                            ? ""
                            : terms.matures
                                    .plusMonths(extended == null ? 0 : extended.months())
                                    .toString(),
                    closed ? ledger.closed.toString() : "",
                    closed ? ledger.closing : "",
                    Money.text(owed),
                    Money.text(paid));
            figures.add(Figure.OUTSTANDING, terms.currency, night, owed - owedBefore);
            figures.add(Figure.PAID, terms.currency, night, paid - paidBefore);
            owedBefore = owed;
            paidBefore = paid;
            if (terms.revolving()) {
                figures.add(Figure.CREDIT_LIMIT, terms.currency, night, limit - limitBefore);
                limitBefore = limit;
            }
        }
    }

    private void facts(Terms terms, Ledger ledger) {
        for (Instalment one : ledger.instalments) {
            rows.row(
                    LenderTable.INSTALMENTS,
                    terms.account,
                    Integer.toString(one.number()),
                    one.bookedOn().toString(),
                    one.supersededOn().toString(),
                    one.from().toString(),
                    one.due().toString(),
                    Money.text(one.principal()),
                    Money.text(one.interest()));
        }
        for (Payment one : ledger.payments) {
            rows.row(
                    LenderTable.PAYMENTS,
                    terms.account,
                    Integer.toString(one.number()),
                    one.paid().toString(),
                    one.booked().toString(),
                    Money.text(one.amount()),
                    one.kind(),
                    terms.kind.equals("CLAIM") ? Money.text(one.amount()) : "",
                    one.reversed().equals(Ledger.NEVER) ? "" : one.reversed().toString());
        }
        for (Event one : ledger.events) {
            boolean limit = one.kind().equals("L");
            rows.row(
                    LenderTable.EVENTS,
                    terms.account,
                    Integer.toString(one.number()),
                    one.kind(),
                    one.on().toString(),
                    one.on().toString(),
                    one.amount() < 0 ? "" : Money.text(one.amount()),
                    one.months() == 0 ? "" : Integer.toString(one.months()),
                    limit ? "" : one.before(),
                    limit ? "" : one.after(),
                    limit ? one.before() : "",
                    limit ? one.after() : "");
        }
        for (LocalDate notice : ledger.notices) {
            rows.row(LenderTable.NOTICES, terms.account, People.customerNo(terms.customer), notice.toString(), "SMS");
        }
    }

    private void funders(Terms terms, Draw draw) {
        int ours = draw.of(List.of(10, 20, 30, 50));
        long amount = terms.principal * ours / 100;
        funder("OWN", null, ours, amount, terms, "Y");
        funder(People.companyNo(2), People.companyName(2), 100 - ours, terms.principal - amount, terms, "N");
    }

    private void funder(String number, @Nullable String name, int percent, long amount, Terms terms, String reported) {
        rows.row(
                LenderTable.FUNDERS,
                terms.account,
                number,
                name == null ? "合成样本贷款人" : name,
                Money.text(percent),
                Money.text(amount),
                reported);
    }
}
