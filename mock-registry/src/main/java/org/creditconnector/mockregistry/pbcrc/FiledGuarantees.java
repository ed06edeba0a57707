package org.creditconnector.mockregistry.pbcrc;

/** A guarantee account's report against what is on file (230 and 440). */
final class FiledGuarantees {
    private FiledGuarantees() {}

    static void report(Entry entry, Book book, Refusals found) {
        boolean person = entry.group().equals("230");
        String date = entry.text("RptDate");
        boolean closes = entry.segment("D").value("AcctStatus").equals("2");
        found.when(
                book.latest("D").value("AcctStatus").equals("2") && date.compareTo(book.newest()) > 0,
                person ? "BAR005" : "CAR006",
                "RptDate");
        found.when(closes && date.compareTo(book.newest()) < 0, person ? "BAR006" : "CAR007", "RptDate");
        FiledOrder.neighbours(
                book,
                date,
                entry.segment("D").value("FiveCateAdjDate"),
                "FiveCateAdjDate",
                person ? "BAR004" : "CAR005",
                found,
                "D");
        found.when(
                !person && !book.empty() && !book.accountType().equals(entry.text("AcctType")), "CAR009", "AcctType");
    }
}
