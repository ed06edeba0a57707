package org.creditconnector.synthetic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Repayment plans of instalment loans. */
final class Schedules {
    private Schedules() {}

    /**
     * A plan with monthly due dates on the day of opening, or one due date at the end.
     *
     * @param method {@code EQ} equal instalments, {@code EP} equal principal, {@code BU} everything at the end
     * @param principal in hundredths
     * @param yearly interest of a year in ten-thousandths
     */
    static List<Instalment> of(String method, long principal, int months, int yearly, LocalDate opened) {
        List<Instalment> plan = new ArrayList<>();
        if (method.equals("BU")) {
            long interest = principal * yearly * months / 120_000;
            plan.add(new Instalment(1, opened, Ledger.NEVER, opened, opened.plusMonths(months), principal, interest));
            return plan;
        }
        double rate = yearly / 120_000.0;
        long instalment = Math.round(principal * rate / (1 - StrictMath.pow(1 + rate, -months)));
        long left = principal;
        for (int number = 1; number <= months; number++) {
            long interest = Math.round(left * rate);
            long part = number == months
                    ? left
                    : method.equals("EP") ? principal / months : Math.min(left, instalment - interest);
            plan.add(new Instalment(
                    number,
                    opened,
                    Ledger.NEVER,
                    opened.plusMonths(number - 1L),
                    opened.plusMonths(number),
                    part,
                    interest));
            left -= part;
        }
        return plan;
    }
}
