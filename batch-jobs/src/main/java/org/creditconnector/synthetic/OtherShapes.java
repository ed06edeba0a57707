package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The same accounts as other systems would give them, from the same books: month ends one by one, a wide row of six months for each
 * delivery, and entries of money without any schedule. Dates, months and amounts are written as such systems write them.
 */
final class OtherShapes {
    /** Months side by side in a wide row, the newest first. */
    private static final int WIDE = 6;

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private final LenderRows rows;

    OtherShapes(LenderRows rows) {
        this.rows = rows;
    }

    void write(Terms terms, Ledger ledger) {
        List<LocalDate> ends = monthEnds(ledger);
        for (int i = 0; i < ends.size(); i++) {
            monthEnd(terms, ledger, ends.get(i), i);
            statement(terms, ledger, ends, i);
        }
        entries(terms, ledger);
    }

    /** The last days of months that the account lived to see, to the one in which it ended. */
    private static List<LocalDate> monthEnds(Ledger ledger) {
        List<LocalDate> ends = new ArrayList<>();
        for (YearMonth month = YearMonth.from(ledger.opened);
                !month.atEndOfMonth().isAfter(ledger.end);
                month = month.plusMonths(1)) {
            ends.add(month.atEndOfMonth());
        }
        return ends;
    }

    /** A figure that is wrong in one delivery of a hundred is delivered again with the next month, and the later one counts. */
    private void monthEnd(Terms terms, Ledger ledger, LocalDate end, int number) {
        boolean wrong = (terms.number + number) % 100 == 7;
        if (wrong) {
            monthEnd(terms, ledger, end, end, 100);
        }
        monthEnd(terms, ledger, end, wrong ? end.plusDays(1).plusMonths(1).minusDays(1) : end, 0);
    }

    private void monthEnd(Terms terms, Ledger ledger, LocalDate end, LocalDate delivered, long error) {
        Arrears arrears = Arrears.of(ledger, end);
        Event classed = ledger.newest("C", end);
        rows.row(
                LenderTable.MONTH_ENDS,
                terms.account,
                COMPACT.format(end),
                COMPACT.format(delivered),
                Money.text(ledger.outstanding(end) + error),
                Money.text(paidInMonth(ledger, end)),
                Money.text(arrears.total()),
                Money.text(arrears.principal()),
                arrears.oldest() == null ? "00000000" : COMPACT.format(arrears.oldest()),
                Integer.toString(arrears.days(end)),
                Integer.toString(arrears.instalments()),
                ledger.status(end),
                classed == null ? "1" : classed.after(),
                terms.revolving() ? Money.text(limit(terms, ledger, end)) : "");
    }

    /** Amounts as a spreadsheet writes them that computed with binary fractions. */
    private void statement(Terms terms, Ledger ledger, List<LocalDate> ends, int last) {
        List<String> row = new ArrayList<>();
        LocalDate end = ends.get(last);
        row.add(terms.account);
        row.add(DOTTED.format(end));
        row.add(ledger.status(end));
        row.add(ledger.isClosed(end) ? DOTTED.format(ledger.closed) : "");
        row.add(terms.revolving() ? dusty(limit(terms, ledger, end)) : "");
        for (int back = 0; back < WIDE; back++) {
            boolean there = last - back >= 0;
            LocalDate then = there ? ends.get(last - back) : end;
            row.add(there ? dusty(ledger.outstanding(then)) : "");
            row.add(there ? dusty(paidInMonth(ledger, then)) : "");
            row.add(there ? Integer.toString(Arrears.of(ledger, then).instalments()) : "");
        }
        rows.row(LenderTable.STATEMENTS, row.toArray(new String[0]));
    }

    private static long paidInMonth(Ledger ledger, LocalDate end) {
        return ledger.paid(end) - ledger.paid(end.withDayOfMonth(1).minusDays(1));
    }

    private static String dusty(long hundredths) {
        return Double.toString(hundredths / 100.0 * 1.1 / 1.1);
    }

    private static long limit(Terms terms, Ledger ledger, LocalDate night) {
        return terms.limit + (ledger.newest("L", night) == null ? 0 : 500_000);
    }

    /** What each night moved, principal and the rest apart; what is taken back has the other sign. Amounts in hundredths. */
    private void entries(Terms terms, Ledger ledger) {
        int number = 0;
        long settledBefore = 0;
        long paidBefore = 0;
        for (LocalDate night : ledger.nights()) {
            long out = ledger.events.stream()
                    .filter(event -> event.kind().equals("D") && event.on().equals(night))
                    .mapToLong(Event::amount)
                    .sum();
            long settled = ledger.settled(night);
            long paid = ledger.paid(night);
            long principal = settled - settledBefore;
            long rest = paid - paidBefore - principal;
            number = entry(terms, number, night, "DR", out);
            number = entry(terms, number, night, "PR", principal);
            number = entry(terms, number, night, "IN", rest);
            settledBefore = settled;
            paidBefore = paid;
        }
    }

    /** Writes an entry where something moved; answers the number of the last one. */
    private int entry(Terms terms, int last, LocalDate night, String type, long amount) {
        if (amount == 0) {
            return last;
        }
        rows.row(
                LenderTable.ENTRIES,
                terms.account,
                Integer.toString(last + 1),
                night.toString(),
                type,
                Long.toString(amount));
        return last + 1;
    }
}
