package org.creditconnector.benchmarks.micro;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.Address;
import org.creditconnector.record.AddressKind;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.ContactProfile;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.DocumentType;
import org.creditconnector.record.EmploymentProfile;
import org.creditconnector.record.FrequencyUnit;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Lineage;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PersonProfile;
import org.creditconnector.record.RateKind;
import org.creditconnector.record.RateTerms;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.RepaymentMethod;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.RiskClass;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.SecurityKind;
import org.creditconnector.record.StatusSince;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;

/**
 * What a programmer would write for the reference lender in place of its mapping: the same fields from the same rows, without the
 * mapping's checks and without anything that says where a value comes from.
 */
public final class HandWrittenMapping {
    private static final int SCALE = 6;
    private static final int RATE_SCALE = 10;
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(SCALE);

    /** Fields that one account fills: 27 of the account, 6 of each instalment, 5 of each repayment. */
    public static final int FIELDS = 27 + 25 * 6 + 20 * 5;

    private HandWrittenMapping() {}

    /** The record before anything is derived; no reason is noted for what is missing. */
    public static CreditRecord record(SourceAccount source) {
        SourceRow row = source.account();
        CreditRecord record = new CreditRecord();
        record.setReport(identity(row));
        record.setLineage(new Lineage("reference", "reference-lender", "", row.position()));
        record.setAccount(account(row));
        record.setParties(List.of(borrower(row)));
        List<Instalment> instalments = new ArrayList<>();
        for (SourceRow one : source.rows("instalments")) {
            instalments.add(instalment(one));
        }
        record.setInstalments(instalments);
        List<Repayment> repayments = new ArrayList<>();
        for (SourceRow one : source.rows("repayments")) {
            repayments.add(repayment(one));
        }
        record.setRepayments(repayments);
        record.setState(state(row));
        record.setCollateral(new ArrayList<>(0));
        record.setEvents(new ArrayList<>(0));
        record.setMonths(new ArrayList<>(0));
        record.setConsents(new ArrayList<>(0));
        record.setNotices(new ArrayList<>(0));
        record.setMissing(new ArrayList<>(0));
        return record;
    }

    private static ReportIdentity identity(SourceRow row) {
        ReportIdentity report = new ReportIdentity();
        report.setLenderCode(ReferenceAccount.RUN.lenderCode());
        report.setBranchCode(text(row, 4));
        report.setAccountKey(text(row, 2));
        report.setAsOf(ReferenceAccount.RUN.asOf());
        report.setBusinessDate(ReferenceAccount.RUN.businessDate());
        return report;
    }

    private static Account account(SourceRow row) {
        Account account = new Account();
        account.setKind(AccountKind.NON_REVOLVING);
        account.setProductCode(text(row, 3));
        account.setCurrency(text(row, 5));
        account.setPrincipal(amount(row, 8));
        account.setOpenedOn((LocalDate) row.value(6));
        account.setFirstDrawnOn((LocalDate) row.value(6));
        account.setMaturesOn((LocalDate) row.value(7));
        account.setRepaymentMethod(
                switch (number(row, 11)) {
                    case 1 -> RepaymentMethod.EQUAL_INSTALMENTS;
                    case 2 -> RepaymentMethod.EQUAL_PRINCIPAL;
                    case 3 -> RepaymentMethod.BULLET;
                    default -> throw new IllegalArgumentException("repay_method");
                });
        account.setFrequencyUnit(FrequencyUnit.MONTH);
        account.setFrequencyEvery(1);
        account.setInstalmentCount(number(row, 12));
        account.setAllocationOrder(new ArrayList<>(0));
        account.setFormerKeys(new ArrayList<>(0));
        account.setSecurity(
                switch (number(row, 10)) {
                    case 1 -> SecurityKind.PLEDGED;
                    case 2 -> SecurityKind.MORTGAGED;
                    case 3 -> SecurityKind.GUARANTEED;
                    case 4 -> SecurityKind.UNSECURED;
                    default -> throw new IllegalArgumentException("guarantee");
                });
        RateTerms rate = new RateTerms();
        rate.setKind(RateKind.FIXED);
        rate.setAnnualRate(((BigDecimal) row.value(9)).setScale(RATE_SCALE, RoundingMode.UNNECESSARY));
        account.setRate(rate);
        return account;
    }

    private static Party borrower(SourceRow row) {
        Party party = new Party();
        party.setPartyKey("borrower-" + row.value(1));
        party.setRole(PartyRole.BORROWER);
        party.setKind(PartyKind.PERSON);
        PersonProfile person = new PersonProfile();
        person.setFullName(text(row, 16));
        person.setBirthDate((LocalDate) row.value(17));
        party.setPerson(person);
        IdentityDocument document = new IdentityDocument();
        document.setType(DocumentType.NATIONAL_ID);
        document.setNumber(text(row, 15));
        party.setDocuments(List.of(document));
        ContactProfile contact = new ContactProfile();
        contact.setTelephones(List.of(text(row, 18)));
        Address address = new Address();
        address.setKind(AddressKind.RESIDENCE);
        address.setLines(text(row, 19));
        contact.setAddresses(List.of(address));
        party.setContact(contact);
        EmploymentProfile employment = new EmploymentProfile();
        employment.setSituation(String.valueOf(row.value(20)));
        party.setEmployment(employment);
        return party;
    }

    private static Instalment instalment(SourceRow row) {
        Instalment instalment = new Instalment();
        instalment.setNumber(number(row, 1));
        instalment.setDueOn((LocalDate) row.value(2));
        AmountSplit due = new AmountSplit();
        due.setPrincipal(amount(row, 3));
        due.setInterest(amount(row, 4));
        due.setFees(amount(row, 5));
        due.setPenalties(NOTHING);
        instalment.setDue(due);
        return instalment;
    }

    private static Repayment repayment(SourceRow row) {
        Repayment repayment = new Repayment();
        repayment.setRepaymentKey(String.valueOf(row.value(1)));
        repayment.setPaidOn(((LocalDateTime) row.value(2)).toLocalDate());
        repayment.setAmount(amount(row, 3));
        repayment.setKind(RepaymentKind.REPAYMENT);
        repayment.setReversed(false);
        return repayment;
    }

    private static AccountState state(SourceRow row) {
        AccountState state = new AccountState();
        StatusSince status = new StatusSince();
        status.setValue(
                switch (number(row, 13)) {
                    case 1 -> AccountStatus.OPEN;
                    case 2 -> AccountStatus.CLOSED;
                    default -> throw new IllegalArgumentException("status");
                });
        status.setSince((LocalDate) row.value(6));
        state.setStatus(status);
        RiskClassSince risk = new RiskClassSince();
        risk.setValue(
                switch (number(row, 14)) {
                    case 1 -> RiskClass.NORMAL;
                    case 2 -> RiskClass.SPECIAL_MENTION;
                    case 3 -> RiskClass.SUBSTANDARD;
                    case 4 -> RiskClass.DOUBTFUL;
                    case 5 -> RiskClass.LOSS;
                    default -> throw new IllegalArgumentException("five_class");
                });
        state.setRiskClass(risk);
        return state;
    }

    private static String text(SourceRow row, int column) {
        return (String) row.value(column);
    }

    private static int number(SourceRow row, int column) {
        return Math.toIntExact((Long) row.value(column));
    }

    private static BigDecimal amount(SourceRow row, int column) {
        return ((BigDecimal) row.value(column)).setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
