package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.identifier.UnifiedSocialCreditCode;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.Address;
import org.creditconnector.record.AddressKind;
import org.creditconnector.record.Agreement;
import org.creditconnector.record.AgreementKind;
import org.creditconnector.record.AgreementStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Closing;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.Consent;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.DocumentType;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FrequencyUnit;
import org.creditconnector.record.Funding;
import org.creditconnector.record.FundingKind;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Notice;
import org.creditconnector.record.OrganisationProfile;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.Purpose;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentMethod;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.RiskClass;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.SecurityKind;
import org.creditconnector.record.StatusSince;
import org.creditconnector.testing.Records;
import org.jspecify.annotations.Nullable;

/**
 * The life of one synthetic loan to an enterprise: 120,000 yuan paid out on 2024-03-15 in 6 instalments of 20,000 and 500 yuan of
 * interest due on the 15th. The enterprise and its legal representative have numbers of ranges that were never given out.
 */
final class Works {
    static final LocalDate OPENED = LocalDate.of(2024, 3, 15);
    private static final String PRINCIPAL = "120000";
    private static final String CODE_BODY = "91990000XYN000001";
    static final String CREDIT_CODE = CODE_BODY + UnifiedSocialCreditCode.checkCharacter(CODE_BODY);

    private final List<Repayment> repayments = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private AccountKind kind = AccountKind.NON_REVOLVING;
    private @Nullable Agreement agreement;
    private LocalDate closed = LocalDate.MAX;
    private LocalDate chargedOff = LocalDate.MAX;
    private LocalDate moved = LocalDate.MAX;
    private int monthsMoved;
    private String name = "合成样本制造有限公司";
    private boolean person;
    private boolean noticed = true;
    private final List<Party> others = new ArrayList<>();
    private SecurityKind security = SecurityKind.UNSECURED;
    private RiskClass classAfter = RiskClass.SPECIAL_MENTION;

    static {
        Records.trust();
    }

    /** Another kind of account; those with a limit are under an agreement. */
    Works kind(AccountKind other) {
        kind = other;
        if (other == AccountKind.REVOLVING) {
            drawn(OPENED.toString(), PRINCIPAL);
        }
        return other == AccountKind.DRAWDOWN || other == AccountKind.REVOLVING ? underAgreement() : this;
    }

    Works underAgreement() {
        agreement = Agreement.newBuilder()
                .setAgreementKey("AG1")
                .setKind(AgreementKind.CREDIT_LINE)
                .setCurrency("CNY")
                .setLimit(Records.amount("500000"))
                .setRevolving(true)
                .setValidFrom(OPENED)
                .setValidTo(OPENED.plusYears(3))
                .setStatus(AgreementStatus.IN_FORCE)
                .setStatusSince(OPENED)
                .build();
        return this;
    }

    /** The same account of a person. */
    Works ofPerson() {
        person = true;
        name = "TEST PERSON";
        return this;
    }

    Works withoutNotice() {
        noticed = false;
        return this;
    }

    /** A person answers for the debt beside the borrower. */
    Works guaranteedBy(String guarantor) {
        security = SecurityKind.GUARANTEED;
        others.add(Party.newBuilder()
                .setPartyKey("G1")
                .setRole(PartyRole.GUARANTOR)
                .setKind(PartyKind.PERSON)
                .setDocuments(List.of(document(DocumentType.NATIONAL_ID, "440300190101310023")))
                .setPerson(PersonProfile.newBuilder().setFullName(guarantor).build())
                .build());
        return this;
    }

    Works named(String other) {
        name = other;
        return this;
    }

    Works paid(String on, String amount) {
        Repayment one = Records.paid("r" + on, on, amount);
        if (kind == AccountKind.COLLECTION) {
            one.setSplit(new AmountSplit(
                    Records.amount(amount), Records.amount("0"), Records.amount("0"), Records.amount("0")));
        }
        repayments.add(one);
        return this;
    }

    Works without(String on) {
        repayments.removeIf(one -> one.getPaidOn().toString().equals(on));
        return this;
    }

    Works closed(String on, String amount) {
        paid(on, amount);
        closed = LocalDate.parse(on);
        return this;
    }

    Works drawn(String on, String amount) {
        return happened(EventKind.DISBURSEMENT, on, amount, null);
    }

    Works classed(String on, RiskClass after) {
        classAfter = after;
        return classed(on);
    }

    Works classed(String on) {
        AccountEvent event = event(EventKind.CLASS_CHANGE, on, null);
        event.setValueBefore("NORMAL");
        event.setValueAfter(classAfter.name());
        events.add(event);
        return this;
    }

    Works chargedOff(String on) {
        chargedOff = LocalDate.parse(on);
        return happened(EventKind.CHARGE_OFF, on, null, null);
    }

    /** What falls due after a day falls due months later. */
    Works extended(String on, int months) {
        moved = LocalDate.parse(on);
        monthsMoved = months;
        return happened(EventKind.EXTENSION, on, "60000", months);
    }

    Works happened(EventKind what, String on, @Nullable String amount, @Nullable Integer months) {
        AccountEvent event = event(what, on, amount);
        event.setMonthsMoved(months);
        events.add(event);
        return this;
    }

    private AccountEvent event(EventKind what, String on, @Nullable String amount) {
        return AccountEvent.newBuilder()
                .setEventKey("e" + events.size())
                .setKind(what)
                .setOccurredOn(LocalDate.parse(on))
                .setAmount(amount == null ? null : Records.amount(amount))
                .build();
    }

