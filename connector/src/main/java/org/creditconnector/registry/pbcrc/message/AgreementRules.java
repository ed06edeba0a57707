package org.creditconnector.registry.pbcrc.message;

/** Credit agreements of persons (220) and enterprises (420). */
final class AgreementRules {
    private static final String LIMIT = "CreditLimSgmt";

    private AgreementRules() {}

    static void register(RuleBook book) {
        register(book, "220", "BCE000", "BCE003", "BCE004");
        register(book, "420", "CCE002", "CCE003", "CCE004");
    }

    private static void register(RuleBook book, String group, String order, String holder, String cap) {
        book.add(group, order, CommonRules.ordered(LIMIT, "ConEffDate", "ConExpDate"));
        book.add(
                group,
                holder,
                CommonRules.another(
                        "CtrctCertRelSgmt",
                        "CtrctCertRel",
                        "CertRelIDType",
                        "CertRelIDNum",
                        "CtrctBsSgmt",
                        "IDType",
                        "IDNum"));
        book.add(group, cap, (f, out) -> {
            Parts limit = f.content(LIMIT);
            if (Facts.has(limit, "CreditRest") != Facts.has(limit, "CreditRestCode")) {
                out.hit(LIMIT, Facts.has(limit, "CreditRest") ? "CreditRestCode" : "CreditRest");
            }
        });
    }
}
