package org.creditconnector.simulation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tiny lender whose accounts are paid, reversed, closed, renamed, spoiled, lost and found again from night to night. It remembers
 * every version that its rows ever had, so that what a registry was told can be held against what was true.
 */
final class SimulatedLender {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final int MOST_ACCOUNTS = 8;

    private final Dice dice;
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Account> lost = new TreeMap<>();
    private final Map<String, List<Account>> versions = new HashMap<>();
    private int next;

    /** One version of an account. */
    record Account(String key, String name, String currency, boolean closed, List<Payment> payments) {
        /** What an account says at a date, in the words in which {@link Effective} reads a registry's record. */
        Truth at(LocalDate date) {
            BigDecimal paid = BigDecimal.ZERO;
            for (Payment one : payments) {
                if (!one.cancelled && !one.date.isAfter(date)) {
                    paid = paid.add(one.amount);
                }
            }
            return new Truth(name, closed, paid.stripTrailingZeros());
        }

        boolean readable() {
            return currency.equals("EUR");
        }
    }

    record Payment(int number, LocalDate date, BigDecimal amount, boolean cancelled) {}

    /** The part of an account's content that is followed to the registry. */
    record Truth(String name, boolean closed, BigDecimal paid) {}

    SimulatedLender(Dice dice) {
        this.dice = dice;
        int first = dice.between(3, 6);
        for (int i = 0; i < first; i++) {
            open();
        }
    }

    private void open() {
        next++;
        String key = String.format(Locale.ROOT, "L-%05d", next);
        List<Payment> payments = new ArrayList<>();
        payments.add(new Payment(1, LocalDate.of(2024, 2, 15), new BigDecimal("110.00"), false));
        accounts.put(key, new Account(key, "Name" + next + " Surname", "EUR", false, payments));
    }

    /** Another day has gone by. */
    void live(LocalDate date) {
        for (Account account : List.copyOf(accounts.values())) {
            if (dice.chance(0.5)) {
                accounts.put(account.key(), changed(account, date));
            }
        }
        if (accounts.size() > 2 && dice.chance(0.15)) {
            Account gone = dice.one(List.copyOf(accounts.values()));
            accounts.remove(gone.key());
            lost.put(gone.key(), gone);
        }
        if (!lost.isEmpty() && dice.chance(0.4)) {
            Account found = dice.one(List.copyOf(lost.values()));
            lost.remove(found.key());
            accounts.put(found.key(), found);
        }
        if (accounts.size() < MOST_ACCOUNTS && dice.chance(0.3)) {
            open();
        }
    }

    private Account changed(Account was, LocalDate date) {
        List<Payment> payments = new ArrayList<>(was.payments());
        if (was.closed()) {
            return was;
        }
        switch (dice.below(10)) {
            case 0 -> {
                return new Account(was.key(), was.name() + "x", was.currency(), false, payments);
            }
            case 1 -> {
                return new Account(was.key(), was.name(), was.readable() ? "EURO" : "EUR", false, payments);
            }
            case 2 -> {
                Payment last = payments.get(payments.size() - 1);
                payments.set(
                        payments.size() - 1, new Payment(last.number(), last.date(), last.amount(), !last.cancelled()));
                return new Account(was.key(), was.name(), was.currency(), false, payments);
            }
            case 3 -> {
                BigDecimal owed =
                        new BigDecimal("330.00").subtract(was.at(LocalDate.MAX).paid());
                if (owed.signum() > 0) {
                    payments.add(new Payment(payments.size() + 1, date, owed.setScale(2), false));
                }
                return new Account(was.key(), was.name(), was.currency(), true, payments);
            }
            default -> {
                payments.add(
                        new Payment(payments.size() + 1, date, BigDecimal.valueOf(dice.between(1, 2000), 2), false));
                return new Account(was.key(), was.name(), was.currency(), false, payments);
            }
        }
    }

    /** Accounts as they are now. */
    Map<String, Account> accounts() {
        return accounts;
    }

    /** Every version an account's rows ever had. */
    List<Account> versions(String key) {
        return versions.getOrDefault(key, List.of());
    }

    /** Makes the tables. */
    static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table loans (loan varchar(20), customer varchar(20), name varchar(50),"
                    + " passport varchar(20), currency varchar(5), amount varchar(20), opened varchar(10),"
                    + " status varchar(2), closed varchar(10))");
            statement.execute("create table instalments (loan varchar(20), number varchar(5), due varchar(10),"
                    + " principal varchar(20), interest varchar(20))");
            statement.execute("create table payments (loan varchar(20), payment varchar(5), date varchar(10),"
                    + " amount varchar(20), cancelled varchar(1))");
        }
    }

    /** Lays the rows into the tables. */
    void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : List.of("loans", "instalments", "payments")) {
                statement.execute("delete from " + table);
            }
        }
        for (Account account : accounts.values()) {
            List<Account> known = versions.computeIfAbsent(account.key(), key -> new ArrayList<>());
            if (!known.contains(account)) {
                known.add(account);
            }
        }
        try (PreparedStatement loans = connection.prepareStatement("insert into loans values (?,?,?,?,?,?,?,?,?)");
                PreparedStatement instalments =
                        connection.prepareStatement("insert into instalments values (?,?,?,?,?)");
                PreparedStatement payments = connection.prepareStatement("insert into payments values (?,?,?,?,?)")) {
            for (Account account : accounts.values()) {
                String key = account.key();
                add(
                        loans,
                        key,
                        "C-" + key,
                        account.name(),
                        "P" + key,
                        account.currency(),
                        "300.00",
                        "15.01.2024",
                        account.closed() ? "C" : "A",
                        account.closed() ? DAY.format(lastPayment(account)) : null);
                for (int number = 1; number <= 3; number++) {
                    add(instalments, key, Integer.toString(number), "15.0" + (number + 1) + ".2024", "100.00", "10.00");
                }
                for (Payment one : account.payments()) {
                    add(
                            payments,
                            key,
                            Integer.toString(one.number()),
                            DAY.format(one.date()),
                            one.amount().toPlainString(),
                            one.cancelled() ? "Y" : "N");
                }
            }
            loans.executeBatch();
            instalments.executeBatch();
            payments.executeBatch();
        }
    }

    private static LocalDate lastPayment(Account account) {
        return account.payments().get(account.payments().size() - 1).date();
    }

    private static void add(PreparedStatement row, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            row.setString(i + 1, values[i]);
        }
        row.addBatch();
    }
}
