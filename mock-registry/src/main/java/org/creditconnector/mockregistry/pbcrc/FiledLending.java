package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Set;

/** A personal lending account's report against what is on file (section 7.4, codes BLR004 to BLR028). */
final class FiledLending {
    private final Tables tables;
    private final Entry entry;
    private final Book book;
    private final Refusals found;
    private final String date;
    private final String type;

    FiledLending(Tables tables, Entry entry, Book book, Refusals found) {
        this.tables = tables;
        this.entry = entry;
        this.book = book;
        this.found = found;
        this.date = entry.text("RptDate");
        this.type = entry.text("AcctType");
    }

    void check() {
        if (book.empty()) {
            // The description asks the content of point 10 of any first report, also of 31, whose own row lets special
            // transactions in.
            if (!Set.of("10", "90").contains(entry.text("RptDateCode"))) {
                TimePointRules.match(tables, entry, "10", entry.segment("C"), "BLR004", "BLR005", found);
            }
            return;
        }
        found.when(!book.accountType().equals(type), "BLR019", "AcctType");
        closing();
        FiledOrder.neighbours(book, date, classDate(), "FiveCateAdjDate", "BLR022", found, "H", "J");
        for (Tagged special : entry.groups("K")) {
            found.when(
                    book.having("K").stream()
                            .flatMap(version -> version.segment("K").all("CagOfTrdInf").stream())
                            .anyMatch(one -> one.value("ChanTranType").equals(special.value("ChanTranType"))
                                    && one.value("TranDate").equals(special.value("TranDate"))),
                    "BLR023",
                    "ChanTranType");
        }
        events();
        String month = entry.segment("H").value("Month");
        found.when(
                !month.isEmpty()
                        && book.having("H").stream()
                                .anyMatch(version ->
                                        version.segment("H").value("Month").equals(month)
                                                && version.date().compareTo(date) >= 0),
                "BLR027",
                "Month");
    }

    private String classDate() {
        String h = entry.segment("H").value("FiveCateAdjDate");
        return h.isEmpty() ? entry.segment("J").value("FiveCateAdjDate") : h;
    }

    static boolean closed(String type, Book.Version version) {
        return LendingRules.closed(type, version.segment("H").value("AcctStatus"))
                || LendingRules.closed(type, version.segment("J").value("AcctStatus"));
    }

    private void closing() {
        List<Book.Version> told = book.having("H", "J");
        Book.Version newest = told.isEmpty() ? null : told.get(told.size() - 1);
        if (newest != null && closed(type, newest) && newest.date().compareTo(date) < 0) {
            found.when(!reopened(newest.date()), "BLR020", "RptDate");
        }
        boolean closes = LendingRules.closed(type, entry.segment("H").value("AcctStatus"))
                || LendingRules.closed(type, entry.segment("J").value("AcctStatus"));
        found.when(closes && date.compareTo(book.newest()) < 0, "BLR021", "RptDate");
    }

    private boolean reopened(String closedOn) {
        return book.events().values().stream()
                .anyMatch(event -> event.kind().equals("12") && event.date().compareTo(closedOn) >= 0);
    }

    private void events() {
        String month = entry.segment("H").value("Month");
        for (Book.Event event : book.events().values()) {
            switch (event.kind()) {
                case "11" -> found.when(event.month().equals(month), "BLR024", "Month");
                case "21" -> found.when(date.compareTo(event.date()) >= 0, "BLR025", "RptDate");
                case "12" ->
                    found.when(
                            date.compareTo(event.date()) < 0
                                    && book.having("H").stream()
                                            .anyMatch(version -> closed(type, version)
                                                    && version.date().compareTo(date) < 0),
                            "BLR026",
                            "RptDate");
                default -> throw new IllegalStateException("an event of kind " + event.kind() + " is in force");
            }
            found.when(entry.has("J") && event.date().equals(date), "BLR028", "RptDate");
        }
    }
}
