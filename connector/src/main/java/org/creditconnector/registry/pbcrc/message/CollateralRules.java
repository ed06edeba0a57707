package org.creditconnector.registry.pbcrc.message;

/** Mortgage and pledge contracts (510). */
final class CollateralRules {
    private CollateralRules() {}

    static void register(RuleBook book) {
        book.add("510", "BPE001", CommonRules.ordered("MotgaCltalBsInfSgmt", "CcValDate", "CcExpDate"));
        book.add("510", "BPE003", CommonRules.notZero("ComRecInfSgmt", "GrtdNm"));
        book.add("510", "BPE005", CommonRules.notZero("MotgaProptInfSgmt", "PleNm"));
        book.add("510", "BPE007", CommonRules.notZero("CltalInfSgmt", "ImpNm"));
        book.add(
                "510",
                "BPE008",
                CommonRules.another(
                        "ComRecInfSgmt",
                        "OtrRec",
                        "GuarCertType",
                        "GuarCertNum",
                        "MotgaCltalCtrctBsSgmt",
                        "CertType",
                        "CertNum"));
    }
}
