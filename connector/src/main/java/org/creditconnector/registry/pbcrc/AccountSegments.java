package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.creditconnector.record.Account;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Funding;
import org.creditconnector.record.InstalmentLimit;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The segments of record 210 from a credit record as of the report date. What the record does not know stays out; the checks then name
 * the tag that is missing.
 */
final class AccountSegments {
    private static final String NO = "0";

    /** Without an amount it is of all that is owed. */
    private static final Set<EventKind> OF_ALL = Set.of(EventKind.WRITE_OFF);

    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final LendingSegments shared;

    AccountSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
        this.shared = new LendingSegments(settings, codes);
    }

    /** The account type; null where the registry has none for the kind of account. */
    @Nullable String type(CreditRecord record) {
        return codes.code("account-type", record.getAccount().getKind());
    }

    /** Adds the segment of a letter; nothing where the record has nothing to say in it. */
    void add(MessageBuilder message, char letter, CreditRecord record, TimePoint at) {
        switch (letter) {
            case 'B' -> message.segment("AcctBsSgmt", parts -> shared.base(parts, record, at));
            case 'C' -> message.segment("AcctBsInfSgmt", parts -> terms(parts, record, at.type()));
            case 'D' -> LendingSegments.repayers(message, record, (group, party) -> repayer(group, record, party));
            case 'E' -> shared.collateral(message, "MotgaCltalCtrctInfSgmt", record);
            case 'F' -> shared.agreement(message, record);
            case 'G' -> message.segment("OrigCreditorInfSgmt", parts -> originalClaim(parts, record));
            case 'H' -> message.segment("AcctMthlyBlgInfSgmt", parts -> month(parts, record, at));
            case 'I' -> largeInstalment(message, record);
            case 'J' -> message.segment("AcctDbtInfSgmt", parts -> debt(parts, record, at));
            case 'K' -> shared.transactions(message, record, at, "special-transaction", OF_ALL);
            default -> throw new IllegalArgumentException("segment " + letter);
        }
    }

    private void terms(PartsBuilder parts, CreditRecord record, String type) {
        Account account = record.getAccount();
        String businessClass = codes.code("business-class", type);
        String kind = type.startsWith("R") && !type.equals("R1") && !type.equals("R4")
                ? type
                : type.equals("C1") ? type : Objects.toString(account.getPurpose(), null);
        boolean limit = List.of("R1", "R2", "R3").contains(type);
        Funding funding = record.getFunding();
        parts.put("BusiLines", businessClass)
                .put(
                        "BusiDtlLines",
                        kind == null ? null : codes.code("business-kind", kind, String.valueOf(businessClass)))
                .put("OpenDate", LendingSegments.text(account.getOpenedOn()))
                .put("Cy", account.getCurrency())
                .put("AcctCredLine", limit ? settings.yuan(account.getCreditLimit()) : null)
                .put("LoanAmt", limit ? null : settings.yuan(account.getPrincipal()))
                .put("Flag", type.equals("D1") ? NO : null);
        if (type.equals("C1")) {
            return;
        }
        parts.put("DueDate", LendingSegments.text(account.getMaturesOn()));
        if (List.of("D1", "R1", "R4").contains(type)) {
            String method = codes.code("repayment-method", account.getRepaymentMethod(), type);
            parts.put("RepayMode", method)
                    .put("RepayFreqcy", codes.code("frequency", LendingSegments.frequency(account)));
            if (!type.equals("R1")) {
                parts.put(
                        "RepayPrd",
                        method != null && method.startsWith("2")
                                ? Long.valueOf(0)
                                : count(account.getInstalmentCount()));
            }
        }
        parts.put("ApplyBusiDist", LendingSegments.area(record))
                .put("GuarMode", codes.code("security", account.getSecurity(), guaranteed(record) ? "guaranteed" : ""))
                .put("OthRepyGuarWay", NO)
                .put("AssetTrandFlag", NO)
                .put("FundSou", funding == null ? null : codes.code("funding", funding.getKind()))
                .put("LoanForm", "1");
        if (type.equals("R2") || type.equals("R3")) {
            parts.put("CreditID", lastFour(record.getReport().getAccountKey()));
        }
    }

    private static String lastFour(String key) {
        String digits = key.replaceAll("[^0-9]", "");
        return digits.length() < 4 ? "NULL" : digits.substring(digits.length() - 4);
    }

    private static boolean guaranteed(CreditRecord record) {
        return record.getParties().stream()
                .anyMatch(party -> LendingSegments.isRepayer(party) && party.getRole() != PartyRole.CO_BORROWER);
    }

    private void repayer(PartsBuilder group, CreditRecord record, Party party) {
        Identity identity = Identity.of(party, codes);
        String role = codes.code("repayer-role", party.getRole());
        boolean guarantor = "2".equals(role) || "3".equals(role);
        Account account = record.getAccount();
        Long liable = settings.yuan(party.getLiabilityCap() != null ? party.getLiabilityCap() : account.getPrincipal());
        group.put("InfoIDType", party.getKind() == PartyKind.PERSON ? "1" : "2")
                .put("ArlpName", identity.name())
                .put("ArlpCertType", identity.type())
                .put("ArlpCertNum", identity.number())
                .put("ArlpType", role)
                .put("ArlpAmt", guarantor ? Objects.toString(liable, "") : "")
                .put("WartySign", guarantor ? NO : "")
                .put("MaxGuarMcc", guarantor ? shared.guaranteeCode(record, party) : "");
    }

    private void originalClaim(PartsBuilder parts, CreditRecord record) {
        Party originator = LendingSegments.originator(record);
        parts.put("InitCredName", Identity.of(originator, codes).name())
                .put("InitCredOrgNm", "")
                .put("OrigDbtCate", "1")
                .put("InitRpySts", "9");
    }

    private void month(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Standing standing = new Standing(record, at.type(), settings);
        String type = at.type();
        boolean scheduled = List.of("D1", "R1", "R4").contains(type);
        LocalDate settled = standing.settlementDate();
        parts.put("Month", YearMonth.from(at.date()).toString())
                .put("SettDate", LendingSegments.text(at.opening() ? at.date() : settled))
                .put("AcctStatus", standing.status())
                .put("AcctBal", standing.balance());
        if (type.equals("R2")) {
            parts.put("PridAcctBal", standing.symbol(false).equals("*") ? Long.valueOf(0) : standing.balance())
                    .put("UsedAmt", standing.balance())
                    .put("NotIsuBal", LargeInstalment.unbilled(record, settings));
        }
        shared.riskClass(parts, record);
        String symbol = standing.symbol(at.opening());
        if (!type.equals("R3")) {
            parts.put("RemRepPrd", standing.instalmentsLeft());
        }
        parts.put("RpyStatus", symbol);
        if (type.equals("R2")) {
            parts.put("RpyPrct", symbol.equals("*") ? "" : Objects.toString(percentPaid(standing), ""));
        }
        if (!type.equals("R3")) {
            parts.put("OverdPrd", standing.instalmentsOverdue()).put("TotOverd", standing.overdue());
        }
        if (scheduled) {
            OverdueAges ages = standing.ages();
            parts.put("OverdPrinc", standing.overduePrincipal())
                    .put("Oved31_60Princ", settings.yuan(ages.over30()))
                    .put("Oved61_90Princ", settings.yuan(ages.over60()))
                    .put("Oved91_180Princ", settings.yuan(ages.over90()))
                    .put("OvedPrinc180", settings.yuan(ages.over180()));
        }
        if (type.equals("R3")) {
            parts.put("OvedrawBaOve180", settings.yuan(standing.ages().over180()));
        } else {
            parts.put("CurRpyAmt", symbol.equals("*") ? Long.valueOf(0) : standing.dueInMonth());
        }
        parts.put("ActRpyAmt", standing.paidInMonth())
                .put("LatRpyDate", LendingSegments.text(lastRepaid(record)))
                .put("CloseDate", Objects.toString(LendingSegments.text(standing.closedOn()), ""));
    }

    private void largeInstalment(MessageBuilder message, CreditRecord record) {
        InstalmentLimit limit = record.getAccount().getInstalmentLimit();
        if (limit != null) {
            message.segment(
                    LargeInstalment.SEGMENT,
                    parts -> parts.put("SpecLine", settings.yuan(limit.getAmount()))
                            .put("SpecEfctDate", limit.getFrom().toString())
                            .put("SpecEndDate", limit.getUntil().toString())
                            .put("UsedInstAmt", settings.yuan(limit.getUsed())));
        }
    }

    private static Long percentPaid(Standing standing) {
        Long due = standing.dueInMonth();
        Long paid = standing.paidInMonth();
        return due == null || due == 0 || paid == null
                ? Long.valueOf(100)
                : Long.valueOf(Math.min(100, paid * 100 / due));
    }

    private void debt(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Standing standing = new Standing(record, at.type(), settings);
        Repaid repaid = Repaid.of(record);
        LocalDate last = lastRepaid(record);
        parts.put("AcctStatus", standing.status()).put("AcctBal", standing.balance());
        if (!at.type().equals("C1")) {
            shared.riskClass(parts, record);
            parts.put("RemRepPrd", standing.instalmentsLeft())
                    .put("RpyStatus", "N")
                    .put("OverdPrd", 0L)
                    .put("TotOverd", 0L);
        }
        parts.put("LatRpyAmt", last == null ? Long.valueOf(0) : settings.yuan(repaid.on(last)))
                .put("LatRpyDate", LendingSegments.text(last))
                .put("CloseDate", Objects.toString(LendingSegments.text(standing.closedOn()), ""));
    }

    /** Where nothing was ever repaid, the day of opening: the tag must be there. */
    private static @Nullable LocalDate lastRepaid(CreditRecord record) {
        LocalDate last = Repaid.of(record).lastDay();
        return last != null ? last : record.getAccount().getOpenedOn();
    }

    private static @Nullable Long count(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }
}
