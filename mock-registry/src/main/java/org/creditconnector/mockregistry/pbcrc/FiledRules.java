package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Map;

/** Rules against what is on file, by kind of record. */
final class FiledRules {
    /** Records of subjects: the code of a report older than what is on file. */
    private static final Map<String, String> OLDER = Map.of(
            "120", "BFR000", "130", "BOR000", "140", "BPR000", "340", "CGR000", "350", "CFR000", "510", "BPR002");

    private final Tables tables;
    private final Books books;

    FiledRules(Tables tables, Books books) {
        this.tables = tables;
        this.books = books;
    }

    List<Refusal> check(Entry entry) {
        var found = new Refusals();
        String subject = Books.subject(entry);
        Book book = books.of(subject);
        found.when(books.movedAway(subject) && entry.type().charAt(2) != '1', "ABE012", codeTag(entry));
        if (!found.all().isEmpty()) {
            return found.all();
        }
        switch (entry.type().charAt(2)) {
            case '0' -> report(entry, book, found);
            case '1' -> identifier(entry, subject, found);
            case '2' -> new FiledCorrections(entry, book, found).check();
            case '3' -> new FiledDeletions(entry, book, found).segment();
            case '4' -> gone(entry, book, found);
            default -> new FiledEvents(entry, book, found).check();
        }
        return found.all();
    }

    private static String codeTag(Entry entry) {
        for (String tag : List.of("AcctCode", "ContractCode", "CcCode", "ModRecCode", "DelRecCode")) {
            if (!entry.text(tag).isEmpty()) {
                return tag;
            }
        }
        return Refusal.NO_TAG;
    }

    private void report(Entry entry, Book book, Refusals found) {
        String date = entry.text("RptDate");
        found.when(book.versions().containsKey(date), "ABR004", "RptDate");
        switch (entry.group()) {
            case "110", "310" -> new FiledSubjects(entry, book, found).check();
            case "210" -> new FiledLending(tables, entry, book, found).check();
            case "410" -> new FiledEnterpriseLending(tables, entry, book, found).check();
            case "220", "420" -> agreement(entry, book, found);
            case "230", "440" -> FiledGuarantees.report(entry, book, found);
            default -> {
                String code = OLDER.get(entry.group());
                found.when(code != null && date.compareTo(book.newest()) < 0, String.valueOf(code), "RptDate");
            }
        }
        if (entry.group().equals("510")) {
            found.when(
                    book.latest("C").value("CcStatus").equals("2") && date.compareTo(book.newest()) > 0,
                    "BPR003",
                    "RptDate");
        }
    }

    private static void agreement(Entry entry, Book book, Refusals found) {
        boolean person = entry.group().equals("220");
        String date = entry.text("RptDate");
        found.when(
                book.latest("D").value("ConStatus").equals("2") && date.compareTo(book.newest()) > 0,
                person ? "BCR001" : "CCR001",
                "RptDate");
        found.when(
                entry.segment("D").value("ConStatus").equals("2") && date.compareTo(book.newest()) < 0,
                person ? "BCR002" : "CCR002",
                "ConStatus");
    }

    private void identifier(Entry entry, String subject, Refusals found) {
        ChangeCodes codes = ChangeCodes.of(entry.group());
        if (codes == null) {
            return;
        }
        String to = Books.becomes(entry);
        found.when(books.of(subject).empty(), ChangeCodes.further(codes.idEqual(), 1), "OdBnesCode");
        boolean inUse = !books.of(to).empty() || (books.movedAway(to) && !books.movedTo(to, subject));
        found.when(inUse, ChangeCodes.further(codes.idEqual(), 2), "NwBnesCode");
    }

    private static void gone(Entry entry, Book book, Refusals found) {
        ChangeCodes codes = ChangeCodes.of(entry.group());
        String code = Map.of("114", "BDE000", "134", "BDE001", "314", "CDR000").get(entry.type());
        if (code == null && codes != null) {
            code = codes.gone();
        }
        found.when(code != null && book.empty(), String.valueOf(code), codes == null ? "IDNum" : "DelRecCode");
    }
}
