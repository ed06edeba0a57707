package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.creditconnector.record.Address;
import org.creditconnector.record.AddressKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.OrganisationProfile;
import org.creditconnector.record.Party;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about the borrower as an enterprise (310) and about the agreement above the account (420). What no record
 * knows (investors, controllers, a parent, day of founding, end of the licence) is blank or left out.
 */
final class EnterpriseSubjects {
    private static final String HOME = "CHN";
    private static final String LEGAL_REPRESENTATIVE = "1";
    private static final String UNKNOWN = "X";
    private static final String LOAN_CUSTOMER = "11";

    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final ContractSegments contracts;

    EnterpriseSubjects(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
        this.contracts = new ContractSegments(settings, codes);
    }

    /** All that is known of an enterprise, as for a new customer. */
    Message enterprise(CreditRecord record, Party party) {
        LocalDate asOf = record.getReport().getAsOf();
        OrganisationProfile profile = party.getOrganisation();
        ContactProfile contact = party.getContact();
        LocalDate known = profile == null || profile.getUpdatedOn() == null ? asOf : profile.getUpdatedOn();
        LocalDate reached = contact == null || contact.getUpdatedOn() == null ? asOf : contact.getUpdatedOn();
        Identity identity = Identity.of(party, codes);
        MessageBuilder message = Message.of("310")
                .segment(
                        "BsSgmt",
                        parts -> parts.put("EntName", identity.name())
                                .put("EntCertType", identity.type())
                                .put("EntCertNum", identity.number())
                                .put("InfSurcCode", settings.provider())
                                .put("RptDate", asOf.toString())
                                .put("RptDateCode", TimePoint.NEW)
                                .put("Cimoc", settings.branch())
                                .put("CustomerType", LOAN_CUSTOMER)
                                .put("EtpSts", UNKNOWN)
                                .put("OrgType", profile == null ? null : profile.getLegalForm()));
        otherDocuments(message, party, identity, known);
        message.segment("FcsInfSgmt", parts -> overview(parts, profile, contact, known));
        members(message, profile, known);
        message.segment("CotaInfSgmt", parts -> contact(parts, contact, reached));
        return message.build();
    }

    private void otherDocuments(MessageBuilder message, Party party, Identity identity, LocalDate known) {
        List<IdentityDocument> others = party.getDocuments().stream()
                .filter(document -> codes.code("organisation-document", document.getType()) != null)
                .filter(document ->
                        !document.getNumber().toUpperCase(Locale.ROOT).equals(identity.number()))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        message.segment("IDSgmt", parts -> {
            parts.put("IDNm", (long) others.size());
            others.forEach(document -> parts.group(
                    "IDRec",
                    group -> group.put("OthEntCertType", codes.code("organisation-document", document.getType()))
                            .put("OthEntCertNum", document.getNumber().toUpperCase(Locale.ROOT))));
            parts.put("IDInfoUpDate", known.toString());
        });
    }

    private void overview(
            PartsBuilder parts,
            @Nullable OrganisationProfile profile,
            @Nullable ContactProfile contact,
            LocalDate known) {
        Address seat = ContractSegments.address(contact, AddressKind.REGISTERED);
        parts.put("Nationality", country(seat))
                .put("RegAdd", seat == null ? "" : Objects.toString(seat.getLines(), ""))
                .put("AdmDivOfReg", seat == null ? "" : Objects.toString(seat.getAreaCode(), ""))
                .put("EstablishDate", "")
                .put("BizEndDate", "")
                .put("BizRange", "")
                .put("EcoIndusCate", profile == null ? "" : Objects.toString(profile.getIndustryCode(), ""))
                .put("EcoType", "")
                .put("EntScale", codes.code("enterprise-size", profile == null ? null : profile.getSizeClass()))
                .put("FcsInfoUpDate", known.toString());
    }

    /** Where the source does not say, it is an enterprise of the country of the registry. */
    private static String country(@Nullable Address seat) {
        String two = seat == null ? null : seat.getCountry();
        return two == null ? HOME : new Locale("", two).getISO3Country();
    }

    private void members(MessageBuilder message, @Nullable OrganisationProfile profile, LocalDate known) {
        String name = profile == null ? null : profile.getRepresentativeName();
        if (profile == null || name == null) {
            return;
        }
        message.segment("MnMmbInfSgmt", parts -> {
            parts.put("MmbNm", 1L);
            parts.group("MmbInf", group -> {
                group.put("MmbAlias", name);
                profile.getRepresentativeDocuments().stream()
                        .filter(document -> codes.code("document", document.getType(), "PERSON") != null)
                        .findFirst()
                        .ifPresent(
                                document -> group.put("MmbIDType", codes.code("document", document.getType(), "PERSON"))
                                        .put("MmbIDNum", document.getNumber().toUpperCase(Locale.ROOT)));
                group.put("MmbPstn", LEGAL_REPRESENTATIVE);
            });
            parts.put("MnMmbInfoUpDate", known.toString());
        });
    }

    private static void contact(PartsBuilder parts, @Nullable ContactProfile contact, LocalDate reached) {
        Address office = ContractSegments.address(contact, AddressKind.WORK);
        parts.put("ConAddDistrictCode", office == null ? "" : Objects.toString(office.getAreaCode(), ""))
                .put("ConAdd", office == null ? "" : Objects.toString(office.getLines(), ""))
                .put(
                        "ConPhone",
                        contact == null || contact.getTelephones().isEmpty()
                                ? ""
                                : contact.getTelephones().get(0))
                .put("FinConPhone", "")
                .put("CotaInfoUpDate", reached.toString());
    }

    /** The agreement of an account with its borrower. */
    Message agreement(CreditRecord record, Agreement agreement, Party holder) {
        return contracts.agreement(
                "420", codes.code("enterprise-limit-type", agreement.getKind()), record, agreement, holder);
    }
}
