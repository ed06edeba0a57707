package org.creditconnector.mockregistry.pbcrc;

/** Special events of an account (215) against what is on file. The description names the tests of BQR001
 * to BQR006 together; the codes are given to them in the order in which it names them. */
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
        String date = entry.text("RptDate");
        found.when(
                book.versions().containsKey(date) && book.versions().get(date).has("J"), "BLR028", "RptDate");
        if (!entry.text("Flag").equals("1")) {
            return; // Nothing is asked of an event that is revoked.
        }
        String kind = entry.text("OpetnType");
        String type = book.accountType();
        if (kind.equals("21")) {
            found.when(!type.equals("D1"), "BQR003", "OpetnType");
            found.when(date.compareTo(book.newest()) <= 0, "BQR004", "RptDate");
        } else {
            found.when(!type.equals("R2"), "BQR001", "OpetnType");
            found.when(
                    kind.equals("12") && !book.latest("H").value("AcctStatus").equals("4"), "BQR002", "OpetnType");
        }
    }
}
