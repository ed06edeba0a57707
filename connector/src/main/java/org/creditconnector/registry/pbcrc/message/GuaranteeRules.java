package org.creditconnector.registry.pbcrc.message;

import org.jspecify.annotations.Nullable;

/** Guarantee accounts of persons (230) and enterprises (440). */
final class GuaranteeRules {
    private static final String BASE = "GuarAcctBsSgmt";
    private static final String TERMS = "GuarAcctBsInfSgmt";
    private static final String STATE = "GuarRltRepymtInfSgmt";

    private GuaranteeRules() {}

    static void register(RuleBook book) {
        common(book, "230", "BAE000", "BAE001", "BAE005", "BAE004", "BAE007");
        common(book, "440", "CAE006", "CAE000", "CAE002", "CAE007", "CAE009");
        CodeList statuses = book.pack().codes("agreement-status");
        book.add("230", "BAE002", (f, out) -> {
            Parts state = f.content(STATE);
            if (isClosed(statuses, state) && !Facts.has(state, "CloseDate")) {
                out.hit(STATE, "CloseDate");
            }
        });
        book.add("440", "CAE001", (f, out) -> {
            Parts state = f.content(STATE);
            if (Facts.has(state, "AcctStatus") && isClosed(statuses, state) != Facts.has(state, "CloseDate")) {
                out.hit(STATE, "CloseDate");
            }
        });
    }

    private static void common(
            RuleBook book, String group, String opened, String due, String closed, String debtor, String complete) {
        // RepayPrd is a date here: the day on which the outstanding liability changed.
        book.add(group, opened, (f, out) -> {
            int day = Facts.day(f.content(TERMS), "OpenDate");
            if (Facts.after(day, f.content(STATE), "RepayPrd", "FiveCateAdjDate", "CloseDate")) {
                out.hit(TERMS, "OpenDate");
            }
        });
        book.add(group, due, CommonRules.ordered(TERMS, "OpenDate", "DueDate"));
        book.add(group, closed, (f, out) -> {
            Parts state = f.content(STATE);
            if (Facts.before(Facts.day(state, "CloseDate"), state, "RepayPrd", "FiveCateAdjDate")) {
                out.hit(STATE, "CloseDate");
            }
        });
        book.add(
                group,
                debtor,
                CommonRules.another(
                        "RltRepymtInfSgmt", "RltRepymtInf", "ArlpCertType", "ArlpCertNum", BASE, "IDType", "IDNum"));
        book.add(group, complete, CommonRules.guarantorComplete(book.pack().codes("counter-repayer-role")));
    }

    private static boolean isClosed(CodeList statuses, @Nullable Parts state) {
        return state != null && statuses.role(state.value("AcctStatus"), null).equals("closed");
    }
}
