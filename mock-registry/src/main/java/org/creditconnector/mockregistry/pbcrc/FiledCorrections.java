package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Corrections against what is on file (section 4.9 and the codes of 212, 222, 232, 412, 422 and 442). */
final class FiledCorrections {
    private static final Map<String, Set<String>> CURRENT = Map.of(
            "210", Set.of("D", "E", "F", "G"),
            "220", Set.of(),
            "230", Set.of("E", "F"),
            "410", Set.of("D", "E", "F", "G"),
            "420", Set.of(),
            "440", Set.of("E", "F", "G"));

    private final Entry entry;
    private final Book book;
    private final Refusals found;
    private final String letter;
    private final String date;
    private final Tagged content;

    FiledCorrections(Entry entry, Book book, Refusals found) {
        this.entry = entry;
        this.book = book;
        this.found = found;
        this.letter = entry.text("MdfcSgmtCode");
        this.date = entry.text("RptDate");
        this.content = entry.segment(letter);
    }

    void check() {
        ChangeCodes codes = ChangeCodes.of(entry.group());
        if (codes == null) {
            return;
        }
        found.when(book.empty(), codes.unknown(), "ModRecCode");
        if (book.empty()) {
            return;
        }
        found.when(
                !codes.type().isEmpty() && !book.accountType().equals(entry.text("AcctType")),
                codes.type(),
                "AcctType");
        dates(codes);
        switch (entry.group()) {
            case "210" -> lending();
            case "410" -> enterpriseLending();
            case "220" -> agreement("BMR106", "BMR110", "BMR109");
            case "420" -> agreement("CMR110", "CMR111", "CMR112");
            case "230" -> guarantee("BMR209", "BMR210", "BMR211");
            case "440" -> guarantee("CMR313", "CMR312", "CMR317");
            default -> throw new IllegalStateException("record " + entry.type() + " corrects nothing");
        }
    }

    private void dates(ChangeCodes codes) {
        boolean agreement = entry.group().endsWith("20");
        boolean monthly = Set.of("210", "410").contains(entry.group()) && letter.equals("H");
        boolean onFile = book.versions().containsKey(date);
        if (letter.equals("B")) {
            found.when(!date.equals(book.newest()), codes.base19(), "RptDate");
        } else if (agreement) {
            // Of an agreement the co-holders are told as they are now, the limit as of a date.
            String code = letter.equals("C") ? codes.dated() : codes.current();
            found.when(
                    letter.equals("C")
                            ? date.compareTo(book.newest()) < 0
                            : !onFile && date.compareTo(book.newest()) < 0,
                    code,
                    "RptDate");
        } else if (CURRENT.getOrDefault(entry.group(), Set.of()).contains(letter)) {
            found.when(date.compareTo(book.newest()) < 0, codes.current(), "RptDate");
        } else if (!monthly) {
            found.when(!onFile && date.compareTo(book.newest()) < 0, codes.dated(), "RptDate");
        }
    }

    private void lending() {
        String type = book.accountType();
        repayers("BMR020", "D", "ArlpCertType", "ArlpCertNum");
        FiledOrder.neighbours(
                book, date, content.value("FiveCateAdjDate"), "FiveCateAdjDate", "BMR011", found, "H", "J");
        if (letter.equals("H")) {
            month(type);
        } else if (letter.equals("I")) {
            found.when(
                    book.having("I").stream()
                            .anyMatch(version -> version.date().compareTo(date) > 0
                                    && version.segment("I")
                                            .value("SpecEfctDate")
                                            .equals(content.value("SpecEfctDate"))),
                    "BMR014",
                    "SpecEfctDate");
        } else if (letter.equals("J")) {
            found.when(
                    book.events().values().stream().anyMatch(event -> date.startsWith(event.month())),
                    "BMR015",
                    "RptDate");
            if (type.equals("C1")) {
                found.when(closedBefore(type), "BMR017", "RptDate");
                found.when(
                        LendingRules.closed(type, content.value("AcctStatus")) && book.after(date, "J") != null,
                        "BMR018",
                        "AcctStatus");
            }
        }
    }

