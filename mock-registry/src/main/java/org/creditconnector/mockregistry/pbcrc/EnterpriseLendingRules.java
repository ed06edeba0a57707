package org.creditconnector.mockregistry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Rules across the fields of an enterprise lending account (410, section 7.6), for reports and for segments of corrections. */
final class EnterpriseLendingRules {
    private static final Set<String> LOAN_METHODS =
            Set.of("11", "12", "13", "14", "15", "19", "21", "22", "23", "29", "90");
    private static final Set<String> REVOLVING_METHODS = Set.of("31", "32", "33", "39", "90");
    private static final String CLOSED = "21";
    private static final List<String> DATES = List.of("BalChgDate", "LatRpyDate", "LatAgrrRpyDate", "FiveCateAdjDate");

    private EnterpriseLendingRules() {}

    static void check(Tables tables, Entry entry, Refusals found) {
        // The description gives the kinds by class and no code for a pair that does not go together: the kind is not in
        // its list.
        String kind = entry.segment("C").value("BusiDtlLines");
        found.when(
                !kind.isEmpty()
                        && !tables.belongs("enterprise-kind", entry.segment("C").value("BusiLines"), kind),
                "ABE001",
                "BusiDtlLines");
        terms(entry, found);
        state(entry, found);
        closing(entry, found);
        special(entry, found);
        RepayerRules.enterprise(entry, "D", found);
    }

    private static void terms(Entry entry, Refusals found) {
        String type = entry.text("AcctType");
        Tagged terms = entry.segment("C");
        String mode = terms.value("RepayMode");
        String often = terms.value("RepayFreqcy");
        LocalDate opened = terms.date("OpenDate");
        found.when(Refusals.after(opened, terms.date("DueDate")), "CLE001", "DueDate");
        found.when(mode.equals("90") && !often.equals("10"), "CLE002", "RepayFreqcy");
        found.when(mode.startsWith("2") && !often.equals("99"), "CLE003", "RepayFreqcy");
        boolean loan = Set.of("D1", "R4").contains(type);
        found.when(loan && !mode.isEmpty() && !LOAN_METHODS.contains(mode), "CLE004", "RepayMode");
        found.when(type.equals("R1") && !mode.isEmpty() && !REVOLVING_METHODS.contains(mode), "CLE005", "RepayMode");
        found.when(mode.equals("90") && !Set.of("D1", "R1").contains(type), "CLE029", "RepayMode");
        found.when(
                type.equals("C1") && entry.has("C") && !Set.of("41", "51").contains(terms.value("BusiLines")),
                "CLE027",
                "BusiLines");
        for (String tag : List.of(
                "BalChgDate", "LatRpyDate", "LatAgrrRpyDate", "NxtAgrrRpyDate", "FiveCateAdjDate", "CloseDate")) {
            found.when(Refusals.after(opened, entry.segment("H").date(tag)), "CLE024", "OpenDate");
        }
        for (Tagged one : entry.groups("I")) {
            found.when(Refusals.after(opened, one.date("TranDate")), "CLE024", "OpenDate");
        }
    }

    private static void state(Entry entry, Refusals found) {
        if (!entry.has("H")) {
            return;
        }
        Tagged h = entry.segment("H");
        long total = h.number("TotOverd");
        found.when(Set.of("31", "32").contains(h.value("AcctStatus")) && total == 0, "CLE014", "TotOverd");
        found.when(total != Tagged.NONE && h.number("OverdPrinc") > total, "CLE016", "OverdPrinc");
        found.when(
                h.number("LatRpyAmt") != Tagged.NONE && h.number("LatRpyPrincAmt") > h.number("LatRpyAmt"),
                "CLE017",
                "LatRpyPrincAmt");
        long days = h.number("OverdDy");
        found.when(days != Tagged.NONE && total != Tagged.NONE && (days > 0) != (total > 0), "CLE018", "OverdDy");
        LocalDate next = h.date("NxtAgrrRpyDate");
        for (String tag : DATES) {
            found.when(Refusals.after(h.date(tag), next), "CLE021", "NxtAgrrRpyDate");
        }
        found.when(Refusals.after(Tagged.day(entry.text("RptDate")), next), "CLE031", "NxtAgrrRpyDate");
    }

    private static void closing(Entry entry, Refusals found) {
        if (!entry.has("H")) {
            return;
        }
        Tagged h = entry.segment("H");
        boolean closed = h.value("AcctStatus").equals(CLOSED);
        String point = entry.text("RptDateCode");
        found.when(closed && h.number("AcctBal") > 0, "CLE012", "AcctBal");
        found.when(closed == h.value("CloseDate").isEmpty(), "CLE013", "CloseDate");
        found.when(!point.isEmpty() && !point.equals("90") && closed != point.equals("20"), "CLE026", "AcctStatus");
        if (closed) {
            for (String tag : List.of("TotOverd", "OverdPrinc", "OverdDy")) {
                found.when(h.number(tag) > 0, "CLE015", tag);
            }
            found.when(!h.value("NxtAgrrRpyDate").isEmpty(), "CLE020", "NxtAgrrRpyDate");
        }
        LocalDate on = h.date("CloseDate");
        for (String tag : DATES) {
            found.when(Refusals.after(h.date(tag), on), "CLE019", "CloseDate");
        }
        for (Tagged one : entry.groups("I")) {
            found.when(Refusals.after(one.date("TranDate"), on), "CLE033", "CloseDate");
        }
    }

    private static void special(Entry entry, Refusals found) {
        found.when(entry.segment("I").number("CagOfTrdNm") == 0, "CLE023", "CagOfTrdNm");
        long loan = entry.segment("C").number("LoanAmt");
        for (Tagged one : entry.groups("I")) {
            found.when(one.value("ChanTranType").equals("11") && one.number("DueTranMon") == 0, "CLE022", "DueTranMon");
            found.when(loan != Tagged.NONE && one.number("TranAmt") > loan, "CLE028", "TranAmt");
        }
    }
}
