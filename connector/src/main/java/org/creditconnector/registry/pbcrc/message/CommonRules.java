package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Check;

/** Rules of every record, and shapes that several record groups share under codes of their own. */
final class CommonRules {
    private CommonRules() {}

    static void register(RuleBook book) {
        book.add(Rule.COMMON, "ABR001", (facts, out) -> {
            int created = ValueType.day(facts.header().createdAt().toLocalDate().toString());
            Parts base = facts.base();
            if (base != null && facts.reportDay() > created) {
                out.hit(base.tag(), "RptDate");
            }
        });
    }

    /** A date after another one of the same segment. */
    static Check<Facts> ordered(String segment, String from, String to) {
        return (facts, out) -> {
            Parts parts = facts.content(segment);
            if (Facts.after(Facts.day(parts, from), parts, to)) {
                out.hit(segment, from);
            }
        };
    }

    /** A count of 0. */
    static Check<Facts> notZero(String segment, String count) {
        return (facts, out) -> {
            if (Facts.number(facts.content(segment), count) == 0) {
                out.hit(segment, count);
            }
        };
    }

    /** A party in a group that is the one of the base segment. */
    static Check<Facts> another(
            String segment,
            String group,
            String kind,
            String number,
            String baseSegment,
            String baseKind,
            String baseNumber) {
        return (facts, out) -> {
            Parts base = facts.content(baseSegment);
            int occurrence = 0;
            for (Group party : Facts.groups(facts.content(segment), group)) {
                occurrence++;
                if (Facts.same(party, kind, number, base, baseKind, baseNumber)) {
                    out.hit(segment, number, occurrence);
                }
            }
        };
    }

    /** A guarantor, by the role in the code list, without joint-guarantee flag or contract number. */
    static Check<Facts> guarantorComplete(CodeList roles) {
        return (facts, out) -> guarantors(facts, roles, (party, occurrence) -> {
            for (String tag : new String[] {"WartySign", "MaxGuarMcc"}) {
                if (!Facts.has(party, tag)) {
                    out.hit("RltRepymtInfSgmt", tag, occurrence);
                }
            }
        });
    }

    interface Guarantor {
        void visit(Group party, int occurrence);
    }

    static void guarantors(Facts facts, CodeList roles, Guarantor visitor) {
        int occurrence = 0;
        for (Group party : Facts.groups(facts.content("RltRepymtInfSgmt"), "RltRepymtInf")) {
            occurrence++;
            if (roles.role(party.value("ArlpType"), null).equals("guarantor")) {
                visitor.visit(party, occurrence);
            }
        }
    }
}