    private boolean closedBefore(String type) {
        return book.having("H", "J").stream()
                .anyMatch(version -> version.date().compareTo(date) < 0 && FiledLending.closed(type, version));
    }

    private void month(String type) {
        String month = content.value("Month");
        List<Book.Version> told = book.having("H");
        String newest = told.stream()
                .filter(version -> version.segment("H").value("Month").equals(month))
                .map(Book.Version::date)
                .max(String::compareTo)
                .orElse(date);
        found.when(!newest.equals(date), "BMR008", "RptDate");
        boolean closes = LendingRules.closed(type, content.value("AcctStatus"));
        found.when(
                closes
                        && told.stream()
                                .anyMatch(version ->
                                        version.segment("H").value("Month").compareTo(month) > 0),
                "BMR010",
                "AcctStatus");
        for (Book.Event event : book.events().values()) {
            found.when(event.month().equals(month), "BMR013", "Month");
            found.when(
                    event.kind().equals("12")
                            && !closes
                            && told.stream()
                                    .anyMatch(version -> version.date().equals(date)
                                            && FiledLending.closed(type, version)
                                            && date.compareTo(event.date()) <= 0),
                    "BMR006",
                    "AcctStatus");
        }
        boolean reopened =
                book.events().values().stream().anyMatch(event -> event.kind().equals("12"));
        found.when(!reopened && closedBefore(type), "BMR016", "RptDate");
    }

    private void enterpriseLending() {
        repayers("CMR018", "D", "ArlpCertType", "ArlpCertNum");
        if (!letter.equals("H")) {
            return;
        }
        Map.of(
                        "FiveCateAdjDate", "CMR019",
                        "LatRpyDate", "CMR008",
                        "LatAgrrRpyDate", "CMR009",
                        "NxtAgrrRpyDate", "CMR010")
                .forEach((tag, code) -> FiledOrder.neighbours(book, date, content.value(tag), tag, code, found, "H"));
        found.when(content.value("AcctStatus").equals("21") && book.after(date, "H") != null, "CMR006", "AcctStatus");
        found.when(
                book.having("H").stream()
                        .anyMatch(version -> version.date().compareTo(date) < 0
                                && version.segment("H").value("AcctStatus").equals("21")),
                "CMR017",
                "RptDate");
    }

    private void agreement(String later, String expired, String same) {
        repayers(same, "C", "CertRelIDType", "CertRelIDNum");
        if (!letter.equals("D")) {
            return;
        }
        found.when(content.value("ConStatus").equals("2") && book.after(date, "D") != null, later, "ConStatus");
        found.when(
                book.having("D").stream()
                        .anyMatch(version -> version.date().compareTo(date) < 0
                                && version.segment("D").value("ConStatus").equals("2")),
                expired,
                "RptDate");
    }

    private void guarantee(String later, String closed, String same) {
        repayers(same, "E", "ArlpCertType", "ArlpCertNum");
        if (!letter.equals("D")) {
            return;
        }
        if (entry.group().equals("440")) {
            FiledOrder.neighbours(
                    book, date, content.value("FiveCateAdjDate"), "FiveCateAdjDate", "CMR311", found, "D");
        }
        found.when(content.value("AcctStatus").equals("2") && book.after(date, "D") != null, later, "AcctStatus");
        found.when(
                book.having("D").stream()
                        .anyMatch(version -> version.date().compareTo(date) < 0
                                && version.segment("D").value("AcctStatus").equals("2")),
                closed,
                "RptDate");
    }

    /** Neither may a corrected base name someone who answers beside the debtor, nor may one be added who is the debtor. */
    private void repayers(String code, String of, String kind, String number) {
        List<Tagged> others;
        List<String> debtor;
        if (letter.equals("B")) {
            SegmentTable table = entry.report().byLetter(of);
            others = table == null || table.group() == null
                    ? List.of()
                    : book.latest(of).all(table.group().tag());
            debtor = entry.document();
        } else if (letter.equals(of)) {
            others = entry.groups(of);
            Tagged base = book.latest("B");
            debtor = List.of(base.value("IDType"), base.value("IDNum"));
        } else {
            return;
        }
        for (Tagged one : others) {
            found.when(debtor.equals(List.of(one.value(kind), one.value(number))), code, number);
        }
    }
}
