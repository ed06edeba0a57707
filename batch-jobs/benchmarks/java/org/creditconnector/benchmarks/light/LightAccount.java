package org.creditconnector.benchmarks.light;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * An account of the reference lender with its 24 months. Amounts in cents, the rate in millionths, dates in days since 1970; one
 * object is filled again and again.
 */
public final class LightAccount {
    public static final int MONTHS = 24;
    public static final LocalDate REPORTED = LocalDate.of(2026, 10, 31);
    public static final int REPORTED_DAY = (int) REPORTED.toEpochDay();
    /** Stands for null in a date or a small number. */
    public static final int NONE = Integer.MIN_VALUE;

    /** Stands for null in an amount. */
    public static final long NO_AMOUNT = Long.MIN_VALUE;

    /** The months as yyyymm. */
    public static final int[] NAMES = new int[MONTHS];

    private static final int FIRST_DAY;
    private static final byte[] MONTH_OF_DAY;

    static {
        LocalDate first = REPORTED.withDayOfMonth(1).minusMonths(MONTHS - 1);
        FIRST_DAY = (int) first.toEpochDay();
        MONTH_OF_DAY = new byte[REPORTED_DAY - FIRST_DAY + 1];
        for (int month = 0; month < MONTHS; month++) {
            LocalDate begin = first.plusMonths(month);
            NAMES[month] = begin.getYear() * 100 + begin.getMonthValue();
            for (LocalDate day = begin; day.isBefore(begin.plusMonths(1)); day = day.plusDays(1)) {
                MONTH_OF_DAY[(int) day.toEpochDay() - FIRST_DAY] = (byte) month;
            }
        }
    }

    public long id;
    public int idType;
    public String idNumber;
    public String name;
    public int birth;
    public String phone;
    public String address;
    public int employment;
    public String accountNo;
    public String product;
    public String branch;
    public String currency;
    public int opened;
    public int matures;
    public long loan;
    public long limit;
    public long rate;
    public int guarantee;
    public int method;
    public int frequency;
    public int term;
    public int status;
    public int riskClass;
    public long balance;
    public String purpose;

    public final long[] due = new long[MONTHS];
    public final long[] paid = new long[MONTHS];
    public final long[] overdue = new long[MONTHS];
    public final int[] payments = new int[MONTHS];
    public final int[] periods = new int[MONTHS];
    public int instalmentCount;
    public int paymentCount;
    public int lastPaid;
    public long lastPaidAmount;
    public long totalDue;
    public long totalPaid;
    public int mostPeriods;
    public int monthsOverdue;

    public void reset() {
        Arrays.fill(due, 0);
        Arrays.fill(paid, 0);
        Arrays.fill(payments, 0);
        instalmentCount = 0;
        paymentCount = 0;
        lastPaid = NONE;
        lastPaidAmount = 0;
    }

    private static int month(int day) {
        int at = day - FIRST_DAY;
        return at < 0 || at >= MONTH_OF_DAY.length ? -1 : MONTH_OF_DAY[at];
    }

    public void instalment(int day, long cents) {
        int month = month(day);
        if (month >= 0) {
            due[month] += cents;
            instalmentCount++;
        }
    }

    public void payment(int day, long cents) {
        int month = month(day);
        if (month >= 0) {
            paid[month] += cents;
            payments[month]++;
            paymentCount++;
            if (day >= lastPaid) {
                lastPaid = day;
                lastPaidAmount = cents;
            }
        }
    }

    /** Arrears month by month: what is not paid stays due. */
    public void derive() {
        long arrears = 0;
        int late = 0;
        totalDue = 0;
        totalPaid = 0;
        mostPeriods = 0;
        monthsOverdue = 0;
        for (int month = 0; month < MONTHS; month++) {
            totalDue += due[month];
            totalPaid += paid[month];
            arrears = Math.max(0, arrears + due[month] - paid[month]);
            late = arrears > 0 ? late + 1 : 0;
            overdue[month] = arrears;
            periods[month] = late;
            mostPeriods = Math.max(mostPeriods, late);
            monthsOverdue += late > 0 ? 1 : 0;
        }
    }
}
