package org.creditconnector.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.AmountSplit;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Lineage;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.StatusSince;

/** Small credit records for tests: one loan of 1000.00 INR opened 2012-11-05, two instalments of 500.00, with the repayments a test gives it. */
public final class Records {
    public static final LocalDate OPENED = LocalDate.of(2012, 11, 5);

    static {
        // Builders read default values into generated classes, which Avro does for trusted packages only.
        synchronized (ClassSecurityValidator.class) {
            ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    before, type -> type.getPackageName().startsWith("org.creditconnector.")));
        }
    }

    private Records() {}

    /** Loads this class, and with it the trust. */
    public static void trust() {}

    public static CreditRecord loan(String key, String asOf, Repayment... repayments) {
        LocalDate date = LocalDate.parse(asOf);
        Account account = Account.newBuilder()
                .setKind(AccountKind.NON_REVOLVING)
                .setCurrency("INR")
                .setPrincipal(amount("1000"))
                .setOpenedOn(OPENED)
                .build();
        CreditRecord record = CreditRecord.newBuilder()
                .setReport(new ReportIdentity("LENDER", "B1", key, date, date.plusDays(1)))
                .setLineage(new Lineage("source", "mapping", "v1", "accounts " + key))
                .setAccount(account)
                .setInstalments(new ArrayList<>(List.of(instalment(1, "2013-01-05"), instalment(2, "2013-05-05"))))
                .setRepayments(new ArrayList<>(List.of(repayments)))
                .setState(AccountState.newBuilder()
                        .setStatus(new StatusSince(AccountStatus.OPEN, OPENED))
                        .build())
                .setMissing(List.of(
                        new MissingValue("account.creditLimit", MissingReason.NOT_APPLICABLE),
                        new MissingValue("agreement", MissingReason.UNKNOWN),
                        new MissingValue("state.riskClass", MissingReason.UNKNOWN)))
                .build();
        return HistoryDerivation.derive(record).record();
    }

    private static Instalment instalment(int number, String dueOn) {
        AmountSplit due = new AmountSplit(amount("500"), amount("0"), amount("0"), amount("0"));
        return Instalment.newBuilder()
                .setNumber(number)
                .setDueOn(LocalDate.parse(dueOn))
                .setDue(due)
                .build();
    }

    public static Repayment paid(String key, String on, String amount) {
        return Repayment.newBuilder()
                .setRepaymentKey(key)
                .setPaidOn(LocalDate.parse(on))
                .setAmount(amount(amount))
                .setKind(RepaymentKind.REPAYMENT)
                .build();
    }

    public static CreditRecord closed(CreditRecord record, String on) {
        record.getState().setStatus(new StatusSince(AccountStatus.CLOSED, LocalDate.parse(on)));
        return record;
    }

    public static BigDecimal amount(String amount) {
        return new BigDecimal(amount).setScale(6);
    }

    public static PeriodState state(LocalDate on, FigureOrigin origin, String balance) {
        return PeriodState.newBuilder()
                .setMonth(YearMonth.from(on).toString())
                .setStateOn(on)
                .setOrigin(origin)
                .setBalance(amount(balance))
                .setOverduePrincipal(amount("0"))
                .setDaysPastDue(0)
                .build();
    }
}
