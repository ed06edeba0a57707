package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.creditconnector.record.Account;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.AgreementKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Funding;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The segments of record 410 from a credit record as of the report date. What the record does not know stays out; the checks then name
 * the tag that is missing.
 */
final class EnterpriseSegments {
    private static final String NO = "0";
    private static final String NO_INSTALMENTS = "2";

    /** Without an amount they are of all that is owed. */
    private static final Set<EventKind> OF_ALL = Set.of(EventKind.EXTENSION, EventKind.WRITE_OFF);

    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final LendingSegments shared;

    EnterpriseSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
        this.shared = new LendingSegments(settings, codes);
    }

    /** Adds the segment of a letter; nothing where the record has nothing to say in it. */
    void add(MessageBuilder message, char letter, CreditRecord record, TimePoint at) {
        switch (letter) {
            case 'B' -> message.segment("AcctBsSgmt", parts -> shared.base(parts, record, at));
            case 'C' -> message.segment("AcctBsInfSgmt", parts -> terms(parts, record, at.type()));
            case 'D' -> repayers(message, record, "enterprise-repayer-role", "ArlpIDType");
            case 'E' -> shared.collateral(message, "MotgaCltalCtrctInfSgmt", record);
            case 'F' -> agreement(message, record, at.type());
            case 'G' -> originalClaim(message, record);
            case 'H' -> message.segment("ActLbltyInfSgmt", parts -> standing(parts, record, at));
            case 'I' -> shared.transactions(message, record, at, "enterprise-special-transaction", OF_ALL);
            default -> throw new IllegalArgumentException("segment " + letter);
        }
    }

    private void terms(PartsBuilder parts, CreditRecord record, String type) {
        Account account = record.getAccount();
        String businessClass = codes.code("enterprise-business-class", type);
        Object kind = type.equals("C1") ? type : account.getPurpose();
        boolean line = type.equals("R1");
        Funding funding = record.getFunding();
        parts.put("BusiLines", businessClass)
                .put(
                        "BusiDtlLines",
                        kind == null
                                ? null
                                : codes.code("enterprise-business-kind", kind, String.valueOf(businessClass)))
                .put("OpenDate", LendingSegments.text(account.getOpenedOn()))
                .put("Cy", account.getCurrency())
                .put("AcctCredLine", line ? settings.yuan(account.getCreditLimit()) : null)
                .put("LoanAmt", line ? null : settings.yuan(Drawn.of(record).amount()))
                .put("Flag", type.equals("D1") ? flag(record) : null);
        if (type.equals("C1")) {
            return;
        }
        String method = codes.code("repayment-method", account.getRepaymentMethod(), type);
        boolean scheduled = method == null || !method.startsWith(NO_INSTALMENTS);
        parts.put("DueDate", LendingSegments.text(account.getMaturesOn()))
                .put("RepayMode", method)
                .put(
                        "RepayFreqcy",
                        codes.code("enterprise-frequency", scheduled ? LendingSegments.frequency(account) : null))
                .put("ApplyBusiDist", LendingSegments.area(record))
                .put("GuarMode", codes.code("enterprise-security", account.getSecurity()))
                .put("OthRepyGuarWay", NO)
                .put("LoanTimeLimCat", line ? null : term(account))
                .put("LoaFrm", issued(account))
                .put("ActInvest", Objects.toString(account.getIndustryFinanced(), ""))
                .put("FundSou", funding == null ? null : codes.code("funding", funding.getKind()))
                .put("AssetTrandFlag", NO);
    }

    /** {@code 0} paid out once, {@code 1} one of several loans of a contract, {@code 2} one loan paid out in parts. */
    private static String flag(CreditRecord record) {
        if (Drawn.of(record).isInParts()) {
            return "2";
        }
        Agreement agreement = record.getAgreement();
        return agreement == null || agreement.getKind() == AgreementKind.SINGLE_LOAN ? NO : "1";
    }

    private @Nullable String issued(Account account) {
        String special =
                account.getPurpose() == null ? null : codes.code("enterprise-issue-form", account.getPurpose());
        return special == null ? codes.code("enterprise-issue-form", null) : special;
    }

    /** Short up to one year, medium up to five, else long. */
    private static @Nullable String term(Account account) {
        LocalDate opened = account.getOpenedOn();
        LocalDate end = account.getMaturesOn();
        if (opened == null || end == null) {
            return null;
        }
        return !end.isAfter(opened.plusYears(1)) ? "10" : !end.isAfter(opened.plusYears(5)) ? "20" : "30";
    }

    /**
     * @param roles table of the registry's roles
     * @param kind tag that says whether a repayer is a person or an organisation
     */
    void repayers(MessageBuilder message, CreditRecord record, String roles, String kind) {
        LendingSegments.repayers(message, record, (group, party) -> repayer(group, record, party, roles, kind));
    }

    private void repayer(PartsBuilder group, CreditRecord record, Party party, String roles, String kind) {
        Identity identity = Identity.of(party, codes);
        boolean answersForAll = party.getRole() == PartyRole.CO_BORROWER;
        Account account = record.getAccount();
        Long liable = settings.yuan(
                party.getLiabilityCap() != null
                        ? party.getLiabilityCap()
                        : account.getPrincipal() != null ? account.getPrincipal() : account.getCreditLimit());
        group.put(kind, party.getKind() == PartyKind.PERSON ? "1" : "2")
                .put("ArlpName", identity.name())
                .put("ArlpCertType", identity.type())
                .put("ArlpCertNum", identity.number())
                .put("ArlpType", codes.code(roles, party.getRole()))
                .put("ArlpAmt", answersForAll ? "" : Objects.toString(liable, ""))
                .put("WartySign", answersForAll ? "" : NO)
                .put("MaxGuarMcc", answersForAll ? "" : shared.guaranteeCode(record, party));
    }

    /** A loan that is paid out once under no other contract names none. */
    private void agreement(MessageBuilder message, CreditRecord record, String type) {
        Agreement agreement = record.getAgreement();
        if (agreement != null && !(type.equals("D1") && flag(record).equals(NO))) {
            shared.agreement(message, record);
        }
    }

    private void originalClaim(MessageBuilder message, CreditRecord record) {
        Party originator = LendingSegments.originator(record);
        if (originator != null) {
            message.segment(
                    "OrigCreditorInfSgmt",
                    parts -> parts.put(
                                    "InitCredName",
                                    Identity.of(originator, codes).name())
                            .put("InitCedOrgCode", "")
                            .put("OrigDbtCate", "1")
                            .put("InitRpySts", "9"));
        }
    }

    private void standing(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Account account = record.getAccount();
        LocalDate opened = account.getOpenedOn() != null ? account.getOpenedOn() : account.getFirstDrawnOn();
        EnterpriseStanding standing =
                new EnterpriseStanding(record, at.type(), opened == null ? at.date() : opened, settings, codes);
        boolean claim = at.type().equals("C1");
        parts.put("AcctStatus", standing.status())
                .put("AcctBal", standing.balance())
                .put("BalChgDate", standing.balanceChanged().toString());
        shared.riskClass(parts, record);
        parts.put("PymtPrd", at.type().equals("R1") ? standing.monthsLeft() : null)
                .put("TotOverd", standing.overdue())
                .put("OverdPrinc", standing.overduePrincipal())
                .put("OverdDy", claim ? null : Long.valueOf(standing.daysOverdue()))
                .put("LatRpyDate", standing.lastRepaid().toString())
                .put("LatRpyAmt", standing.lastAmount())
                .put("LatRpyPrincAmt", standing.lastPrincipal())
                .put("RpmtType", standing.howRepaid())
                .put("LatAgrrRpyDate", claim ? null : standing.lastDue().toString())
                .put("LatAgrrRpyAmt", claim ? null : standing.lastDueAmount())
                .put("NxtAgrrRpyDate", claim ? null : Objects.toString(LendingSegments.text(standing.nextDue()), ""))
                .put("CloseDate", Objects.toString(LendingSegments.text(standing.closedOn()), ""));
    }
}
