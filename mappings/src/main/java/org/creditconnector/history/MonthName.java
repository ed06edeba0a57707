package org.creditconnector.history;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.IntStream;

/** Months as records name them: {@code 2024-05}. Two years of an account are named a dozen times on their way; each name is made once. */
public final class MonthName {
    private static final int FIRST_YEAR = 1970;
    private static final int YEARS = 130;
    private static final int MONTHS_OF_A_YEAR = 12;

    private static final String[] NAMES = names();

    private MonthName() {}

    /** The month that a day is in. */
    public static String of(LocalDate day) {
        return of(day.getYear(), day.getMonthValue());
    }

    /** A month. */
    public static String of(YearMonth month) {
        return of(month.getYear(), month.getMonthValue());
    }

    private static String of(int year, int month) {
        if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS) {
            return YearMonth.of(year, month).toString();
        }
        return NAMES[(year - FIRST_YEAR) * MONTHS_OF_A_YEAR + month - 1];
    }

    private static String[] names() {
        YearMonth first = YearMonth.of(FIRST_YEAR, 1);
        return IntStream.range(0, YEARS * MONTHS_OF_A_YEAR)
                .mapToObj(month -> first.plusMonths(month).toString())
                .toArray(String[]::new);
    }
}
