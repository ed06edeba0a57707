package org.creditconnector.registry.pbcrc.message;

import java.util.Set;
import org.creditconnector.registry.pbcrc.message.Book.Out;
import org.jspecify.annotations.Nullable;

/** Enterprise lending (410, 412). */
final class EnterpriseLendingRules {
    private static final String GROUP = "410";
    private static final String TERMS = "AcctBsInfSgmt";
    private static final String STATE = "ActLbltyInfSgmt";
    private static final String SPECIAL = "AcctSpecTrstDspnSgmt";
    private static final String REPAYERS = "RltRepymtInfSgmt";
    private static final String[] BUSINESS = {"BalChgDate", "LatRpyDate", "LatAgrrRpyDate", "FiveCateAdjDate"};

    private final RuleBook book;
    private final CodeList statuses;
    private final CodeList methods;

    private EnterpriseLendingRules(RuleBook book) {
        this.book = book;
        this.statuses = book.pack().codes("account-status-410");
        this.methods = book.pack().codes("repayment-method-410");
    }

    static void register(RuleBook book) {
        EnterpriseLendingRules rules = new EnterpriseLendingRules(book);
        rules.terms();
        rules.repayers();
        rules.closing();
        rules.amounts();
        rules.dates();
        rules.special();
    }

    private void terms() {
        book.add(GROUP, "CLE001", CommonRules.ordered(TERMS, "OpenDate", "DueDate"));
        frequency("CLE002", "aggregated");
        frequency("CLE003", "no-instalments");
        method("CLE004", Set.of("D1", "R4"));
        method("CLE005", Set.of("R1"));
        book.add(GROUP, "CLE029", (f, out) -> {
            String mode = value(f.content(TERMS), "RepayMode");
            if (mode != null && methods.role(mode, null).equals("aggregated") && !methods.isFor(mode, f.type())) {
                out.hit(TERMS, "RepayMode");
            }
        });
        CodeList classes = book.pack().codes("business-class-410");
        book.add(GROUP, "CLE027", (f, out) -> {
            String line = value(f.content(TERMS), "BusiLines");
            if (f.type().equals("C1")
                    && line != null
                    && !classes.role(line, null).equals("collectable")) {
                out.hit(TERMS, "BusiLines");
            }
        });
    }

    /** @param role of the method in its list, and of the frequency that goes with it in its own */
    private void frequency(String code, String role) {
        CodeList frequencies = book.pack().codes("frequency-410");
        book.add(GROUP, code, (f, out) -> {
            Parts terms = f.content(TERMS);
            if (methods.role(value(terms, "RepayMode"), null).equals(role)
                    && Facts.has(terms, "RepayFreqcy")
                    && !frequencies.role(value(terms, "RepayFreqcy"), null).equals(role)) {
                out.hit(TERMS, "RepayFreqcy");
            }
        });
    }

    /** A method of the list that is not one of the account type's; 90 has a code of its own. */
    private void method(String code, Set<String> types) {
        book.add(GROUP, code, (f, out) -> {
            String mode = value(f.content(TERMS), "RepayMode");
            if (mode != null
                    && types.contains(f.type())
                    && methods.contains(mode)
                    && !methods.role(mode, null).equals("aggregated")
                    && !methods.isFor(mode, f.type())) {
                out.hit(TERMS, "RepayMode");
            }
        });
    }

    private void repayers() {
        CodeList roles = book.pack().codes("repayer-role-410");
        book.add(GROUP, "CLE006", (f, out) -> {
            int occurrence = 0;
            for (Group party : Facts.groups(f.content(REPAYERS), "RltRepymtInf")) {
                occurrence++;
                boolean coBorrower = roles.role(party.value("ArlpType"), null).equals("co-borrower");
                if (Facts.has(party, "ArlpType") && Facts.has(party, "ArlpAmt") == coBorrower) {
                    out.hit(REPAYERS, "ArlpAmt", occurrence);
                }
            }
        });
        book.add(GROUP, "CLE007", CommonRules.guarantorComplete(roles));
        book.add(
                GROUP,
                "CLE030",
                CommonRules.another(
                        REPAYERS, "RltRepymtInf", "ArlpCertType", "ArlpCertNum", "AcctBsSgmt", "IDType", "IDNum"));
    }

