package org.creditconnector.mockregistry.pbcrc;

import java.time.LocalDate;
import java.util.List;

/** Rules across the fields of agreements (220, 420), guarantee accounts (230, 440) and collateral contracts (510). */
final class AgreementRules {
    private static final List<String> DATES = List.of("RepayPrd", "FiveCateAdjDate", "CloseDate");

    private AgreementRules() {}

    static void agreement(Entry entry, Refusals found) {
        boolean person = entry.group().equals("220");
        if (entry.reports()) {
            found.when(!entry.has("D"), person ? "BCR000" : "CCR000", entry.tag("D"));
        }
        Tagged limit = entry.segment("D");
        found.when(
                Refusals.after(limit.date("ConEffDate"), limit.date("ConExpDate")),
                person ? "BCE000" : "CCE002",
                "ConExpDate");
        found.when(
                limit.value("CreditRest").isEmpty()
                        != limit.value("CreditRestCode").isEmpty(),
                person ? "BCE004" : "CCE004",
                "CreditRest");
        for (Tagged one : entry.groups("C")) {
            found.when(
                    !RepayerRules.matches(one.value("BrerType"), one.value("CertRelIDType")),
                    person ? "BCE002" : "CCE000",
                    "CertRelIDType");
            found.when(
                    RepayerRules.same(entry, one, "CertRelIDType", "CertRelIDNum"),
                    person ? "BCE003" : "CCE003",
                    "CertRelIDNum");
        }
    }

    static void guarantee(Tables tables, Entry entry, Refusals found) {
        boolean person = entry.group().equals("230");
        String point = entry.text("RptDateCode");
        if (entry.reports()) {
            points(entry, person, point, found);
        }
        Tagged terms = entry.segment("C");
        Tagged state = entry.segment("D");
        LocalDate opened = terms.date("OpenDate");
        found.when(Refusals.after(opened, terms.date("DueDate")), person ? "BAE001" : "CAE000", "DueDate");
        String kind = terms.value("BusiDtilLines");
        found.when(
                !kind.isEmpty() && !tables.belongs("guarantee-kind", terms.value("BusiLines"), kind),
                person ? "BAE006" : "CAE008",
                "BusiDtilLines");
        for (String tag : DATES) {
            found.when(Refusals.after(opened, state.date(tag)), person ? "BAE000" : "CAE006", "OpenDate");
        }
        if (entry.has("D")) {
            boolean closed = state.value("AcctStatus").equals("2");
            boolean dated = !state.value("CloseDate").isEmpty();
            found.when(person ? closed && !dated : closed != dated, person ? "BAE002" : "CAE001", "CloseDate");
            for (String tag : List.of("RepayPrd", "FiveCateAdjDate")) {
                found.when(
                        Refusals.after(state.date(tag), state.date("CloseDate")),
                        person ? "BAE005" : "CAE002",
                        "CloseDate");
            }
        }
        RepayerRules.guarantee(
                entry, person ? "BAE003" : "CAE003", person ? "BAE004" : "CAE007", person ? "BAE007" : "CAE009", found);
    }

    private static void points(Entry entry, boolean person, String point, Refusals found) {
        switch (point) {
            case "10" -> {
                for (String letter : List.of("C", "D")) {
                    found.when(!entry.has(letter), person ? "BAR000" : "CAR000", entry.tag(letter));
                }
                found.when(
                        entry.segment("C").value("GuarMode").equals("1") && !entry.has("E"),
                        person ? "BAR007" : "CAR003",
                        entry.tag("E"));
            }
            case "20" -> found.when(!entry.has("D"), person ? "BAR001" : "CAR001", entry.tag("D"));
            case "30" -> found.when(!entry.has("D"), person ? "BAR002" : "CAR002", entry.tag("D"));
            case "40" -> found.when(!entry.has("D"), person ? "BAR003" : "CAR010", entry.tag("D"));
            case "50" -> found.when(entry.has("D"), person ? "BAR009" : "CAR008", entry.tag("D"));
            default -> {
                // 90, online entry: nothing is asked.
            }
        }
    }

    static void collateral(Entry entry, Refusals found) {
        Tagged terms = entry.segment("C");
        found.when(!entry.has("C"), "BPR000", entry.tag("C"));
        String type = terms.value("GuarType");
        if (!type.isEmpty()) {
            found.when(type.equals("1") != entry.has("E"), "BPR001", entry.tag("E"));
            found.when(type.equals("2") != entry.has("F"), "BPR001", entry.tag("F"));
        }
        found.when(Refusals.after(terms.date("CcValDate"), terms.date("CcExpDate")), "BPE001", "CcExpDate");
        found.when(!RepayerRules.matches(entry.text("InfoIDType"), entry.text("CertType")), "BPE000", "CertType");
        for (Tagged one : entry.groups("D")) {
            found.when(
                    !RepayerRules.matches(one.value("InfoIDType"), one.value("GuarCertType")),
                    "BPE002",
                    "GuarCertType");
            found.when(RepayerRules.same(entry, one, "GuarCertType", "GuarCertNum"), "BPE008", "GuarCertNum");
        }
        owners(entry, "E", "PledgorType", "PleorCertType", found);
        owners(entry, "F", "Ippc", "PawnCertType", found);
        found.when(entry.segment("D").number("GrtdNm") == 0, "BPE003", "GrtdNm");
        found.when(entry.segment("E").number("PleNm") == 0, "BPE005", "PleNm");
        found.when(entry.segment("F").number("ImpNm") == 0, "BPE007", "ImpNm");
    }

    /** No code of its own tells that an owner's document is of another category: it is not in that category's list. */
    private static void owners(Entry entry, String letter, String category, String kind, Refusals found) {
        for (Tagged one : entry.groups(letter)) {
            found.when(!RepayerRules.matches(one.value(category), one.value(kind)), "ABE001", kind);
        }
    }
}
