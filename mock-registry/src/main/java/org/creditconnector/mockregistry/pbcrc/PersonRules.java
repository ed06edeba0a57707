package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Set;

/** Rules across the fields of 110, 120 and 140 (section 7.5). */
final class PersonRules {
    private static final Set<String> EMPLOYED = Set.of("11", "13", "17", "21", "24", "91");
    private static final Set<String> MARRIED = Set.of("20", "21", "22", "23");
    private static final Set<String> LOW = Set.of("30", "40", "70", "80");

    private PersonRules() {}

    /** Rules of 110; {@code relaxed} is template 90. */
    static void basic(Entry entry, boolean relaxed, Refusals found) {
        if (entry.text("RptDateCode").equals("10") && !relaxed) {
            for (String letter : List.of("D", "E", "F", "G", "H", "I")) {
                found.when(!entry.has(letter), "BBR000", entry.tag(letter));
            }
        }
        for (Tagged other : entry.groups("C")) {
            found.when(
                    other.value("OthIDType").equals(entry.text("IDType"))
                            && other.value("OthIDNum").equals(entry.text("IDNum")),
                    "BBD002",
                    "OthIDNum");
        }
        found.when(entry.segment("C").number("IDNm") == 0, "BBE006", "IDNm");
        Tagged overview = entry.segment("D");
        found.when(Refusals.after(overview.date("DOB"), overview.date("FcsInfoUpDate")), "BBE001", "DOB");
        marriage(entry, relaxed, found);
        work(entry, relaxed, found);
        Tagged education = entry.segment("F");
        found.when(
                LOW.contains(education.value("EduLevel"))
                        && !Set.of("", "5", "9").contains(education.value("AcaDegree")),
                "BBE004",
                "AcaDegree");
    }

    private static void marriage(Entry entry, boolean relaxed, Refusals found) {
        Tagged marriage = entry.segment("E");
        if (!entry.has("E")) {
            return;
        }
        boolean married = MARRIED.contains(marriage.value("MariStatus"));
        for (String tag : List.of("SpoName", "SpoIDType", "SpoIDNum", "SpoTel", "SpsCmpyNm")) {
            found.when(married ? !marriage.has(tag) && !relaxed : marriage.has(tag), "BBD001", tag);
        }
        found.when(
                !marriage.value("SpoIDNum").isEmpty()
                        && marriage.value("SpoIDType").equals(entry.text("IDType"))
                        && marriage.value("SpoIDNum").equals(entry.text("IDNum")),
                "BBD003",
                "SpoIDNum");
        found.when(
                marriage.value("SpoIDType").isEmpty()
                        != marriage.value("SpoIDNum").isEmpty(),
                "BBE002",
                "SpoIDNum");
    }

    private static void work(Entry entry, boolean relaxed, Refusals found) {
        Tagged work = entry.segment("G");
        if (!entry.has("G")) {
            return;
        }
        boolean employed = EMPLOYED.contains(work.value("EmpStatus"));
        for (String tag : List.of(
                "CpnName",
                "CpnType",
                "Industry",
                "CpnAddr",
                "CpnPc",
                "CpnDist",
                "CpnTEL",
                "Occupation",
                "Title",
                "TechTitle",
                "WorkStartDate")) {
            found.when(employed ? !work.has(tag) && !relaxed : work.has(tag), "BBD000", tag);
        }
        found.when(
                Set.of("30", "40").contains(work.value("CpnType"))
                        && work.value("Occupation").equals("X"),
                "BBE005",
                "Occupation");
    }

    /** Rules of 120. */
    static void family(Entry entry, Refusals found) {
        found.when(
                RepayerRules.same(entry, entry.base(), "FamMemCertType", "FamMemCertNum"), "BFE000", "FamMemCertNum");
    }

    /** Rules of 140. */
    static void merged(Entry entry, Refusals found) {
        found.when(
                entry.text("IDType").equals(entry.text("OthIDType"))
                        && entry.text("IDNum").equals(entry.text("OthIDNum")),
                "BPE000",
                "OthIDNum");
    }
}
