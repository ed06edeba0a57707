package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pack.BrokenPackException;

/** The rules across the fields of one record. */
final class RuleBook extends Book<Facts> {
    private RuleBook(MessagePack pack) {
        super(pack);
    }

    /** @throws BrokenPackException when the table wants a rule that nobody wrote */
    static RuleBook of(MessagePack pack) {
        RuleBook book = new RuleBook(pack);
        CommonRules.register(book);
        ChangeRules.register(book);
        LendingRules.register(book);
        PerformanceRules.register(book);
        PersonRules.register(book);
        AgreementRules.register(book);
        GuaranteeRules.register(book);
        CollateralRules.register(book);
        EnterpriseRules.register(book);
        EnterpriseLendingRules.register(book);
        book.compile(Rule.DecidedBy.RULE, "a rule and none is written");
        return book;
    }
}
