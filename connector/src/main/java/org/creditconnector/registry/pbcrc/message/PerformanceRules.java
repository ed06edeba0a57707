package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.Book.Out;
import org.jspecify.annotations.Nullable;

/** Personal lending (210, 212): monthly and non-monthly performance. */
final class PerformanceRules {
    private static final String GROUP = "210";
    private static final String BASE = "AcctBsSgmt";
    private static final String MONTHLY = "AcctMthlyBlgInfSgmt";
    private static final String OTHER = "AcctDbtInfSgmt";
    private static final String COLLECTION = "C1";
    private static final String OVERDRAFT_CARD = "R3";

    private final RuleBook book;
    private final CodeList statuses;
    private final CodeList symbols;

    private PerformanceRules(RuleBook book) {
        this.book = book;
        this.statuses = book.pack().codes("account-status-210");
        this.symbols = book.pack().codes("repayment-status");
    }

    static void register(RuleBook book) {
        PerformanceRules rules = new PerformanceRules(book);
        rules.dates();
        rules.symbols();
        rules.closing();
        rules.overdraft();
    }

    private void dates() {
        monthly("BLE012", (f, h, out) -> {
            String month = h.value("Month");
            String settled = h.value("SettDate");
            if (month != null && settled != null && !settled.startsWith(month)) {
                out.hit(MONTHLY, "SettDate");
            }
        });
        monthly("BLE039", (f, h, out) -> {
            String month = h.value("Month");
            if (month != null && month.length() == 7 && f.reportDay() > 0) {
                int told = ValueType.day(month + "-01");
                int reported = f.reportDay();
                int apart = told / 10000 * 12 + told / 100 % 100 - (reported / 10000 * 12 + reported / 100 % 100);
                if (told > 0 && Math.abs(apart) > 1) {
                    out.hit(MONTHLY, "Month");
                }
            }
        });
        monthly("BLE011", (f, h, out) -> {
            if (Facts.before(Facts.day(h, "CloseDate"), h, "SettDate", "LatRpyDate", "FiveCateAdjDate")) {
                out.hit(MONTHLY, "CloseDate");
            }
        });
        other("BLE042", (f, j, out) -> {
            if (Facts.before(Facts.day(j, "CloseDate"), j, "LatRpyDate", "FiveCateAdjDate")) {
                out.hit(OTHER, "CloseDate");
            }
        });
        other("BLE040", (f, j, out) -> {
            int repaid = Facts.day(j, "LatRpyDate");
            if (!f.type().equals(COLLECTION) && repaid > 0 && f.reportDay() > 0 && repaid != f.reportDay()) {
                out.hit(OTHER, "LatRpyDate");
            }
        });
    }

    private void symbols() {
        monthly("BLE015", (f, h, out) -> {
            if (symbol(f, h).equals("nothing-due")) {
                positive(h, MONTHLY, out, "CurRpyAmt", "OverdPrd", "TotOverd", "PridAcctBal");
            }
        });
        monthly("BLE017", (f, h, out) -> {
            if (symbol(f, h).equals("on-time")) {
                positive(h, MONTHLY, out, "OverdPrd", "TotOverd");
            }
        });
        other("BLE018", (f, j, out) -> {
            if (symbol(f, j).equals("on-time")) {
                positive(j, OTHER, out, "OverdPrd", "TotOverd");
            }
        });
        monthly("BLE019", (f, h, out) -> {
            if (symbol(f, h).equals("overdue")) {
                zero(h, MONTHLY, out, "OverdPrd", "TotOverd");
            }
        });
        monthly("BLE020", (f, h, out) -> {
            long total = Facts.number(h, "TotOverd");
            if (total >= 0 && Facts.number(h, "OverdPrinc") > total) {
                out.hit(MONTHLY, "OverdPrinc");
            }
        });
        other("BLE034", (f, j, out) -> {
            if (Facts.has(j, "RpyStatus") && !Facts.is(j, "RpyStatus", "N")) {
                out.hit(OTHER, "RpyStatus");
            }
        });
        monthly("BLE002", (f, h, out) -> {
            if (symbol(f, h).equals("nothing-due") && Facts.has(h, "RpyPrct")) {
                out.hit(MONTHLY, "RpyPrct");
            }
        });
        book.add(GROUP, "BLE013", (f, out) -> {
            for (String segment : new String[] {MONTHLY, OTHER}) {
                Parts parts = f.content(segment);
                if (parts != null && status(f, parts).equals("bad-debt")) {
                    zero(parts, segment, out, "TotOverd");
                }
            }
        });
        monthly("BLE014", (f, h, out) -> {
            if (status(f, h).equals("not-activated")) {
                positive(h, MONTHLY, out, "AcctBal", "OverdPrd", "TotOverd");
                if (Facts.has(h, "RpyStatus") && !symbol(f, h).equals("nothing-due")) {
                    out.hit(MONTHLY, "RpyStatus");
                }
            }
        });
    }

