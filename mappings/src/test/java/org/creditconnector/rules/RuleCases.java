package org.creditconnector.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.creditconnector.fixture.Records;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.ClosingReason;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.FunderShare;
import org.creditconnector.record.Funding;
import org.creditconnector.record.FundingKind;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.PartyRole;
import org.creditconnector.record.PeriodState;

/** For each rule a record that is near the fault and right, and one that has the fault. */
public final class RuleCases {
    /**
     * @param right changes the sound loan into one that the rule must let pass
     * @param wrong changes the sound loan into one that the rule must find
     * @param path where it must find it
     */
    public record Case(Consumer<CreditRecord> right, Consumer<CreditRecord> wrong, String path) {}

    private RuleCases() {}

    /** By id of the rule. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put(
                "REC-CURRENCY",
                new Case(
                        loan -> loan.getAccount().setCurrency("CNY"),
                        loan -> loan.getAccount().setCurrency("RMB"),
                        "account.currency"));
        cases.put(
                "REC-AMOUNT-NEGATIVE",
                new Case(
                        RuleCases::cardInCredit,
                        loan -> loan.getInstalments().get(0).getDue().setFees(amount("-0.000001")),
                        "instalments[0].due.fees"));
        cases.put(
                "REC-AMOUNT-ABSURD",
                new Case(
                        loan -> Records.event(loan, EventKind.OTHER, "2023-02-01", "1000000000000000"),
                        loan -> Records.event(loan, EventKind.OTHER, "2023-02-01", "1000000000000001"),
                        "events[0].amount"));
        cases.put(
                "REC-LIMIT-OR-PRINCIPAL",
                new Case(
                        loan -> {
                            loan.getAccount().setKind(AccountKind.OTHER);
                            loan.getAccount().setPrincipal(null);
                            Records.explained(loan, "account.principal", MissingReason.UNKNOWN);
                        },
                        loan -> loan.getAccount().setPrincipal(null),
                        "account.principal"));
        cases.put(
                "REC-SPLIT-SUM",
                new Case(
                        loan -> split(loan, "principal=100", "interest=9"),
                        loan -> split(loan, "principal=100", "interest=10.000001"),
                        "repayments[0].split"));
        cases.put(
                "REC-DATE-RANGE",
                new Case(
                        loan -> loan.getAccount().setMaturesOn(date("2123-03-31")),
                        loan -> loan.getAccount().setMaturesOn(date("2123-04-01")),
                        "account.maturesOn"));
        cases.put(
                "REC-DATE-ORDER",
                new Case(
                        loan -> loan.getAccount().setMaturesOn(date("2023-01-15")),
                        loan -> loan.getAccount().setMaturesOn(date("2023-01-14")),
                        "account.maturesOn"));
        cases.put(
                "REC-FACT-AFTER-AS-OF",
                new Case(
                        loan -> loan.getRepayments().get(0).setPaidOn(date("2023-03-31")),
                        loan -> loan.getRepayments().get(0).setPaidOn(date("2023-04-01")),
                        "repayments[0].paidOn"));
        cases.put(
                "REC-SCHEDULE-SUM",
                new Case(
                        loan -> loan.getAccount().setPrincipal(amount("200.00")),
                        loan -> loan.getAccount().setPrincipal(amount("200.01")),
                        "account.principal"));
        cases.put(
                "REC-INSTALMENT-NUMBER",
                new Case(
                        loan -> loan.getInstalments().get(1).setNumber(7),
                        loan -> loan.getInstalments().get(1).setNumber(1),
                        "instalments[1].number"));
        cases.put(
                "REC-INSTALMENT-PARTS",
                new Case(
                        loan -> loan.getInstalments().get(0).setPaid(Records.split("principal=100", "interest=10")),
                        loan -> loan.getInstalments().get(0).setPaid(Records.split("principal=101", "interest=9")),
                        "instalments[0].due"));
        cases.put(
                "REC-REPAYMENT-DUPLICATE",
                new Case(
                        loan -> Records.repayment(loan, "2023-03-01", "10"),
                        loan -> Records.repayment(loan, "2023-03-01", "10").setRepaymentKey("R001"),
                        "repayments[1].repaymentKey"));
        cases.put(
                "REC-EVENT-DUPLICATE",
                new Case(loan -> twoEvents(loan, "E002"), loan -> twoEvents(loan, "E001"), "events[1].eventKey"));
        cases.put(
                "REC-PARTY-NONE",
                new Case(
                        loan -> loan.getParties().add(0, Records.borrower("P-0")),
                        loan -> loan.getParties().get(0).setRole(PartyRole.GUARANTOR),
                        "parties"));
        cases.put(
                "REC-SHARES-SUM",
                new Case(
                        loan -> shares(loan, "0.70000000", "0.30000000"),
                        loan -> shares(loan, "0.70000000", "0.29999999"),
                        "funding.shares"));
        cases.put(
                "REC-CLOSED-WITH-BALANCE",
                new Case(
                        loan -> {
                            Records.repayment(loan, "2023-03-01", "110");
                            Records.closed(loan, "2023-03-20", ClosingReason.PAID_EARLY);
                        },
                        loan -> Records.closed(loan, "2023-03-20", ClosingReason.PAID_EARLY),
                        "position.balance"));
        cases.put(
                "REC-OVERDUE-DPD",
                new Case(
                        loan -> lenderMonth(loan, "110", 16),
                        loan -> lenderMonth(loan, "110", 0),
                        "months[2].daysPastDue"));
        cases.put(
                "REC-MONTH-ORDER",
                new Case(
                        loan -> lenderMonth(loan, "0", 0),
                        loan -> lenderMonth(loan, "0", 0).setStateOn(date("2023-02-28")),
                        "months[2].stateOn"));
        cases.put(
                "REC-MISSING-UNEXPLAINED",
                new Case(
                        loan -> {
                            loan.getParties().get(0).setContact(null);
                            loan.getMissing()
                                    .removeIf(missing -> missing.getPath().equals("parties[].contact"));
                            Records.explained(loan, "parties[0].contact", MissingReason.WITHHELD);
                        },
                        loan -> loan.getMissing()
                                .removeIf(missing -> missing.getPath().equals("parties[].contact")),
                        "parties[0].contact"));
        cases.put(
                "REC-MISSING-PATH",
                new Case(
                        loan -> Records.explained(loan, "repayments[3].split", MissingReason.UNKNOWN),
                        loan -> Records.explained(loan, "account.colour", MissingReason.UNKNOWN),
                        "missing[0].path"));
        return cases;
    }

    /** A loan of two instalments, the first one paid, without any fault. */
    static CreditRecord soundLoan() {
        CreditRecord loan = Records.loan("200", "2023-01-15", "2023-03-31");
        Records.instalment(loan, "2023-02-15", "principal=100", "interest=10");
        Records.instalment(loan, "2023-03-15", "principal=100", "interest=10");
        Records.repayment(loan, "2023-02-15", "110");
        return loan;
    }