    private void closing() {
        state("CLE012", (f, h, out) -> {
            if (isClosed(h)) {
                positive(h, out, "AcctBal");
            }
        });
        state("CLE013", (f, h, out) -> {
            if (Facts.has(h, "AcctStatus") && isClosed(h) != Facts.has(h, "CloseDate")) {
                out.hit(STATE, "CloseDate");
            }
        });
        state("CLE026", (f, h, out) -> {
            String point = f.timePoint();
            if (Facts.has(h, "AcctStatus")
                    && !point.isEmpty()
                    && !point.equals("90")
                    && isClosed(h) != point.equals("20")) {
                out.hit(STATE, "AcctStatus");
            }
        });
        state("CLE015", (f, h, out) -> {
            if (isClosed(h)) {
                positive(h, out, "TotOverd", "OverdPrinc", "OverdDy");
            }
        });
        state("CLE019", (f, h, out) -> {
            if (Facts.before(Facts.day(h, "CloseDate"), h, BUSINESS)) {
                out.hit(STATE, "CloseDate");
            }
        });
        state("CLE020", (f, h, out) -> {
            if (isClosed(h) && Facts.has(h, "NxtAgrrRpyDate")) {
                out.hit(STATE, "NxtAgrrRpyDate");
            }
        });
        state("CLE033", (f, h, out) -> {
            for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
                if (Facts.before(Facts.day(h, "CloseDate"), one, "TranDate")) {
                    out.hit(STATE, "CloseDate");
                }
            }
        });
    }

    private void amounts() {
        state("CLE014", (f, h, out) -> {
            if (statuses.role(h.value("AcctStatus"), null).equals("bad-debt") && Facts.number(h, "TotOverd") == 0) {
                out.hit(STATE, "TotOverd");
            }
        });
        state("CLE016", (f, h, out) -> more(h, out, "OverdPrinc", "TotOverd"));
        state("CLE017", (f, h, out) -> more(h, out, "LatRpyPrincAmt", "LatRpyAmt"));
        state("CLE018", (f, h, out) -> {
            long days = Facts.number(h, "OverdDy");
            long total = Facts.number(h, "TotOverd");
            if (days >= 0 && total >= 0 && (days > 0) != (total > 0)) {
                out.hit(STATE, "OverdDy");
            }
        });
    }

    private void dates() {
        state("CLE021", (f, h, out) -> {
            if (Facts.before(Facts.day(h, "NxtAgrrRpyDate"), h, BUSINESS)) {
                out.hit(STATE, "NxtAgrrRpyDate");
            }
        });
        state("CLE031", (f, h, out) -> {
            if (Facts.after(f.reportDay(), h, "NxtAgrrRpyDate")) {
                out.hit(STATE, "NxtAgrrRpyDate");
            }
        });
        book.add(GROUP, "CLE024", (f, out) -> {
            int opened = Facts.day(f.content(TERMS), "OpenDate");
            boolean after = Facts.after(opened, f.content(STATE), BUSINESS)
                    || Facts.after(opened, f.content(STATE), "NxtAgrrRpyDate", "CloseDate");
            for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
                after |= Facts.after(opened, one, "TranDate");
            }
            if (after) {
                out.hit(TERMS, "OpenDate");
            }
        });
    }

    private void special() {
        CodeList kinds = book.pack().codes("special-transaction-410");
        book.add(GROUP, "CLE023", CommonRules.notZero(SPECIAL, "CagOfTrdNm"));
        book.add(GROUP, "CLE022", (f, out) -> {
            int occurrence = 0;
            for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
                occurrence++;
                if (kinds.role(one.value("ChanTranType"), null).equals("extension")
                        && Facts.number(one, "DueTranMon") == 0) {
                    out.hit(SPECIAL, "DueTranMon", occurrence);
                }
            }
        });
        book.add(GROUP, "CLE028", (f, out) -> {
            long lent = Facts.number(f.content(TERMS), "LoanAmt");
            int occurrence = 0;
            for (Group one : Facts.groups(f.content(SPECIAL), "CagOfTrdInf")) {
                occurrence++;
                if (lent >= 0 && Facts.number(one, "TranAmt") > lent) {
                    out.hit(SPECIAL, "TranAmt", occurrence);
                }
            }
        });
    }

    private interface OnState {
        void check(Facts facts, Parts state, Out out);
    }

    private void state(String code, OnState rule) {
        book.add(GROUP, code, (f, out) -> {
            Parts state = f.content(STATE);
            if (state != null) {
                rule.check(f, state, out);
            }
        });
    }

    private boolean isClosed(Parts state) {
        return statuses.role(state.value("AcctStatus"), null).equals("closed");
    }

    private static void positive(Parts parts, Out out, String... tags) {
        for (String tag : tags) {
            if (Facts.number(parts, tag) > 0) {
                out.hit(STATE, tag);
            }
        }
    }

    private static void more(Parts parts, Out out, String part, String whole) {
        long total = Facts.number(parts, whole);
        if (total >= 0 && Facts.number(parts, part) > total) {
            out.hit(STATE, part);
        }
    }

    private static @Nullable String value(@Nullable Parts parts, String tag) {
        return parts == null ? null : parts.value(tag);
    }
}
