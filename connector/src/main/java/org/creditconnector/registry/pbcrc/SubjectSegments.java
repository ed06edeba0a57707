package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.Objects;
import org.creditconnector.record.Address;
import org.creditconnector.record.AddressKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EmploymentProfile;
import org.creditconnector.record.Party;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageBuilder;
import org.creditconnector.registry.pbcrc.message.MessageBuilder.PartsBuilder;
import org.jspecify.annotations.Nullable;

/** What a record says about the borrower as a person (110) and about the agreement above the account (220). */
final class SubjectSegments {
    private final PbcrcSettings settings;
    private final CodeTables codes;
    private final ContractSegments contracts;

    SubjectSegments(PbcrcSettings settings, CodeTables codes) {
        this.settings = settings;
        this.codes = codes;
        this.contracts = new ContractSegments(settings, codes);
    }

    /** All that is known of a person, as for a new customer. */
    Message person(CreditRecord record, Party party) {
        LocalDate asOf = record.getReport().getAsOf();
        PersonProfile person = party.getPerson();
        ContactProfile contact = party.getContact();
        EmploymentProfile employment = party.getEmployment();
        MessageBuilder message = Message.of("110").segment("BsSgmt", parts -> {
            Identity identity = Identity.of(party, codes);
            parts.put("Name", identity.name())
                    .put("IDType", identity.type())
                    .put("IDNum", identity.number())
                    .put("InfSurcCode", settings.provider())
                    .put("RptDate", asOf.toString())
                    .put("RptDateCode", TimePoint.NEW)
                    .put("Cimoc", settings.branch())
                    .put("CustomerType", "11");
        });
        LocalDate known = updated(person == null ? null : person.getUpdatedOn(), record);
        LocalDate reached = updated(contact == null ? null : contact.getUpdatedOn(), record);
        message.segment("FcsInfSgmt", parts -> overview(parts, person, contact, known))
                .segment("SpsInfSgmt", parts -> marriage(parts, person, known))
                .segment(
                        "EduInfSgmt",
                        parts -> parts.put(
                                        "EduLevel",
                                        codes.code("education", person == null ? null : person.getEducation()))
                                .put("AcaDegree", "9")
                                .put("EduInfoUpDate", known.toString()))
                .segment("OctpnInfSgmt", parts -> work(parts, employment, record))
                .segment("RedncInfSgmt", parts -> residence(parts, contact, reached));
        Address mail = ContractSegments.address(contact, AddressKind.CORRESPONDENCE);
        if (mail != null && mail.getPostalCode() != null) {
            message.segment(
                    "MlgInfSgmt",
                    parts -> parts.put("MailAddr", mail.getLines())
                            .put("MailPc", mail.getPostalCode())
                            .put("MailDist", Objects.toString(mail.getAreaCode(), ""))
                            .put("MlgInfoUpDate", reached.toString()));
        }
        return message.build();
    }

    /** Where the lender does not say when a part was confirmed, the source says it on the day it is read. */
    private static LocalDate updated(@Nullable LocalDate day, CreditRecord record) {
        return day != null ? day : record.getReport().getAsOf();
    }

    private void overview(
            PartsBuilder parts, @Nullable PersonProfile person, @Nullable ContactProfile contact, LocalDate updated) {
        Address home = ContractSegments.address(contact, AddressKind.REGISTERED);
        parts.put("Sex", codes.code("sex", person == null ? null : person.getSex()))
                .put(
                        "DOB",
                        person == null || person.getBirthDate() == null
                                ? ""
                                : person.getBirthDate().toString())
                .put("Nation", nation(person))
                .put("HouseAdd", home == null ? "" : Objects.toString(home.getLines(), ""))
                .put("HhDist", home == null ? "" : Objects.toString(home.getAreaCode(), ""))
                .put("CellPhone", telephone(contact))
                .put("Email", contact == null ? "" : Objects.toString(contact.getEmail(), ""))
                .put("FcsInfoUpDate", updated.toString());
    }

    private static String nation(@Nullable PersonProfile person) {
        String two = person == null ? null : person.getNationality();
        return two == null ? "CHN" : new java.util.Locale("", two).getISO3Country();
    }

    private static String telephone(@Nullable ContactProfile contact) {
        return contact == null
                ? ""
                : contact.getTelephones().stream()
                        .filter(number -> number.matches("[0-9]{11}"))
                        .findFirst()
                        .orElse("");
    }

    private void marriage(PartsBuilder parts, @Nullable PersonProfile person, LocalDate updated) {
        String status = codes.code("marriage", person == null ? null : person.getMaritalStatus());
        parts.put("MariStatus", status);
        if (status != null && status.startsWith("2")) {
            String spouse = person == null ? null : person.getSpouseName();
            parts.put("SpoName", Objects.toString(spouse, ""))
                    .put("SpoIDType", "")
                    .put("SpoIDNum", "")
                    .put("SpoTel", "")
                    .put("SpsCmpyNm", "");
        }
        parts.put("SpsInfoUpDate", updated.toString());
    }

    private void work(PartsBuilder parts, @Nullable EmploymentProfile employment, CreditRecord record) {
        String status = codes.code("work", employment == null ? null : employment.getSituation());
        parts.put("EmpStatus", status);
        if (employment != null && "91".equals(status)) {
            parts.put("CpnName", employment.getEmployerName())
                    .put("CpnType", "99")
                    .put("Industry", Objects.toString(employment.getIndustryCode(), "9"))
                    .put("CpnAddr", "")
                    .put("CpnPc", "")
                    .put("CpnDist", "")
                    .put("CpnTEL", "")
                    .put("Occupation", "Z")
                    .put("Title", "9")
                    .put("TechTitle", "0")
                    .put("WorkStartDate", "");
        }
        parts.put(
                "OctpnInfoUpDate",
                updated(employment == null ? null : employment.getUpdatedOn(), record)
                        .toString());
    }

    private static void residence(PartsBuilder parts, @Nullable ContactProfile contact, LocalDate updated) {
        Address home = ContractSegments.address(contact, AddressKind.RESIDENCE);
        parts.put("ResiStatus", "9")
                .put("ResiAddr", home == null ? "" : Objects.toString(home.getLines(), ""))
                .put("ResiPc", home == null ? "" : Objects.toString(home.getPostalCode(), ""))
                .put("ResiDist", home == null ? "" : Objects.toString(home.getAreaCode(), ""))
                .put("HomeTel", "")
                .put("ResiInfoUpDate", updated.toString());
    }

    /** The agreement of an account with its borrower. */
    Message agreement(CreditRecord record, Agreement agreement, Party holder) {
        return contracts.agreement(
                "220",
                codes.code(
                        "limit-type",
                        agreement.getKind(),
                        Boolean.TRUE.equals(agreement.getRevolving()) ? "revolving" : ""),
                record,
                agreement,
                holder);
    }
}
