package org.creditconnector.registry.pbcrc.message;

import org.jspecify.annotations.Nullable;

/** Personal basic information (110) and the link of documents (140). */
final class PersonRules {
    private static final String BASE = "BsSgmt";
    private static final String SPOUSE = "SpsInfSgmt";
    private static final String WORK = "OctpnInfSgmt";
    private static final String EDUCATION = "EduInfSgmt";

    private PersonRules() {}

    static void register(RuleBook book) {
        CodeList levels = book.pack().codes("education");
        CodeList degrees = book.pack().codes("degree");
        CodeList employers = book.pack().codes("employer-kind");
        CodeList occupations = book.pack().codes("occupation");
        book.add(
                "110",
                "BBD002",
                CommonRules.another("IDSgmt", "IDRec", "OthIDType", "OthIDNum", BASE, "IDType", "IDNum"));
        book.add("110", "BBE006", CommonRules.notZero("IDSgmt", "IDNm"));
        book.add("110", "BBD003", (f, out) -> {
            if (Facts.same(f.content(SPOUSE), "SpoIDType", "SpoIDNum", f.content(BASE), "IDType", "IDNum")) {
                out.hit(SPOUSE, "SpoIDNum");
            }
        });
        book.add("110", "BBE001", CommonRules.ordered("FcsInfSgmt", "DOB", "FcsInfoUpDate"));
        book.add("110", "BBE002", (f, out) -> {
            Parts spouse = f.content(SPOUSE);
            if (Facts.has(spouse, "SpoIDType") != Facts.has(spouse, "SpoIDNum")) {
                out.hit(SPOUSE, Facts.has(spouse, "SpoIDType") ? "SpoIDNum" : "SpoIDType");
            }
        });
        book.add("110", "BBE004", (f, out) -> {
            Parts education = f.content(EDUCATION);
            if (levels.role(value(education, "EduLevel"), null).equals("no-degree")
                    && Facts.has(education, "AcaDegree")
                    && !degrees.role(value(education, "AcaDegree"), null).equals("none")) {
                out.hit(EDUCATION, "AcaDegree");
            }
        });
        book.add("110", "BBE005", (f, out) -> {
            Parts work = f.content(WORK);
            if (employers.role(value(work, "CpnType"), null).equals("not-state")
                    && occupations.role(value(work, "Occupation"), null).equals("military")) {
                out.hit(WORK, "Occupation");
            }
        });
        book.add("140", "BPE000", (f, out) -> {
            Parts base = f.base();
            if (Facts.same(base, "IDType", "IDNum", base, "OthIDType", "OthIDNum")) {
                out.hit(Segment.ITSELF, "OthIDNum");
            }
        });
    }

    private static @Nullable String value(@Nullable Parts parts, String tag) {
        return parts == null ? null : parts.value(tag);
    }
}
