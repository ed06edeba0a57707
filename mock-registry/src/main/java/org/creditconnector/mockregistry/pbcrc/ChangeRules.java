package org.creditconnector.mockregistry.pbcrc;

import java.time.YearMonth;
import java.util.Map;
import java.util.Set;

/** Rules of identifier changes, corrections, deletions and special events that need nothing on file (section 4.9). */
final class ChangeRules {
    private static final Set<String> CORRECTED_BASE = Set.of("Name", "IDType", "IDNum", "MngmtOrgCode");
    /** Segments that only some account types have, by report and letter. */
    private static final Map<String, Set<String>> ONLY = Map.of(
            "210 G", Set.of("C1"),
            "210 H", Set.of("D1", "R1", "R2", "R3", "R4"),
            "210 E", Set.of("D1", "R1", "R2", "R3", "R4"),
            "210 F", Set.of("D1", "R1", "R2", "R3", "R4"),
            "210 I", Set.of("R2"),
            "410 G", Set.of("C1"),
            "410 E", Set.of("D1", "D2", "R1", "R4"),
            "410 F", Set.of("D1", "R1", "R4"));

    private ChangeRules() {}

    static void check(Entry entry, Refusals found) {
        ChangeCodes codes = ChangeCodes.of(entry.group());
        switch (entry.type().charAt(2)) {
            case '1' -> {
                if (codes != null) {
                    found.when(
                            entry.text("OdBnesCode").equals(entry.text("NwBnesCode")), codes.idEqual(), "NwBnesCode");
                }
            }
            case '2' -> {
                if (codes != null) {
                    correction(entry, codes, found);
                }
            }
            case '3' -> {
                if (codes != null) {
                    String from = entry.text("DelStartDate");
                    String to = entry.text("DelEndDate");
                    found.when(from.isEmpty() && to.isEmpty(), codes.noInterval(), "DelStartDate");
                    found.when(
                            Refusals.after(Tagged.day(from), Tagged.day(to)),
                            ChangeCodes.further(codes.noInterval(), 1),
                            "DelEndDate");
                }
            }
            case '5' -> {
                var reported = Tagged.day(entry.text("RptDate"));
                var month = Tagged.day(entry.text("Month") + "-01");
                found.when(
                        reported != null
                                && month != null
                                && !YearMonth.from(reported).equals(YearMonth.from(month)),
                        "BQR000",
                        "RptDate");
            }
            default -> {
                // Reports and whole deletions.
            }
        }
    }

    private static void correction(Entry entry, ChangeCodes codes, Refusals found) {
        String letter = entry.text("MdfcSgmtCode");
        if (entry.content().size() == 1) {
            found.when(!entry.has(letter), codes.content(), "MdfcSgmtCode");
        }
        Set<String> types = ONLY.get(entry.group() + " " + letter);
        found.when(types != null && !types.contains(entry.text("AcctType")), codes.segment(), "MdfcSgmtCode");
        if (letter.equals("B")) {
            for (Tagged one : entry.segment("B").inside()) {
                found.when(!CORRECTED_BASE.contains(one.tag()), codes.base(), one.tag());
            }
        }
    }
}
