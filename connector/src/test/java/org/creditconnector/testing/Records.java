package org.creditconnector.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.creditconnector.record.Account;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.AccountState;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Lineage;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.creditconnector.record.RepaymentKind;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.StatusSince;

/** Small credit records for tests: one loan of 1000.00 INR opened 2012-11-05, with the repayments a test gives it. */
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
                .setRepayments(new ArrayList<>(List.of(repayments)))
                .setState(AccountState.newBuilder()
                        .setStatus(new StatusSince(AccountStatus.OPEN, OPENED))
                        .build())
                .setMissing(List.of(
                        new MissingValue("account.creditLimit", MissingReason.NOT_APPLICABLE),
                        new MissingValue("agreement", MissingReason.UNKNOWN)))
                .build();
        derive(record);
        return record;
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

    /** The record as it was true at an earlier date: what was paid later had not happened. */
    public static CreditRecord at(CreditRecord record, LocalDate date) {
        if (date.isBefore(record.getAccount().getOpenedOn())) {
            return null;
        }
        CreditRecord earlier = CreditRecord.newBuilder(record).build();
        earlier.getReport().setAsOf(date);
        earlier.setRepayments(new ArrayList<>(record.getRepayments().stream()
                .filter(repayment -> !repayment.getPaidOn().isAfter(date))
                .toList()));
        derive(earlier);
        return earlier;
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

    private static void derive(CreditRecord record) {
        BigDecimal balance = record.getRepayments().stream()
                .map(Repayment::getAmount)
                .reduce(record.getAccount().getPrincipal(), BigDecimal::subtract);
        PeriodState position = state(record.getReport().getAsOf(), FigureOrigin.DERIVED, balance.toPlainString());
        record.setPosition(position);
        record.setMonths(new ArrayList<>(List.of(position)));
    }
}
