package org.creditconnector.benchmarks.peers;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.creditconnector.benchmarks.light.LightAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An account with its months as JSON, as a job that posts records one by one sends it. */
final class RecordText {
    private static final JsonMapper JSON = new JsonMapper();

    private RecordText() {}

    static String of(LightAccount a) {
        Map<String, @Nullable Object> borrower = new LinkedHashMap<>();
        borrower.put("idType", a.idType);
        borrower.put("idNo", a.idNumber);
        borrower.put("fullName", a.name);
        borrower.put("birthDate", date(a.birth));
        borrower.put("phone", a.phone);
        borrower.put("address", a.address);
        borrower.put("employment", a.employment);
        Map<String, @Nullable Object> account = new LinkedHashMap<>();
        account.put("accountNo", a.accountNo);
        account.put("productCode", a.product);
        account.put("branchCode", a.branch);
        account.put("currency", a.currency);
        account.put("openDate", date(a.opened));
        account.put("maturityDate", date(a.matures));
        account.put("loanAmount", amount(a.loan));
        account.put("creditLimit", amount(a.limit));
        account.put("rate", BigDecimal.valueOf(a.rate, 6));
        account.put("guarantee", a.guarantee);
        account.put("repayMethod", a.method);
        account.put("repayFreq", a.frequency);
        account.put("termMonths", a.term);
        account.put("status", a.status);
        account.put("fiveClass", a.riskClass);
        account.put("balance", amount(a.balance));
        account.put("purpose", a.purpose);
        List<Map<String, @Nullable Object>> months = new ArrayList<>();
        for (int month = 0; month < LightAccount.MONTHS; month++) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("month", LightAccount.NAMES[month]);
            one.put("due", amount(a.due[month]));
            one.put("paid", amount(a.paid[month]));
            one.put("overdue", amount(a.overdue[month]));
            one.put("overduePeriods", a.periods[month]);
            one.put("paidCount", a.payments[month]);
            one.put("status", a.periods[month] == 0 ? "N" : "S" + Math.min(7, a.periods[month]));
            months.add(one);
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("recordId", "LENDER0001-" + a.accountNo + "-20261031");
        record.put("reportDate", LightAccount.REPORTED.toString());
        record.put("borrower", borrower);
        record.put("account", account);
        record.put("history", months);
        record.put("totalDue", amount(a.totalDue));
        record.put("totalPaid", amount(a.totalPaid));
        record.put("overdueAmount", amount(a.overdue[LightAccount.MONTHS - 1]));
        record.put("monthsOverdue", a.monthsOverdue);
        return JSON.writeValueAsString(record);
    }

    private static @Nullable String date(int day) {
        return day == LightAccount.NONE ? null : LocalDate.ofEpochDay(day).toString();
    }

    private static @Nullable BigDecimal amount(long cents) {
        return cents == LightAccount.NO_AMOUNT ? null : BigDecimal.valueOf(cents, 2);
    }
}
