package org.creditconnector.mockregistry.pbcrc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules across the fields of 310, 340 and 350 (section 7.6). */
final class EnterpriseRules {
    private static final Set<String> STATE_ORGANS = Set.of("3", "31", "32", "33", "34", "35", "36", "37", "39");
    private static final Map<String, String> ONE_ONLY =
            Map.of("1", "legal representative", "4", "chair", "5", "supervisor");
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private EnterpriseRules() {}

    static void basic(Entry entry, boolean relaxed, Refusals found) {
        if (entry.text("RptDateCode").equals("10") && !relaxed) {
            for (String letter : List.of("D", "E", "I")) {
                found.when(!entry.has(letter), "CBR000", entry.tag(letter));
            }
        }
        found.when(entry.has("F") && STATE_ORGANS.contains(entry.text("OrgType")), "CBR001", entry.tag("F"));
        members(entry, found);
        for (Tagged holder : entry.groups("F")) {
            found.when(
                    !RepayerRules.matches(holder.value("SharHodCertType"), holder.value("SharHodIDType")),
                    "CBE003",
                    "SharHodIDType");
            String ratio = holder.value("InvRatio");
            if (ratio.matches("[0-9]{1,3}(\\.[0-9]{1,2})?")) {
                BigDecimal percent = new BigDecimal(ratio);
                found.when(percent.signum() <= 0 || percent.compareTo(WHOLE) > 0, "CBE004", "InvRatio");
            }
        }
        for (Tagged controller : entry.groups("G")) {
            found.when(
                    !RepayerRules.matches(controller.value("ActuCotrlCertType"), controller.value("ActuCotrlIDType")),
                    "CBE005",
                    "ActuCotrlIDType");
        }
        found.when(
                entry.has("H")
                        && !Set.of("10", "20", "30").contains(entry.segment("H").value("SupOrgCertType")),
                "CBE015",
                "SupOrgCertType");
        Tagged overview = entry.segment("D");
        found.when(
                Refusals.after(overview.date("EstablishDate"), overview.date("FcsInfoUpDate")),
                "CBE011",
                "EstablishDate");
        for (Tagged other : entry.groups("C")) {
            found.when(
                    other.value("OthEntCertType").equals(entry.text("EntCertType"))
                            && other.value("OthEntCertNum").equals(entry.text("EntCertNum")),
                    "CBE011",
                    "OthEntCertNum");
        }
        found.when(entry.segment("C").number("IDNm") == 0, "CBE012", "IDNm");
        found.when(
                overview.value("Nationality").equals("CHN")
                        && overview.value("RegAdd").isEmpty(),
                "CBE013",
                "RegAdd");
    }

    private static void members(Entry entry, Refusals found) {
        if (!entry.has("E")) {
            return;
        }
        List<Tagged> members = entry.groups("E");
        found.when(entry.segment("E").number("MmbNm") == 0, "CBE014", "MmbNm");
        for (String position : ONE_ONLY.keySet()) {
            found.when(
                    members.stream()
                                    .filter(one -> one.value("MmbPstn").equals(position))
                                    .count()
                            > 1,
                    "CBE000",
                    "MmbPstn");
        }
        found.when(
                members.stream().noneMatch(one -> one.value("MmbPstn").equals("1")) && !members.isEmpty(),
                "CBE001",
                "MmbPstn");
        for (Tagged chair : members) {
            found.when(
                    chair.value("MmbPstn").equals("4")
                            && members.stream()
                                    .anyMatch(one -> one.value("MmbPstn").equals("5")
                                            && one.value("MmbIDType").equals(chair.value("MmbIDType"))
                                            && one.value("MmbIDNum").equals(chair.value("MmbIDNum"))),
                    "CBE002",
                    "MmbIDNum");
        }
    }

    static void merged(Entry entry, Refusals found) {
        found.when(
                entry.text("EntCertType").equals(entry.text("OthEntCertType"))
                        && entry.text("EntCertNum").equals(entry.text("OthEntCertNum")),
                "CGE000",
                "OthEntCertNum");
    }

    static void related(Entry entry, Refusals found) {
        found.when(
                entry.text("EntCertType").equals(entry.text("AssoEntCertType"))
                        && entry.text("EntCertNum").equals(entry.text("AssoEntCertNum")),
                "CFE000",
                "AssoEntCertNum");
    }
}
