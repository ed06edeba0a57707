package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.Closing;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.Consent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.DocumentType;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FrequencyUnit;
import org.creditconnector.record.Funding;
import org.creditconnector.record.FundingKind;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Notice;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.Purpose;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.RepaymentMethod;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.RiskClass;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.SecurityKind;
import org.creditconnector.record.StatusSince;
import org.creditconnector.testing.Records;

/**
 * The life of one synthetic loan: 12,000 yuan paid out on 2024-03-15 in 12 instalments of 1,050 yuan due on the 15th, the first of
 * them with 945 yuan of principal. The number of the borrower is of a range that was never given out.
 */
final class Yuan {
    static final LocalDate OPENED = LocalDate.of(2024, 3, 15);
    private static final int[] PRINCIPAL = {945, 953, 962, 970, 979, 988, 996, 1005, 1014, 1023, 1032, 1133};

    private final List<Repayment> repayments = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private LocalDate closed = LocalDate.MAX;
    private ClosingReason reason = ClosingReason.PAID_EARLY;
    private AccountStatus status = AccountStatus.CLOSED;
    private boolean consent = true;
    private boolean notice = true;
    private String name = "TEST PERSON";

    static {
        Records.trust();
    }

    Yuan paid(String on, String amount) {
        repayments.add(Records.paid("r" + on, on, amount));
        return this;
    }

    Yuan settled(String on, String amount) {
        Repayment last = Records.paid("r" + on, on, amount);
        last.setKind(RepaymentKind.SETTLEMENT);
        repayments.add(last);
        closed = LocalDate.parse(on);
        events.add(AccountEvent.newBuilder()
                .setEventKey("e" + on)
                .setKind(EventKind.EARLY_SETTLEMENT)
                .setOccurredOn(closed)
                .setAmount(Records.amount(amount))
                .build());
        return this;
    }

    /** An event of a kind, without an end of the account. */
    Yuan happened(String kind, String on, String amount) {
        events.add(AccountEvent.newBuilder()
                .setEventKey("e" + kind + on)
                .setKind(EventKind.valueOf(kind))
                .setOccurredOn(LocalDate.parse(on))
                .setAmount(Records.amount(amount))
                .build());
        return this;
    }

    /** A guarantor paid in the borrower's place. */
    Yuan compensated(String on, String amount) {
        Repayment paid = Records.paid("r" + on, on, amount);
        paid.setKind(RepaymentKind.COMPENSATION);
        repayments.add(paid);
        return happened("COMPENSATION_BY_GUARANTOR", on, amount);
    }

    /** The debt was sold: for the lender the account is over. */
    Yuan sold(String on, String amount) {
        closed = LocalDate.parse(on);
        reason = ClosingReason.TRANSFERRED;
        status = AccountStatus.TRANSFERRED;
        return happened("TRANSFER_OUT", on, amount);
    }

    Yuan without(String on) {
        repayments.removeIf(one -> one.getPaidOn().toString().equals(on));
        return this;
    }

    Yuan withoutConsent() {
        consent = false;
        return this;
    }

    Yuan withoutNotice() {
        notice = false;
        return this;
    }

    Yuan named(String other) {
        name = other;
        return this;
    }

    /** As the lender knows it at the end of a day. */
    CreditRecord at(String day) {
        LocalDate asOf = LocalDate.parse(day);
        boolean over = !closed.isAfter(asOf);
        CreditRecord record = CreditRecord.newBuilder()
                .setReport(new ReportIdentity("LENDER", "B1", "LN0000000001", asOf, asOf))
                .setAccount(Account.newBuilder()
                        .setKind(AccountKind.NON_REVOLVING)
                        .setPurpose(Purpose.CONSUMPTION)
                        .setCurrency("CNY")
                        .setPrincipal(Records.amount("12000"))
                        .setOpenedOn(OPENED)
                        .setFirstDrawnOn(OPENED)
                        .setMaturesOn(OPENED.plusMonths(12))
                        .setRepaymentMethod(RepaymentMethod.EQUAL_INSTALMENTS)
                        .setFrequencyUnit(FrequencyUnit.MONTH)
                        .setFrequencyEvery(1)
                        .setInstalmentCount(12)
                        .setGraceDays(0)
                        .setSecurity(SecurityKind.UNSECURED)
                        .build())
                .setParties(List.of(borrower()))
                .setFunding(Funding.newBuilder()
                        .setKind(FundingKind.OWN)
                        .setShares(List.of())
                        .build())
                .setInstalments(instalments())
                .setRepayments(repayments.stream()
                        .filter(one -> !one.getPaidOn().isAfter(asOf))
                        .map(one -> Repayment.newBuilder(one).build())
                        .toList())
                .setEvents(events.stream()
                        .filter(one -> !one.getOccurredOn().isAfter(asOf))
                        .toList())
                .setState(AccountState.newBuilder()
                        .setStatus(over ? new StatusSince(status, closed) : new StatusSince(AccountStatus.OPEN, OPENED))
                        .setRiskClass(new RiskClassSince(RiskClass.NORMAL, OPENED))
                        .setClosing(over ? new Closing(closed, reason) : null)
                        .build())
                .setConsents(
                        consent
                                ? List.of(Consent.newBuilder()
                                        .setPartyKey("P1")
                                        .setRecipient("PBOC")
                                        .setPurpose("credit registry")
                                        .setClauseVersion("1")
                                        .setGivenOn(OPENED)
                                        .build())
                                : List.of())
                .setNotices(
                        notice
                                ? List.of(Notice.newBuilder()
                                        .setPartyKey("P1")
                                        .setSentOn(OPENED)
                                        .setChannel("message")
                                        .build())
                                : List.of())
                .build();
        return HistoryDerivation.derive(record).record();
    }

    private Party borrower() {
        return Party.newBuilder()
                .setPartyKey("P1")
                .setRole(PartyRole.BORROWER)
                .setKind(PartyKind.PERSON)
                .setDocuments(List.of(IdentityDocument.newBuilder()
                        .setType(DocumentType.NATIONAL_ID)
                        .setNumber("110101190101010011")
                        .build()))
                .setPerson(PersonProfile.newBuilder().setFullName(name).build())
                .build();
    }

    private static List<Instalment> instalments() {
        List<Instalment> instalments = new ArrayList<>();
        for (int i = 0; i < PRINCIPAL.length; i++) {
            BigDecimal principal = BigDecimal.valueOf(PRINCIPAL[i]).setScale(6);
            BigDecimal all = BigDecimal.valueOf(1050).setScale(6);
            instalments.add(Instalment.newBuilder()
                    .setNumber(i + 1)
                    .setDueOn(OPENED.plusMonths(i + 1L))
                    .setDue(new AmountSplit(
                            principal, all.subtract(principal).max(BigDecimal.ZERO.setScale(6)), zero(), zero()))
                    .build());
        }
        return instalments;
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(6);
    }
}