    /** The sound loan after a change, derived. */
    public static CreditRecord changed(Consumer<CreditRecord> change) {
        CreditRecord loan = soundLoan();
        change.accept(loan);
        return HistoryDerivation.derive(loan).record();
    }

    private static void cardInCredit(CreditRecord loan) {
        loan.getAccount().setKind(AccountKind.CARD);
        loan.getAccount().setCreditLimit(amount("500"));
        PeriodState month = lenderMonth(loan, "0", 0);
        month.setBalance(amount("-40"));
        month.setCreditLimit(amount("500"));
    }

    private static PeriodState lenderMonth(CreditRecord loan, String overdue, int daysPastDue) {
        PeriodState month = Records.lenderMonth(loan, "2023-03-31", "100", "0", 1);
        month.setDue(amount("110"));
        month.setOverdueTotal(amount(overdue));
        month.setOverduePrincipal(amount("0"));
        month.setDaysPastDue(daysPastDue);
        month.setInstalmentsLeft(1);
        Records.explained(loan, "months[].status", MissingReason.UNKNOWN);
        return month;
    }

    private static void split(CreditRecord loan, String... parts) {
        AmountSplit split = Records.split(parts);
        loan.getRepayments().get(0).setSplit(split);
    }

    private static void twoEvents(CreditRecord loan, String secondKey) {
        Records.event(loan, EventKind.OTHER, "2023-02-01", null);
        Records.event(loan, EventKind.OTHER, "2023-02-02", null).setEventKey(secondKey);
    }

    private static void shares(CreditRecord loan, String... shares) {
        List<FunderShare> funders = new ArrayList<>();
        for (String share : shares) {
            funders.add(new FunderShare("F" + funders.size(), "Funder", new BigDecimal(share), null, true));
        }
        loan.setFunding(new Funding(FundingKind.JOINT_LENDING, funders));
    }

    private static BigDecimal amount(String text) {
        return Records.amount(text);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
