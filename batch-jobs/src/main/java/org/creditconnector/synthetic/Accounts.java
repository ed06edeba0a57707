package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Accounts of all kinds, each with its whole life. */
final class Accounts {
    private static final int LINE_YEARS = 5;
    private static final int DAYS_TO_PAY = 20;

    private final long seed;
    private final LocalDate first;
    private final LocalDate until;
    private final LocalDate known;
    private final ControlFigures figures;

    /**
     * @param first earliest opening
     * @param until last night that there is
     * @param known day of agreements' beginnings
     */
    Accounts(long seed, LocalDate first, LocalDate until, LocalDate known, ControlFigures figures) {
        this.seed = seed;
        this.first = first;
        this.until = until;
        this.known = known;
        this.figures = figures;
    }

    static String accountNo(long number) {
        return String.format(Locale.ROOT, "S%010d", number);
    }

    /**
     * Writes one account.
     *
     * @param company whether the customer is one: it has no card, and borrows more
     * @param otherShapes whether it is written as other systems would give it, too
     * @return its kind
     */
    String write(LenderRows rows, long number, long customer, boolean company, boolean otherShapes) {
        Draw draw = new Draw(seed, "account", number);
        int share = draw.between(0, 99);
        String kind = company
                ? ofCompany(share)
                : share < 60 ? "LOAN" : share < 76 ? "DRAW" : share < 84 ? "LINE" : share < 97 ? "CARD" : "CLAIM";
        LocalDate opened = first.plusDays(draw.between(0, (int) ChronoUnit.DAYS.between(first, until)));
        Terms terms = new Terms(accountNo(number), customer, kind, opened, draw.perMille(20) ? "USD" : "CNY", number);
        terms.company = company;
        Ledger ledger = new Ledger(opened, until);
        switch (kind) {
            case "LOAN", "DRAW" -> loan(terms, ledger, draw);
            case "LINE", "CARD" -> line(terms, ledger, draw);
            default -> claim(terms, ledger, draw);
        }
        new AccountRows(rows, figures, known).write(terms, ledger, draw);
        if (otherShapes) {
            new OtherShapes(rows).write(terms, ledger);
        }
        return kind;
    }

    private static String ofCompany(int share) {
        return share < 50 ? "LOAN" : share < 75 ? "DRAW" : share < 95 ? "LINE" : "CLAIM";
    }

    private static void loan(Terms terms, Ledger ledger, Draw draw) {
        int way = draw.between(0, 99);
        terms.method = way < 75 ? "EQ" : way < 92 ? "EP" : "BU";
        int months = terms.method.equals("BU") ? draw.between(3, 12) : draw.of(List.of(3, 6, 9, 12, 12, 18, 24, 36));
        terms.principal = draw.between(10, 2_000) * (terms.company ? 500_000L : 10_000L);
        terms.yearly = draw.between(500, 2_400);
        ledger.happened("D", ledger.opened, terms.principal, 0, "", "");
        List<Instalment> plan = Schedules.of(terms.method, terms.principal, months, terms.yearly, ledger.opened);
        ledger.instalments.addAll(plan);
        terms.instalments = plan.size();
        terms.matures = plan.get(plan.size() - 1).due();
        new Conduct(ledger, draw).repay(plan, true);
    }

    /** A line is drawn and billed month by month: a card all that was bought, a revolving loan a fifth and the interest. */
    private static void line(Terms terms, Ledger ledger, Draw draw) {
        boolean card = terms.kind.equals("CARD");
        terms.method = "MI";
        terms.limit = draw.between(5, 100) * 100_000L;
        terms.yearly = card ? 0 : draw.between(700, 1_800);
        terms.matures = ledger.opened.plusYears(LINE_YEARS);
        List<Instalment> bills = new ArrayList<>();
        // A line has a statement from the first day on, with nothing to pay.
        bills.add(new Instalment(
                1, ledger.opened, Ledger.NEVER, ledger.opened, ledger.opened.plusDays(DAYS_TO_PAY), 0, 0));
        // Some are never drawn; the others are on the day they are opened.
        boolean used = !draw.perMille(80);
        long unbilled = used ? Math.min(terms.limit / 20, draw.between(1_000, 400_000)) : 0;
        if (used) {
            ledger.happened("D", ledger.opened, unbilled, 0, "", "");
        }
        LocalDate from = ledger.opened;
        LocalDate bill = from.plusDays(draw.between(10, 27));
        int month = 0;
        int withoutBill = card ? draw.between(1, 40) : 0;
        for (LocalDate day = bill; !day.isAfter(ledger.end); day = bill.plusMonths(month)) {
            int times = !used ? 0 : card ? draw.between(0, 4) : draw.perMille(350) ? 1 : 0;
            for (int i = 0; i < times; i++) {
                long amount = Math.min(terms.limit / 20, draw.between(1_000, 400_000));
                LocalDate on = from.plusDays(draw.between(0, (int) ChronoUnit.DAYS.between(from, day)));
                ledger.happened("D", on, amount, 0, "", "");
                unbilled += amount;
            }
            if (month == withoutBill && card) {
                ledger.happened("B", day, -1, 0, "", "");
                month++;
                continue;
            }
            long part = card || unbilled < 50_000 ? unbilled : unbilled / 5;
            long interest = unbilled * terms.yearly / 120_000;
            bills.add(new Instalment(
                    bills.size() + 1, day, Ledger.NEVER, from, day.plusDays(DAYS_TO_PAY), part, interest));
            unbilled -= part;
            from = day.plusDays(1);
            month++;
        }
        ledger.instalments.addAll(bills);
        new Conduct(ledger, draw).repay(bills, false);
        if (card && !used && draw.perMille(500)) {
            LocalDate closed = ledger.opened.plusDays(draw.between(30, 200));
            ledger.close(closed, "ZC");
            if (!closed.isAfter(ledger.end)) {
                ledger.reopen(closed.plusDays(draw.between(40, 120)));
            }
        }
        if (draw.perMille(50)) {
            LocalDate raised = ledger.opened.plusDays(draw.between(40, 300));
            ledger.happened("L", raised, -1, 0, Money.text(terms.limit), Money.text(terms.limit + 500_000));
        }
    }

    /** A debt that was bought: whatever can be collected. */
    private static void claim(Terms terms, Ledger ledger, Draw draw) {
        terms.principal = draw.between(10, 300) * 10_000L;
        ledger.claim = terms.principal;
        ledger.notice(ledger.opened);
        long owed = terms.principal;
        for (LocalDate day = ledger.opened.plusDays(draw.between(20, 60));
                !day.isAfter(ledger.end) && owed > 0;
                day = day.plusDays(draw.between(25, 90))) {
            long amount = draw.perMille(60) ? owed : Math.min(owed, draw.between(10_000, 200_000));
            ledger.pay(day, day, amount, "P", Ledger.NEVER);
            owed -= amount;
            if (owed == 0) {
                ledger.close(day, "ZC");
            }
        }
    }
}
