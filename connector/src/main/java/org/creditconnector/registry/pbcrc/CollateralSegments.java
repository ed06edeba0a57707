package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.creditconnector.record.CollateralItem;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Record 510: what secures an account, as a contract of its own. It tells what is the same for every account that it secures: the whole
 * value, not the part that stands for one of them.
 */
final class CollateralSegments {
    private static final String MORTGAGE = "1";
    /** Conventional end of what has none. */
    private static final LocalDate NO_END = LocalDate.of(2099, 12, 31);

    private final PbcrcSettings settings;
    private final CodeTables codes;

    CollateralSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
    }

    /** Whether the registry has a contract for this kind of security. */
    boolean isContract(CollateralItem item) {
        return codes.code("collateral-contract", item.getKind()) != null;
    }

    /** All that is known of a contract, as for the first time. */
    Message contract(CreditRecord record, CollateralItem item, Party debtor) {
        LocalDate asOf = record.getReport().getAsOf();
        String type = codes.code("collateral-contract", item.getKind());
        Identity identity = Identity.of(debtor, codes);
        MessageBuilder message = Message.of("510")
                .segment(
                        "MotgaCltalCtrctBsSgmt",
                        parts -> parts.put("CcCode", settings.businessCode(item.getCollateralKey()))
                                .put("RptDate", asOf.toString())
                                .put("RptDateCode", TimePoint.NEW)
                                .put("InfoIDType", kind(debtor))
                                .put("Name", identity.name())
                                .put("CertType", identity.type())
                                .put("CertNum", identity.number())
                                .put("MngmtOrgCode", settings.branch()))
                .segment(
                        "MotgaCltalBsInfSgmt",
                        parts -> parts.put("GuarType", type)
                                .put("CcAmt", settings.yuan(item.getValue()))
                                .put("Cy", item.getCurrency())
                                .put(
                                        "CcValDate",
                                        item.getFrom() == null
                                                ? null
                                                : item.getFrom().toString())
                                .put(
                                        "CcExpDate",
                                        Objects.requireNonNullElse(item.getUntil(), NO_END)
                                                .toString())
                                .put("MaxGuar", "0")
                                .put("CcStatus", isOver(item, asOf) ? "2" : "1"));
        List<Party> others = record.getParties().stream()
                .filter(party -> party.getRole() == PartyRole.CO_BORROWER)
                .toList();
        if (!others.isEmpty()) {
            message.segment("ComRecInfSgmt", parts -> {
                parts.put("GrtdNm", (long) others.size());
                others.forEach(other -> parts.group("OtrRec", group -> debtor(group, other)));
            });
        }
        Party owner = record.getParties().stream()
                .filter(party -> party.getPartyKey().equals(item.getGiverPartyKey()))
                .findFirst()
                .orElse(debtor);
        if (MORTGAGE.equals(type)) {
            message.segment(
                    "MotgaProptInfSgmt",
                    parts -> parts.put("PleNm", 1L).group("PleInf", group -> mortgaged(group, item, owner)));
        } else {
            message.segment(
                    "CltalInfSgmt",
                    parts -> parts.put("ImpNm", 1L).group("ImpInf", group -> pledged(group, item, owner)));
        }
        return message.build();
    }

    private static boolean isOver(CollateralItem item, LocalDate asOf) {
        return item.getUntil() != null && !item.getUntil().isAfter(asOf);
    }

    private static String kind(Party party) {
        return party.getKind() == PartyKind.PERSON ? "1" : "2";
    }

    private void debtor(PartsBuilder group, Party other) {
        Identity identity = Identity.of(other, codes);
        group.put("InfoIDType", kind(other))
                .put("GuarName", identity.name())
                .put("GuarCertType", identity.type())
                .put("GuarCertNum", identity.number());
    }

    private void mortgaged(PartsBuilder group, CollateralItem item, Party owner) {
        Identity identity = Identity.of(owner, codes);
        Long value = settings.yuan(item.getValue());
        group.put("PleType", codes.code("collateral-kind", item.getKind()))
                .put("MotgaProptIDType", codes.code("collateral-id", item.getKind()))
                .put("PleCertID", item.getRegistryReference())
                .put("PleDistr", "")
                .put("PleValue", value == null ? "" : value.toString())
                .put("PleCy", item.getCurrency())
                .put("ValOrgType", "")
                .put("ValDate", text(item.getValuedOn()))
                .put("PledgorType", kind(owner))
                .put("PledgorName", identity.name())
                .put("PleorCertType", identity.type())
                .put("PleorCertNum", identity.number())
                .put("PleDesc", Objects.requireNonNullElse(item.getDescription(), ""));
    }

    private void pledged(PartsBuilder group, CollateralItem item, Party owner) {
        Identity identity = Identity.of(owner, codes);
        group.put("ImpType", codes.code("pledge-kind", item.getKind()))
                .put("ImpVal", settings.yuan(item.getValue()))
                .put("ImpCy", item.getCurrency())
                .put("Ippc", kind(owner))
                .put("PawnName", identity.name())
                .put("PawnCertType", identity.type())
                .put("PawnCertNum", identity.number());
    }

    private static String text(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }
}
