package org.creditconnector.mockregistry.pbcrc;

/** Deletions of segments against what is on file. */
final class FiledDeletions {
    private final Entry entry;
    private final Book book;
    private final Refusals found;

    FiledDeletions(Entry entry, Book book, Refusals found) {
        this.entry = entry;
        this.book = book;
        this.found = found;
    }

    void segment() {
        ChangeCodes codes = ChangeCodes.of(entry.group());
        if (codes == null) {
            return;
        }
        found.when(book.empty(), codes.deleteUnknown(), "DelRecCode");
        if (!entry.group().equals("210")) {
            return;
        }
        String from = entry.text("DelStartDate");
        String to = entry.text("DelEndDate");
        for (Book.Event event : book.events().values()) {
            if (event.kind().equals("12")) {
                found.when(from.isEmpty() || from.compareTo(event.date()) < 0, "BSR001", "DelStartDate");
            } else {
                found.when(Intervals.within(event.date(), from, to), "BSR002", "DelStartDate");
            }
        }
    }
}
