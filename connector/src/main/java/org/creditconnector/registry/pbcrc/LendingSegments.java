package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.registry.Borrower;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/** What lending accounts of persons (210) and of enterprises (410, 440) tell in the same way. */
final class LendingSegments {
    private final PbcrcSettings settings;
    private final CodeTables codes;

    LendingSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
    }

    static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    /** How often it is repaid, in the words of the code tables: {@code 1 MONTH}. */
    static String frequency(Account account) {
        Integer every = account.getFrequencyEvery();
        return (every == null ? 1 : every) + " " + account.getFrequencyUnit();
    }

    /** The area of the borrower's first address that names one; empty where none does. */
    static String area(CreditRecord record) {
        Party borrower = Borrower.of(record);
        return borrower == null || borrower.getContact() == null
                ? ""
                : borrower.getContact().getAddresses().stream()
                        .map(address -> address.getAreaCode())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    /** Whether a party answers for the debt beside the borrower. */
    static boolean isRepayer(Party party) {
        return switch (party.getRole()) {
            case CO_BORROWER, GUARANTOR, GUARANTEE_COMPANY, INSURER -> true;
            default -> false;
        };
    }

    /** From whom a claim was taken over; null where nobody is named. */
    static @Nullable Party originator(CreditRecord record) {
        return record.getParties().stream()
                .filter(party -> party.getRole() == PartyRole.ORIGINATOR || party.getRole() == PartyRole.CREDITOR)
                .findFirst()
                .orElse(null);
    }

    void base(PartsBuilder parts, CreditRecord record, TimePoint at) {
        Identity borrower = Identity.of(Borrower.of(record), codes);
        parts.put("AcctType", at.type())
                .put("AcctCode", settings.businessCode(record.getReport().getAccountKey()))
                .put("RptDate", at.date().toString())
                .put("RptDateCode", at.code())
                .put("Name", borrower.name())
                .put("IDType", borrower.type())
                .put("IDNum", borrower.number())
                .put("MngmtOrgCode", settings.branch());
    }

    /** @param one tells of one repayer */
    static void repayers(MessageBuilder message, CreditRecord record, BiConsumer<PartsBuilder, Party> one) {
        List<Party> repayers =
                record.getParties().stream().filter(LendingSegments::isRepayer).toList();
        if (!repayers.isEmpty()) {
            message.segment("RltRepymtInfSgmt", parts -> {
                parts.put("RltRepymtNm", (long) repayers.size());
                repayers.forEach(party -> parts.group("RltRepymtInf", group -> one.accept(group, party)));
            });
        }
    }

    /** Identifier of the contract by which a party guarantees the account. */
    String guaranteeCode(CreditRecord record, Party party) {
        return settings.businessCode("G" + record.getReport().getAccountKey() + party.getPartyKey());
    }

    void collateral(MessageBuilder message, String tag, CreditRecord record) {
        List<CollateralItem> items = record.getCollateral();
        if (!items.isEmpty()) {
            message.segment(tag, parts -> {
                parts.put("CcNm", (long) items.size());
                items.forEach(item -> parts.group(
                        "CccInf", group -> group.put("Ccc", settings.businessCode(item.getCollateralKey()))));
            });
        }
    }

    void agreement(MessageBuilder message, CreditRecord record) {
        Agreement agreement = record.getAgreement();
        if (agreement != null) {
            message.segment(
                    "AcctCredSgmt", parts -> parts.put("Mcc", settings.businessCode(agreement.getAgreementKey())));
        }
    }

    void riskClass(PartsBuilder parts, CreditRecord record) {
        RiskClassSince given = record.getState().getRiskClass();
        if (given != null) {
            LocalDate since = given.getSince() != null
                    ? given.getSince()
                    : record.getAccount().getOpenedOn();
            parts.put("FiveCate", codes.code("risk-class", given.getValue())).put("FiveCateAdjDate", text(since));
        }
    }

    /**
     * The special transactions of a time point.
     *
     * @param table of the registry's kinds
     * @param ofAll kinds that are, without an amount, of all that is owed
     */
    void transactions(MessageBuilder message, CreditRecord record, TimePoint at, String table, Set<EventKind> ofAll) {
        List<AccountEvent> events = at.events().stream()
                .filter(event -> codes.code(table, WrittenOff.kind(event)) != null)
                .toList();
        if (!events.isEmpty()) {
            message.segment("AcctSpecTrstDspnSgmt", parts -> {
                parts.put("CagOfTrdNm", (long) events.size());
                events.forEach(
                        event -> parts.group("CagOfTrdInf", group -> transaction(group, record, event, table, ofAll)));
            });
        }
    }

    private void transaction(
            PartsBuilder group, CreditRecord record, AccountEvent event, String table, Set<EventKind> ofAll) {
        Long amount = settings.yuan(event.getAmount());
        EventKind kind = WrittenOff.kind(event);
        if (amount == null && ofAll.contains(kind) && record.getPosition() != null) {
            amount = settings.yuan(record.getPosition().getBalance());
        }
        Integer months = event.getMonthsMoved();
        group.put("ChanTranType", codes.code(table, kind))
                .put("TranDate", event.getOccurredOn().toString())
                .put("TranAmt", amount == null ? settings.yuan(Repaid.of(record).on(event.getOccurredOn())) : amount)
                .put("DueTranMon", months == null ? 0L : Math.abs((long) months))
                .put("DetInfo", "");
    }
}
