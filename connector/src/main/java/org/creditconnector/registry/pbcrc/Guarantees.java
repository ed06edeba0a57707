package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Guarantees given for the debts of persons (230) and of enterprises (440). The borrower of such an account is the debtor, its principal
 * what is guaranteed. A credit record knows no other kind than that for a loan.
 */
final class Guarantees implements AccountFamily {
    /** Those given for the debts of persons. */
    static final Form PERSONS = new Form("230", "BMR205", "AcctCredLine", "CtrctTxtCd", "InfoIDType");
    /** Those given for the debts of enterprises. */
    static final Form ENTERPRISES = new Form("440", "CAR009", "GuarAmt", "CtrctTxtCode", "ArlpIDType");

    private static final String FINANCING = "G1";
    private static final String FINANCING_CLASS = "1";
    private static final String OF_A_LOAN = "01";
    private static final String NO = "0";

    /**
     * What differs between the two records.
     *
     * @param report record type
     * @param typeChanged the registry's code for an account type that changed; of persons only corrections have one
     * @param amount tag of what is guaranteed
     * @param paper tag of the number of the contract on paper
     * @param repayerKind tag that says whether a counter-guarantor is a person or an organisation
     */
    record Form(String report, String typeChanged, String amount, String paper, String repayerKind) {}

    private final Form form;
    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final EnterpriseSegments lending;
    private final LendingSegments shared;

    Guarantees(Form form, PbcrcSettings settings, CodeTables codes) {
        this.form = form;
        this.settings = settings;
        this.codes = codes;
        this.lending = new EnterpriseSegments(settings, codes);
        this.shared = new LendingSegments(settings, codes);
    }

    @Override
    public String report() {
        return form.report();
    }

    @Override
    public String base() {
        return "GuarAcctBsSgmt";
    }

    @Override
    public String current() {
        return "EFG";
    }

    @Override
    public List<String> standings() {
        return List.of("GuarRltRepymtInfSgmt");
    }

    @Override
    public String transactions() {
        return "";
    }

    @Override
    public String typeChanged() {
        return form.typeChanged();
    }

    @Override
    public @Nullable String type(CreditRecord record) {
        return record.getAccount().getKind() == AccountKind.GUARANTEE ? FINANCING : null;
    }

    @Override
    public String typeTable() {
        return "enterprise-account-type";
    }

    @Override
    public SpecialEvents special(CreditRecord record, String type) {
        return SpecialEvents.none(record, type);
    }

    @Override
    public Points points(CreditRecord record, String type, LocalDate opened, TreeMap<LocalDate, String> told) {
        return new EnterprisePlan(EnterprisePlan.GUARANTEES, record, type, opened, settings, codes).points(told);
    }

    @Override
    public boolean isNegative(CreditRecord state, TimePoint point) {
        // Arrears of the debtor are not told, only the class and that the lender paid in the debtor's place.
        return isPaidForTheDebtor(state) || new Standing(state, point.type(), settings).isClassedBad();
    }

    @Override
    public Message message(CreditRecord state, TimePoint point) {
        MessageBuilder message =
                Message.of(report()).segment("GuarAcctBsSgmt", parts -> shared.base(parts, state, point));
        if (point.first()) {
            message.segment("GuarAcctBsInfSgmt", parts -> terms(parts, state.getAccount()));
        }
        message.segment("GuarRltRepymtInfSgmt", parts -> standing(parts, state, point));
        if (point.first()) {
            lending.repayers(message, state, "repayer-role", form.repayerKind());
            shared.collateral(message, "GuarMotgaCltalCtrctInfSgmt", state);
            Agreement agreement = state.getAgreement();
            if (agreement != null && form.equals(ENTERPRISES)) {
                message.segment(
                        "GuarAcctCredSgmt",
                        parts -> parts.put("Mcc", settings.businessCode(agreement.getAgreementKey())));
            }
        }
        return message.build();
    }

    private void terms(PartsBuilder parts, Account account) {
        parts.put("BusiLines", FINANCING_CLASS)
                .put("BusiDtilLines", OF_A_LOAN)
                .put("OpenDate", LendingSegments.text(account.getOpenedOn()))
                .put(form.amount(), settings.yuan(account.getPrincipal()))
                .put("Cy", account.getCurrency())
                .put("DueDate", LendingSegments.text(account.getMaturesOn()))
                .put("GuarMode", codes.code("enterprise-security", account.getSecurity()))
                .put("OthRepyGuarWay", NO)
                .put("SecDep", 0L)
                .put(form.paper(), "");
    }

    private void standing(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Standing standing = new Standing(record, at.type(), settings);
        LocalDate opened = Objects.requireNonNullElse(record.getAccount().getOpenedOn(), at.date());
        parts.put("AcctStatus", standing.closed() ? "2" : "1")
                .put("LoanAmt", standing.balance())
                .put(
                        "RepayPrd",
                        new EnterpriseStanding(record, at.type(), opened, settings, codes)
                                .balanceChanged()
                                .toString());
        shared.riskClass(parts, record);
        parts.put("RiEx", "")
                .put("CompAdvFlag", isPaidForTheDebtor(record) ? "1" : NO)
                .put("CloseDate", Objects.toString(LendingSegments.text(standing.closedOn()), ""));
    }

    private static boolean isPaidForTheDebtor(CreditRecord record) {
        return record.getEvents().stream()
                .anyMatch(event -> event.getKind() == EventKind.COMPENSATION_BY_GUARANTOR && !event.getReversed());
    }
}
