package org.creditconnector.synthetic;

import java.time.LocalDate;

/**
 * What is to be made.
 *
 * @param accounts how many accounts
 * @param seed same seed, same bytes
 * @param from first business date that the rows are complete for
 * @param months months of business dates
 * @param mistakes percent of accounts with a row that is wrong on purpose
 * @param companies percent of customers that are companies
 * @param guarantees percent of accounts that are guarantees for what the customer owes to another lender
 */
public record Order(int accounts, long seed, LocalDate from, int months, int mistakes, int companies, int guarantees) {
    private static final int MOST_ACCOUNTS = 100_000_000;
    private static final int MOST_MONTHS = 120;

    /** @throws IllegalArgumentException in one sentence that begins with what is wrong */
    public Order {
        demand("accounts", accounts, 1, MOST_ACCOUNTS);
        demand("months", months, 1, MOST_MONTHS);
        demand("mistakes", mistakes, 0, 100);
        demand("companies", companies, 0, 100);
        demand("guarantees", guarantees, 0, 100);
        if (from.isBefore(LocalDate.of(2003, 1, 1)) || from.isAfter(LocalDate.of(2080, 1, 1))) {
            throw new IllegalArgumentException("from is " + from + ", expected a date from 2003-01-01 to 2080-01-01");
        }
    }

    /** A lender to persons alone. */
    public Order(int accounts, long seed, LocalDate from, int months, int mistakes) {
        this(accounts, seed, from, months, mistakes, 0);
    }

    /** A lender that guarantees nothing. */
    public Order(int accounts, long seed, LocalDate from, int months, int mistakes, int companies) {
        this(accounts, seed, from, months, mistakes, companies, 0);
    }

    private static void demand(String what, int got, int least, int most) {
        if (got < least || got > most) {
            throw new IllegalArgumentException(what + " is " + got + ", expected " + least + " to " + most);
        }
    }

    /** Last business date that the rows are complete for. */
    public LocalDate until() {
        return from.plusMonths(months).minusDays(1);
    }
}
