package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Map;

/** Persons and enterprises (110, 310) against what is on file: first reports, dates that run backwards, a kind of body that changes. */
final class FiledSubjects {
    private static final Map<String, String> UPDATED = Map.of(
            "C", "IDInfoUpDate",
            "D", "FcsInfoUpDate",
            "E", "SpsInfoUpDate",
            "F", "EduInfoUpDate",
            "G", "OctpnInfoUpDate",
            "H", "ResiInfoUpDate",
            "I", "MlgInfoUpDate",
            "J", "IncInfoUpDate");
    private static final Map<String, String> ENTERPRISE_UPDATED = Map.of(
            "C", "IDInfoUpDate",
            "D", "FcsInfoUpDate",
            "E", "MnMmbInfoUpDate",
            "F", "MnShaHodInfoUpDate",
            "G", "ActuCotrlInfoUpDate",
            "H", "SupOrgInfoUpDate",
            "I", "CotaInfoUpDate");

    private final Entry entry;
    private final Book book;
    private final Refusals found;
    private final boolean relaxed;

    FiledSubjects(Entry entry, Book book, Refusals found) {
        this.entry = entry;
        this.book = book;
        this.found = found;
        this.relaxed = entry.relaxed();
    }

    void check() {
        boolean person = entry.group().equals("110");
        String older = person ? "BBR002" : "CBR003";
        if (book.empty() && !relaxed) {
            for (String letter : person ? List.of("D", "E", "F", "G", "H", "I") : List.of("D", "E", "I")) {
                found.when(!entry.has(letter), person ? "BBR001" : "CBR002", entry.tag(letter));
            }
        }
        found.when(entry.text("RptDate").compareTo(book.newest()) < 0, older, "RptDate");
        (person ? UPDATED : ENTERPRISE_UPDATED)
                .forEach((letter, tag) -> found.when(
                        entry.has(letter)
                                && entry.segment(letter)
                                                .value(tag)
                                                .compareTo(book.latest(letter).value(tag))
                                        < 0,
                        older,
                        tag));
        String kind = book.latest("B").value("OrgType");
        found.when(!kind.isEmpty() && !kind.equals(entry.text("OrgType")), "CBR004", "OrgType");
    }
}