    private void closing() {
        monthly("BLE001", (f, h, out) -> {
            if (isClosed(f, h) && !Facts.has(h, "CloseDate")) {
                out.hit(MONTHLY, "CloseDate");
            }
        });
        other("BLE043", (f, j, out) -> {
            if (f.type().equals(COLLECTION) && isClosed(f, j) && !Facts.has(j, "CloseDate")) {
                out.hit(OTHER, "CloseDate");
            }
        });
        monthly("BLE004", (f, h, out) -> {
            if (isClosed(f, h)) {
                positive(h, MONTHLY, out, "OverdPrd", "TotOverd");
            }
        });
        monthly("BLE026", (f, h, out) -> {
            if (isClosed(f, h)) {
                positive(h, MONTHLY, out, "AcctBal");
            }
        });
        other("BLE027", (f, j, out) -> {
            if (f.type().equals(COLLECTION) && isClosed(f, j)) {
                positive(j, OTHER, out, "AcctBal");
            }
        });
        monthly("BLE030", (f, h, out) -> {
            if (isClosed(f, h) && Facts.has(h, "RpyStatus") && !symbol(f, h).equals("ended")) {
                out.hit(MONTHLY, "RpyStatus");
            }
        });
        book.add(GROUP, "BLE037", (f, out) -> {
            boolean closes = f.timePoint().equals("20") || f.timePoint().equals("32");
            for (String segment : new String[] {MONTHLY, OTHER}) {
                Parts parts = f.content(segment);
                if (closes && f.content(BASE) != null && Facts.has(parts, "AcctStatus") && !isClosed(f, parts)) {
                    out.hit(segment, "AcctStatus");
                }
            }
        });
        other("BLE016", (f, j, out) -> {
            if (!f.type().equals(COLLECTION) && isClosed(f, j)) {
                out.hit(OTHER, "AcctStatus");
            }
        });
    }

    private void overdraft() {
        monthly("BLE022", (f, h, out) -> {
            long balance = Facts.number(h, "AcctBal");
            if (balance >= 0 && Facts.number(h, "OvedrawBaOve180") > balance) {
                out.hit(MONTHLY, "OvedrawBaOve180");
            }
        });
        monthly("BLE023", (f, h, out) -> {
            if (f.type().equals(OVERDRAFT_CARD) && symbol(f, h).equals("nothing-due")) {
                positive(h, MONTHLY, out, "AcctBal");
            }
        });
        monthly("BLE025", (f, h, out) -> {
            if (f.type().equals(OVERDRAFT_CARD) && symbol(f, h).equals("overdue")) {
                zero(h, MONTHLY, out, "AcctBal");
            }
        });
    }

    private interface OnSegment {
        void check(Facts facts, Parts parts, Out out);
    }

    private void monthly(String code, OnSegment rule) {
        book.add(GROUP, code, on(MONTHLY, rule));
    }

    private void other(String code, OnSegment rule) {
        book.add(GROUP, code, on(OTHER, rule));
    }

    private static Check<Facts> on(String segment, OnSegment rule) {
        return (facts, out) -> {
            Parts parts = facts.content(segment);
            if (parts != null) {
                rule.check(facts, parts, out);
            }
        };
    }

    private boolean isClosed(Facts f, @Nullable Parts parts) {
        return parts != null && status(f, parts).equals("closed");
    }

    private String status(Facts f, Parts parts) {
        return statuses.role(parts.value("AcctStatus"), f.type());
    }

    private String symbol(Facts f, Parts parts) {
        return symbols.role(parts.value("RpyStatus"), f.type());
    }

    private static void positive(Parts parts, String segment, Out out, String... tags) {
        for (String tag : tags) {
            if (Facts.number(parts, tag) > 0) {
                out.hit(segment, tag);
            }
        }
    }

    private static void zero(Parts parts, String segment, Out out, String... tags) {
        for (String tag : tags) {
            if (Facts.number(parts, tag) == 0) {
                out.hit(segment, tag);
            }
        }
    }
}
