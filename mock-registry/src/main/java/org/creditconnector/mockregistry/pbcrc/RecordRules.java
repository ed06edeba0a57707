package org.creditconnector.mockregistry.pbcrc;

import java.util.List;

/** The rules across the fields of a record, by its kind. */
final class RecordRules {
    private RecordRules() {}

    /**
     * Checks one.
     *
     * @param relaxed whether it came under template 90
     */
    static List<Refusal> check(Tables tables, Entry entry, boolean relaxed) {
        var found = new Refusals();
        if (entry.reports() || entry.corrects()) {
            switch (entry.group()) {
                case "110" -> PersonRules.basic(entry, relaxed, found);
                case "120" -> PersonRules.family(entry, found);
                case "140" -> PersonRules.merged(entry, found);
                case "210" -> LendingRules.check(tables, entry, found);
                case "220", "420" -> AgreementRules.agreement(entry, found);
                case "230", "440" -> AgreementRules.guarantee(tables, entry, found);
                case "310" -> EnterpriseRules.basic(entry, relaxed, found);
                case "340" -> EnterpriseRules.merged(entry, found);
                case "350" -> EnterpriseRules.related(entry, found);
                case "410" -> EnterpriseLendingRules.check(tables, entry, found);
                case "510" -> AgreementRules.collateral(entry, found);
                default -> {
                    // 130 has no rule across its fields.
                }
            }
        }
        TimePointRules.check(tables, entry, found);
        ChangeRules.check(entry, found);
        return found.all();
    }
}