    /** As the lender knows it at the end of a day. */
    CreditRecord at(String day) {
        LocalDate asOf = LocalDate.parse(day);
        boolean claim = kind == AccountKind.COLLECTION;
        boolean line = kind == AccountKind.REVOLVING;
        List<AccountEvent> happened = events.stream()
                .filter(one -> !one.getOccurredOn().isAfter(asOf))
                .map(one -> AccountEvent.newBuilder(one).build())
                .toList();
        CreditRecord record = CreditRecord.newBuilder()
                .setReport(new ReportIdentity("LENDER", "B1", "WK0000000001", asOf, asOf))
                .setAccount(Account.newBuilder()
                        .setKind(kind)
                        .setPurpose(claim ? null : Purpose.WORKING_CAPITAL)
                        .setCurrency("CNY")
                        .setPrincipal(line ? null : Records.amount(PRINCIPAL))
                        .setCreditLimit(line ? Records.amount("500000") : null)
                        .setOpenedOn(OPENED)
                        .setFirstDrawnOn(OPENED)
                        .setMaturesOn(claim ? null : OPENED.plusMonths(6))
                        .setRepaymentMethod(
                                claim ? null : line ? RepaymentMethod.ON_DEMAND : RepaymentMethod.EQUAL_PRINCIPAL)
                        .setFrequencyUnit(claim ? null : FrequencyUnit.MONTH)
                        .setFrequencyEvery(claim ? null : 1)
                        .setInstalmentCount(claim ? null : 6)
                        .setGraceDays(0)
                        .setSecurity(claim ? null : security)
                        .build())
                .setParties(parties())
                .setAgreement(agreement)
                .setFunding(Funding.newBuilder()
                        .setKind(FundingKind.OWN)
                        .setShares(List.of())
                        .build())
                .setInstalments(claim ? List.of() : instalments(asOf))
                .setRepayments(repayments.stream()
                        .filter(one -> !one.getPaidOn().isAfter(asOf))
                        .map(one -> Repayment.newBuilder(one).build())
                        .toList())
                .setEvents(happened)
                .setState(state(asOf, happened))
                .setConsents(List.of(Consent.newBuilder()
                        .setPartyKey("E1")
                        .setRecipient("PBOC")
                        .setPurpose("credit registry")
                        .setClauseVersion("1")
                        .setGivenOn(OPENED)
                        .build()))
                .setNotices(
                        noticed
                                ? List.of(Notice.newBuilder()
                                        .setPartyKey("E1")
                                        .setSentOn(OPENED)
                                        .setChannel("message")
                                        .build())
                                : List.of())
                .build();
        return HistoryDerivation.derive(record).record();
    }

    private AccountState state(LocalDate asOf, List<AccountEvent> happened) {
        boolean over = !closed.isAfter(asOf);
        LocalDate classed = happened.stream()
                .filter(one -> one.getKind() == EventKind.CLASS_CHANGE)
                .map(AccountEvent::getOccurredOn)
                .findFirst()
                .orElse(null);
        return AccountState.newBuilder()
                .setStatus(
                        over
                                ? new StatusSince(AccountStatus.CLOSED, closed)
                                : !chargedOff.isAfter(asOf)
                                        ? new StatusSince(AccountStatus.CHARGED_OFF, chargedOff)
                                        : new StatusSince(AccountStatus.OPEN, OPENED))
                .setRiskClass(
                        classed == null
                                ? new RiskClassSince(RiskClass.NORMAL, OPENED)
                                : new RiskClassSince(classAfter, classed))
                .setClosing(over ? new Closing(closed, ClosingReason.PAID_AS_AGREED) : null)
                .build();
    }

    private List<Party> parties() {
        List<Party> parties = new ArrayList<>(List.of(person ? personBorrower() : borrower()));
        parties.addAll(others);
        return parties;
    }

    private Party personBorrower() {
        return Party.newBuilder()
                .setPartyKey("E1")
                .setRole(PartyRole.BORROWER)
                .setKind(PartyKind.PERSON)
                .setDocuments(List.of(document(DocumentType.NATIONAL_ID, "110101190101010011")))
                .setPerson(PersonProfile.newBuilder().setFullName(name).build())
                .build();
    }

    private Party borrower() {
        return Party.newBuilder()
                .setPartyKey("E1")
                .setRole(PartyRole.BORROWER)
                .setKind(PartyKind.ORGANISATION)
                .setDocuments(List.of(document(DocumentType.UNIFIED_SOCIAL_CREDIT_CODE, CREDIT_CODE)))
                .setOrganisation(OrganisationProfile.newBuilder()
                        .setLegalName(name)
                        .setLegalForm("1")
                        .setIndustryCode("C3399")
                        .setSizeClass("SMALL")
                        .setRepresentativeName("TEST PERSON")
                        .setRepresentativeDocuments(List.of(document(DocumentType.NATIONAL_ID, "110101190101010011")))
                        .build())
                .setContact(ContactProfile.newBuilder()
                        .setTelephones(List.of("01000000000"))
                        .setAddresses(List.of(Address.newBuilder()
                                .setKind(AddressKind.REGISTERED)
                                .setLines("Test Road 1")
                                .setAreaCode("110101")
                                .setCountry("CN")
                                .build()))
                        .build())
                .build();
    }

    private static IdentityDocument document(DocumentType type, String number) {
        return IdentityDocument.newBuilder().setType(type).setNumber(number).build();
    }

    private List<Instalment> instalments(LocalDate asOf) {
        List<Instalment> instalments = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LocalDate due = OPENED.plusMonths(i + 1L);
            boolean later = !moved.isAfter(asOf) && due.isAfter(moved);
            instalments.add(Instalment.newBuilder()
                    .setNumber(i + 1)
                    .setDueOn(later ? due.plusMonths(monthsMoved) : due)
                    .setDue(new AmountSplit(
                            Records.amount("20000"), Records.amount("500"), Records.amount("0"), Records.amount("0")))
                    .build());
        }
        return instalments;
    }
}
