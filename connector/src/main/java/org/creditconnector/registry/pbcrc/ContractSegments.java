package org.creditconnector.registry.pbcrc;

import java.util.List;
import org.creditconnector.record.Address;
import org.creditconnector.record.AddressKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/** What persons and enterprises tell in the same way beside their accounts: the agreement above an account (220, 420), an address. */
final class ContractSegments {
    private final PbcrcSettings settings;
    private final CodeTables codes;

    ContractSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
    }

    /** The first address of a kind, else the first of all; null where there is none. */
    static @Nullable Address address(@Nullable ContactProfile contact, AddressKind kind) {
        List<Address> all = contact == null ? List.of() : contact.getAddresses();
        return all.stream()
                .filter(address -> address.getKind() == kind)
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }

    /**
     * The agreement of an account with its borrower.
     *
     * @param type of the record
     * @param limitType the registry's code for the kind of limit; null where it has none
     */
    Message agreement(String type, @Nullable String limitType, CreditRecord record, Agreement agreement, Party holder) {
        Identity identity = Identity.of(holder, codes);
        return Message.of(type)
                .segment(
                        "CtrctBsSgmt",
                        parts -> parts.put("ContractCode", settings.businessCode(agreement.getAgreementKey()))
                                .put("RptDate", record.getReport().getAsOf().toString())
                                .put("RptDateCode", TimePoint.NEW)
                                .put("Name", identity.name())
                                .put("IDType", identity.type())
                                .put("IDNum", identity.number())
                                .put("MngmtOrgCode", settings.branch()))
                .segment("CreditLimSgmt", parts -> limit(parts, limitType, agreement))
                .build();
    }

    private void limit(PartsBuilder parts, @Nullable String limitType, Agreement agreement) {
        parts.put("CreditLimType", limitType)
                .put("LimLoopFlg", Boolean.TRUE.equals(agreement.getRevolving()) ? "1" : "0")
                .put("CreditLim", settings.yuan(agreement.getLimit()))
                .put("Cy", agreement.getCurrency())
                .put("ConEffDate", LendingSegments.text(agreement.getValidFrom()))
                .put("ConExpDate", LendingSegments.text(agreement.getValidTo()))
                .put("ConStatus", codes.code("agreement-status", agreement.getStatus()))
                .put("CreditRest", "")
                .put("CreditRestCode", "");
    }
}
