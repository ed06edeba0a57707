package org.creditconnector.registry.pbcrc.message;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.registry.pbcrc.message.Book.Out;

/** Enterprise basic information (310) and relations (350). */
final class EnterpriseRules {
    private static final String BASE = "BsSgmt";
    private static final String OVERVIEW = "FcsInfSgmt";
    private static final String MEMBERS = "MnMmbInfSgmt";
    private static final String INVESTORS = "MnShaHodInfSgmt";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final ValueType SHARE = ValueType.of("Float(3,2)");

    private EnterpriseRules() {}

    static void register(RuleBook book) {
        CodeList positions = book.pack().codes("member-position");
        CodeList countries = book.pack().codes("country");
        book.add("310", "CBE000", (f, out) -> {
            Set<String> once = new HashSet<>();
            int occurrence = 0;
            for (Group member : Facts.groups(f.content(MEMBERS), "MmbInf")) {
                occurrence++;
                String role = positions.role(member.value("MmbPstn"), null);
                if (!role.isEmpty() && !once.add(role)) {
                    out.hit(MEMBERS, "MmbPstn", occurrence);
                }
            }
        });
        book.add("310", "CBE001", (f, out) -> {
            List<Group> members = Facts.groups(f.content(MEMBERS), "MmbInf");
            if (!members.isEmpty()
                    && members.stream()
                            .noneMatch(m ->
                                    positions.role(m.value("MmbPstn"), null).equals("legal-representative"))) {
                out.hit(MEMBERS, "MmbPstn");
            }
        });
        book.add("310", "CBE002", (f, out) -> chairSupervises(f, positions, out));
        book.add("310", "CBE004", (f, out) -> {
            int occurrence = 0;
            for (Group investor : Facts.groups(f.content(INVESTORS), "SharHodInf")) {
                occurrence++;
                String share = investor.value("InvRatio");
                if (share != null && SHARE.fault(share) == ValueType.Fault.NONE && !inRange(new BigDecimal(share))) {
                    out.hit(INVESTORS, "InvRatio", occurrence);
                }
            }
        });
        book.add("310", "CBE011", (f, out) -> {
            CommonRules.ordered(OVERVIEW, "EstablishDate", "FcsInfoUpDate").check(f, out);
            CommonRules.another("IDSgmt", "IDRec", "OthEntCertType", "OthEntCertNum", BASE, "EntCertType", "EntCertNum")
                    .check(f, out);
        });
        book.add("310", "CBE012", CommonRules.notZero("IDSgmt", "IDNm"));
        book.add("310", "CBE013", (f, out) -> {
            Parts overview = f.content(OVERVIEW);
            if (overview != null
                    && countries.role(overview.value("Nationality"), null).equals("home")
                    && !Facts.has(overview, "RegAdd")) {
                out.hit(OVERVIEW, "RegAdd");
            }
        });
        book.add("310", "CBE014", CommonRules.notZero(MEMBERS, "MmbNm"));
        book.add("350", "CFE000", (f, out) -> {
            Parts base = f.base();
            if (Facts.same(base, "EntCertType", "EntCertNum", base, "AssoEntCertType", "AssoEntCertNum")) {
                out.hit(Segment.ITSELF, "AssoEntCertNum");
            }
        });
    }

    private static boolean inRange(BigDecimal share) {
        return share.signum() > 0 && share.compareTo(ALL) <= 0;
    }

    private static void chairSupervises(Facts f, CodeList positions, Out out) {
        List<Group> members = Facts.groups(f.content(MEMBERS), "MmbInf");
        for (Group chair : members) {
            if (!positions.role(chair.value("MmbPstn"), null).equals("chair")) {
                continue;
            }
            int occurrence = 0;
            for (Group other : members) {
                occurrence++;
                if (positions.role(other.value("MmbPstn"), null).equals("chief-supervisor")
                        && Facts.same(chair, "MmbIDType", "MmbIDNum", other, "MmbIDType", "MmbIDNum")) {
                    out.hit(MEMBERS, "MmbPstn", occurrence);
                }
            }
        }
    }
}
