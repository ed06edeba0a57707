package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Funding;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.registry.Borrower;
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

    private final PbcrcSettings settings;
    private final CodeTables codes;

    AccountSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
    }

    /** The account type; null where the registry has none for the kind of account. */
    @Nullable String type(CreditRecord record) {
        return codes.code("account-type", record.getAccount().getKind());
    }

    static @Nullable Party borrower(CreditRecord record) {
        return Borrower.of(record);
    }

    /** Adds the segment of a letter; nothing where the record has nothing to say in it. */
    void add(MessageBuilder message, char letter, CreditRecord record, TimePoint at) {
        switch (letter) {
            case 'B' -> message.segment("AcctBsSgmt", parts -> base(parts, record, at));
            case 'C' -> message.segment("AcctBsInfSgmt", parts -> terms(parts, record, at.type()));
            case 'D' -> repayers(message, record);
            case 'E' -> collateral(message, record);
            case 'F' -> agreement(message, record);
            case 'G' -> message.segment("OrigCreditorInfSgmt", parts -> originalClaim(parts, record));
            case 'H' -> message.segment("AcctMthlyBlgInfSgmt", parts -> month(parts, record, at));
            case 'J' -> message.segment("AcctDbtInfSgmt", parts -> debt(parts, record, at));
            case 'K' -> transactions(message, record, at);
            default -> throw new IllegalArgumentException("segment " + letter);
        }
    }

    private void base(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Identity borrower = Identity.of(borrower(record), codes);
        parts.put("AcctType", at.type())
                .put("AcctCode", settings.businessCode(record.getReport().getAccountKey()))
                .put("RptDate", at.date().toString())
                .put("RptDateCode", at.code())
                .put("Name", borrower.name())
                .put("IDType", borrower.type())
                .put("IDNum", borrower.number())
                .put("MngmtOrgCode", settings.branch());
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
                .put("OpenDate", text(account.getOpenedOn()))
                .put("Cy", account.getCurrency())
                .put("AcctCredLine", limit ? settings.yuan(account.getCreditLimit()) : null)
                .put("LoanAmt", limit ? null : settings.yuan(account.getPrincipal()))
                .put("Flag", type.equals("D1") ? NO : null);
        if (type.equals("C1")) {
            return;
        }
        parts.put("DueDate", text(account.getMaturesOn()));
        if (List.of("D1", "R1", "R4").contains(type)) {
            String method = codes.code("repayment-method", account.getRepaymentMethod(), type);
            parts.put("RepayMode", method).put("RepayFreqcy", codes.code("frequency", frequency(account)));
            if (!type.equals("R1")) {
                parts.put(
                        "RepayPrd",
                        method != null && method.startsWith("2")
                                ? Long.valueOf(0)
                                : count(account.getInstalmentCount()));
            }
        }
        parts.put("ApplyBusiDist", area(record))
                .put("GuarMode", codes.code("security", account.getSecurity(), guaranteed(record) ? "guaranteed" : ""))
                .put("OthRepyGuarWay", NO)
                .put("AssetTrandFlag", NO)
                .put("FundSou", funding == null ? null : codes.code("funding", funding.getKind()))
                .put("LoanForm", "1");
        if (type.equals("R2") || type.equals("R3")) {
            parts.put("CreditID", lastFour(record.getReport().getAccountKey()));
        }
    }

    private static String frequency(Account account) {
        Integer every = account.getFrequencyEvery();
        return (every == null ? 1 : every) + " " + account.getFrequencyUnit();
    }

    private static String area(CreditRecord record) {
        Party borrower = borrower(record);
        return borrower == null || borrower.getContact() == null
                ? ""
                : borrower.getContact().getAddresses().stream()
                        .map(address -> address.getAreaCode())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    private static String lastFour(String key) {
        String digits = key.replaceAll("[^0-9]", "");
        return digits.length() < 4 ? "NULL" : digits.substring(digits.length() - 4);
    }

    private static boolean isRepayer(Party party) {
        return switch (party.getRole()) {
            case CO_BORROWER, GUARANTOR, GUARANTEE_COMPANY, INSURER -> true;
            default -> false;
        };
    }

    private static boolean guaranteed(CreditRecord record) {
        return record.getParties().stream()
                .anyMatch(party -> isRepayer(party) && party.getRole() != PartyRole.CO_BORROWER);
    }

    private void repayers(MessageBuilder message, CreditRecord record) {
        List<Party> repayers =
                record.getParties().stream().filter(AccountSegments::isRepayer).toList();
        if (repayers.isEmpty()) {
            return;
        }
        message.segment("RltRepymtInfSgmt", parts -> {
            parts.put("RltRepymtNm", (long) repayers.size());
            repayers.forEach(party -> parts.group("RltRepymtInf", group -> repayer(group, record, party)));
        });
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
                .put(
                        "MaxGuarMcc",
                        guarantor
                                ? settings.businessCode("G" + record.getReport().getAccountKey() + party.getPartyKey())
                                : "");
    }

    private void collateral(MessageBuilder message, CreditRecord record) {
        List<CollateralItem> items = record.getCollateral();
        if (items.isEmpty()) {
            return;
        }
        message.segment("MotgaCltalCtrctInfSgmt", parts -> {
            parts.put("CcNm", (long) items.size());
            items.forEach(item ->
                    parts.group("CccInf", group -> group.put("Ccc", settings.businessCode(item.getCollateralKey()))));
        });
    }

    private void agreement(MessageBuilder message, CreditRecord record) {
        Agreement agreement = record.getAgreement();
        if (agreement != null) {
            message.segment(
                    "AcctCredSgmt", parts -> parts.put("Mcc", settings.businessCode(agreement.getAgreementKey())));
        }
    }

    private void originalClaim(PartsBuilder parts, CreditRecord record) {
        Party originator = record.getParties().stream()
                .filter(party -> party.getRole() == PartyRole.ORIGINATOR || party.getRole() == PartyRole.CREDITOR)
                .findFirst()
                .orElse(null);
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
                .put("SettDate", text(at.opening() ? at.date() : settled))
                .put("AcctStatus", standing.status())
                .put("AcctBal", standing.balance());
        if (type.equals("R2")) {
            parts.put("PridAcctBal", standing.symbol(false).equals("*") ? Long.valueOf(0) : standing.balance())
                    .put("UsedAmt", standing.balance())
                    .put("NotIsuBal", 0L);
        }
        riskClass(parts, record);
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
                .put("LatRpyDate", text(lastRepaid(record)))
                .put("CloseDate", Objects.toString(text(standing.closedOn()), ""));
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
            riskClass(parts, record);
            parts.put("RemRepPrd", standing.instalmentsLeft())
                    .put("RpyStatus", "N")
                    .put("OverdPrd", 0L)
                    .put("TotOverd", 0L);
        }
        parts.put("LatRpyAmt", last == null ? Long.valueOf(0) : settings.yuan(repaid.on(last)))
                .put("LatRpyDate", text(last))
                .put("CloseDate", Objects.toString(text(standing.closedOn()), ""));
    }

    private void riskClass(PartsBuilder parts, CreditRecord record) {
        RiskClassSince given = record.getState().getRiskClass();
        if (given != null) {
            LocalDate since = given.getSince() != null
                    ? given.getSince()
                    : record.getAccount().getOpenedOn();
            parts.put("FiveCate", codes.code("risk-class", given.getValue())).put("FiveCateAdjDate", text(since));
        }
    }

    /** Where nothing was ever repaid, the day of opening: the tag must be there. */
    private static @Nullable LocalDate lastRepaid(CreditRecord record) {
        LocalDate last = Repaid.of(record).lastDay();
        return last != null ? last : record.getAccount().getOpenedOn();
    }

    private void transactions(MessageBuilder message, CreditRecord record, TimePoint at) {
        List<AccountEvent> events = at.events().stream()
                .filter(event -> codes.code("special-transaction", WrittenOff.kind(event)) != null)
                .toList();
        if (events.isEmpty()) {
            return;
        }
        message.segment("AcctSpecTrstDspnSgmt", parts -> {
            parts.put("CagOfTrdNm", (long) events.size());
            events.forEach(event -> parts.group("CagOfTrdInf", group -> transaction(group, record, event)));
        });
    }

    private void transaction(PartsBuilder group, CreditRecord record, AccountEvent event) {
        EventKind kind = WrittenOff.kind(event);
        PeriodState position = record.getPosition();
        // A write-off without an amount is of all that is owed.
        Long amount = settings.yuan(
                event.getAmount() == null && kind == EventKind.WRITE_OFF && position != null
                        ? position.getBalance()
                        : event.getAmount());
        Integer months = event.getMonthsMoved();
        group.put("ChanTranType", codes.code("special-transaction", kind))
                .put("TranDate", event.getOccurredOn().toString())
                .put("TranAmt", amount == null ? settings.yuan(Repaid.of(record).on(event.getOccurredOn())) : amount)
                .put("DueTranMon", months == null ? 0L : Math.abs((long) months))
                .put("DetInfo", "");
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable Long count(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }
}
