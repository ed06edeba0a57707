package org.creditconnector.mockregistry.pbcrc;

import java.util.Map;
import java.util.Set;

/** An enterprise lending account's report against what is on file (section 7.6, codes CLR019 to CLR031). */
final class FiledEnterpriseLending {
    private static final Map<String, String> ORDERED = Map.of(
            "BalChgDate", "CLR023",
            "FiveCateAdjDate", "CLR024",
            "LatRpyDate", "CLR025",
            "LatAgrrRpyDate", "CLR026",
            "NxtAgrrRpyDate", "CLR027");

    private final Tables tables;
    private final Entry entry;
    private final Book book;
    private final Refusals found;
    private final String date;

    FiledEnterpriseLending(Tables tables, Entry entry, Book book, Refusals found) {
        this.tables = tables;
        this.entry = entry;
        this.book = book;
        this.found = found;
        this.date = entry.text("RptDate");
    }

    void check() {
        if (book.empty()) {
            if (!Set.of("10", "90").contains(entry.text("RptDateCode"))) {
                TimePointRules.match(tables, entry, "10", entry.segment("C"), "CLR030", "CLR031", found);
            }
            return;
        }
        Tagged h = entry.segment("H");
        found.when(!book.accountType().equals(entry.text("AcctType")), "CLR019", "AcctType");
        found.when(
                book.latest("H").value("AcctStatus").equals("21") && date.compareTo(book.newest()) > 0,
                "CLR020",
                "RptDate");
        found.when(h.value("AcctStatus").equals("21") && date.compareTo(book.newest()) < 0, "CLR021", "RptDate");
        ORDERED.forEach((tag, code) -> FiledOrder.neighbours(book, date, h.value(tag), tag, code, found, "H"));
        for (Tagged special : entry.groups("I")) {
            found.when(
                    book.having("I").stream()
                            .flatMap(version -> version.segment("I").all("CagOfTrdInf").stream())
                            .anyMatch(one -> one.value("ChanTranType").equals(special.value("ChanTranType"))
                                    && one.value("TranDate").equals(special.value("TranDate"))),
                    "CLR028",
                    "ChanTranType");
        }
        balance(h.number("AcctBal"));
    }

    private void balance(long balance) {
        boolean mayRise = entry.text("AcctType").equals("R1")
                || book.latest("C").value("Flag").equals("2");
        if (mayRise || balance == Tagged.NONE) {
            return;
        }
        Book.Version before = book.before(date, "H");
        Book.Version after = book.after(date, "H");
        found.when(
                (before != null && balance > before.segment("H").number("AcctBal"))
                        || (after != null && balance < after.segment("H").number("AcctBal")),
                "CLR029",
                "AcctBal");
    }
}
