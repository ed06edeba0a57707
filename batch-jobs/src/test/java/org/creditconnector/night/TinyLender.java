package org.creditconnector.night;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A lender with three files, as it might be added by an engineer: loans, instalments, payments. Every loan is of 300 EUR from
 * 2024-01-15 in three instalments of 100 and interest of 10; the first one was paid when it was due, and every second borrower paid
 * the second one as well. Tests change the lines as they like.
 */
final class TinyLender {
    /** Name of the source folder and of the source. */
    static final String NAME = "tiny";

    private static final String LOANS = "loan,customer,name,passport,currency,amount,opened,status,closed";
    private static final String INSTALMENTS = "loan,number,due,principal,interest";
    private static final String PAYMENTS = "loan,payment,date,amount,cancelled";

    final List<String> loans = new ArrayList<>();
    final List<String> instalments = new ArrayList<>();
    final List<String> payments = new ArrayList<>();
    private final List<String> touched = new ArrayList<>();

    private TinyLender() {}

    static TinyLender of(int accounts) {
        TinyLender lender = new TinyLender();
        for (int number = 1; number <= accounts; number++) {
            lender.add(number);
        }
        return lender;
    }

    static String key(int number) {
        return String.format(Locale.ROOT, "L-%05d", number);
    }

    /** Adds a loan with its schedule and payments. */
    void add(int number) {
        String key = key(number);
        loans.add(key + ",C-" + number + ",Name" + number + " Surname,P" + number + ",EUR,300.00,15.01.2024,A,");
        instalments.add(key + ",1,15.02.2024,100.00,10.00");
        instalments.add(key + ",2,15.03.2024,100.00,10.00");
        instalments.add(key + ",3,15.04.2024,100.00,10.00");
        pay(number, 1, "15.02.2024", "110.00");
        if (number % 2 == 0) {
            pay(number, 2, "15.03.2024", "110.00");
        }
    }

    void pay(int number, int payment, String date, String amount) {
        payments.add(key(number) + "," + payment + "," + date + "," + amount + ",N");
    }

    /** The lender's system has lost the loan. */
    void drop(int number) {
        loans.removeIf(line -> line.startsWith(key(number) + ","));
        instalments.removeIf(line -> line.startsWith(key(number) + ","));
        payments.removeIf(line -> line.startsWith(key(number) + ","));
    }

    /** Changes text in the line of a loan. */
    void change(int number, String text, String by) {
        loans.replaceAll(line -> line.startsWith(key(number) + ",") ? line.replace(text, by) : line);
    }

    /** Lays the three files into a directory. */
    void write(Path directory) throws IOException {
        write(directory, StandardCharsets.UTF_8);
    }

    void write(Path directory, Charset encoding) throws IOException {
        Files.createDirectories(directory);
        file(directory.resolve("loans.csv"), LOANS, loans, encoding);
        file(directory.resolve("instalments.csv"), INSTALMENTS, instalments, encoding);
        file(directory.resolve("payments.csv"), PAYMENTS, payments, encoding);
        file(directory.resolve("touched.csv"), "loan,at", touched, encoding);
    }

    /** Makes tables of the three files in an empty H2 database. */
    static void fill(Path directory, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String table : List.of("loans", "instalments", "payments")) {
                statement.execute(String.format(
                        Locale.ROOT,
                        "create table %s as select * from csvread('%s')",
                        table,
                        directory.resolve(table + ".csv")));
            }
        }
    }

    private static void file(Path file, String header, List<String> lines, Charset encoding) throws IOException {
        List<String> all = new ArrayList<>(lines);
        all.add(0, header);
        Files.write(file, all, encoding);
    }

    /** Writes the source folder into a directory of source folders. */
    static void writeFolder(Path directory, boolean database) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(NAME));
        Files.createDirectories(folder.resolve("codes"));
        String line = database ? "" : ", x.source_line";
        Files.writeString(folder.resolve("mapping.yaml"), mapping(database));
        Files.writeString(folder.resolve("accounts.sql"), """
                select x.loan, x.customer, x.name, x.passport, x.currency, x.amount, x.opened, x.status, x.closed%s
                  from loans x
                 where :range(x.loan)
                 order by :key(x.loan)
                """.formatted(line));
        Files.writeString(folder.resolve("instalments.sql"), """
                select x.loan, x.number, x.due, x.principal, x.interest%s
                  from instalments x
                 where :range(x.loan)
                 order by :key(x.loan), x.number
                """.formatted(line));
        Files.writeString(folder.resolve("payments.sql"), """
                select x.loan, x.payment, x.date, x.amount, x.cancelled%s
                  from payments x
                 where :range(x.loan)
                 order by :key(x.loan), x.payment
                """.formatted(line));
        Files.writeString(folder.resolve("codes/status.csv"), """
                code,canonical,valid-from,valid-to,note
                A,OPEN,,,
                C,CLOSED,,,paid back
                """);
    }

    /** Lets the source folder name what changed: a fourth file says which loan was touched when. */
    static void nameChanges(Path directory) throws IOException {
        Path folder = directory.resolve(NAME);
        Path mapping = folder.resolve("mapping.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace("payments: {}}", "payments: {}, touched: {}}")
                        .replace("queries:\n", "changes: changes.sql\nqueries:\n"));
        Files.writeString(folder.resolve("changes.sql"), """
                select t.loan from touched t where cast(t.at as timestamp) >= :since
                """);
    }

    /** The lender's system notes that it touched rows of a loan. */
    void touch(int number, LocalDateTime at) {
        touched.add(key(number) + "," + at);
    }

    private static String mapping(boolean database) {
        String source = database ? "source: {kind: jdbc}" : """
                source:
                  kind: files
                  tables: {loans: {}, instalments: {}, payments: {}}""";
        return """
                mapping: tiny
                %s
                range-key: {column: loan, type: text}
                account-key: loan
                as-of: business-date
                queries:
                  accounts: accounts.sql
                  instalments: instalments.sql
                  payments: payments.sql
                codes:
                  status: codes/status.csv

                fields:
                  account.kind: = NON_REVOLVING
                  account.currency: currency
                  account.principal: amount | decimal
                  account.openedOn: opened | date dd.MM.yyyy

                  parties[].partyKey: customer
                  parties[].role: = BORROWER
                  parties[].kind: = PERSON
                  parties[].person.fullName: name
                  parties[].documents[].type: = PASSPORT
                  parties[].documents[].number: passport

                  instalments[].number: instalments.number | decimal
                  instalments[].dueOn: instalments.due | date dd.MM.yyyy
                  instalments[].due.principal: instalments.principal | decimal
                  instalments[].due.interest: instalments.interest | decimal | or = 0
                  instalments[].due.fees: = 0
                  instalments[].due.penalties: = 0

                  repayments[].repaymentKey: payments.payment
                  repayments[].paidOn: payments.date | date dd.MM.yyyy
                  repayments[].amount: payments.amount | decimal
                  repayments[].kind: = REPAYMENT
                  repayments[].reversed: payments.cancelled | flag Y N

                  state.status.value: status | codes status
                  state.closing.closedOn: closed | date dd.MM.yyyy
                  state.closing.reason: = PAID_AS_AGREED

                missing:
                  account.creditLimit: not-applicable
                  agreement: not-applicable
                  others: unknown
                """.formatted(source);
    }
}
