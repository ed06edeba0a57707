package org.creditconnector.mockregistry.pbcrc;

/** Special events of an account (215) against what is on file. The description does not say which code tells what; see the comments. */
final class FiledEvents {
    private final Entry entry;
    private final Book book;
    private final Refusals found;

    FiledEvents(Entry entry, Book book, Refusals found) {
        this.entry = entry;
        this.book = book;
        this.found = found;
    }

    void check() {
        String kind = entry.text("OpetnType");
        String type = book.accountType();
        found.when(book.empty(), "BQR001", "AcctCode");
        if (book.empty()) {
            return;
        }
        boolean card = type.equals("R2");
        if (kind.equals("21")) {
            found.when(!type.equals("D1"), "BQR004", "OpetnType");
            found.when(entry.text("RptDate").compareTo(book.newest()) <= 0, "BQR005", "RptDate");
        } else {
            found.when(!card, "BQR002", "OpetnType");
            found.when(
                    kind.equals("12") && !book.latest("H").value("AcctStatus").equals("4"), "BQR003", "OpetnType");
        }
    }
}
