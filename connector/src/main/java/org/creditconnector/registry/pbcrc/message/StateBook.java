package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pack.BrokenPackException;

/** The rules that ask for what is on file. */
final class StateBook extends Book<StateFacts> {
    private StateBook(MessagePack pack) {
        super(pack);
    }

    /** @throws BrokenPackException when the table wants a rule that nobody wrote */
    static StateBook of(MessagePack pack) {
        StateBook book = new StateBook(pack);
        FiledChangeRules.register(book);
        FiledLendingRules.register(book);
        FiledCorrectionRules.register(book);
        FiledOrderRules.register(book);
        FiledSubjectRules.register(book);
        book.compile(Rule.DecidedBy.STATE, "what is on file and no rule is written");
        return book;
    }
}
