package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.identifier.UnifiedSocialCreditCode;

/**
 * A synthetic lender in yuan with all that the central bank wants to be told: every loan is of 12,000 yuan from 2024-03-15 in 12
 * instalments of 1,050 due on the 15th. Its files tell of a night what had happened by then. The numbers of the borrowers are of a
 * range that was never given out.
 */
final class YuanLender {
    /** Name of the source folder and of the source. */
    static final String NAME = "yuan";

    private static final LocalDate OPENED = LocalDate.of(2024, 3, 15);
    private static final int[] PRINCIPAL = {945, 953, 962, 970, 979, 988, 996, 1005, 1014, 1023, 1032, 1133};
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final List<Loan> loans = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();

    private record Loan(String key, int customer, boolean company, String form) {
        /** A person and a company of the same number are two customers. */
        String row(String keys, String name, String status, String closed) {
            return String.join(
                    ",",
                    keys,
                    (company ? "E" : "P") + customer,
                    name,
                    company ? creditCode(customer) : identity(customer),
                    status,
                    closed,
                    company ? "C" : "P",
                    company ? "WC" : "CO",
                    form);
        }
    }

    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> reversals = new HashMap<>();

    private final Map<String, String> renamed = new HashMap<>();
    private final Map<String, String> secured = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    private record Payment(String loan, LocalDate date, String amount, boolean settles) {}

    private record Event(String loan, LocalDate date, String kind) {}

    /** What the configuration says of the source and its folder, laid out in a home directory. */
    static String sources(Path home) {
        return """
                source-folders: ["%1$s/sources"]
                sources:
                  yuan:
                    mapping: yuan
                    files: {loans: "%1$s/lender/loans.csv", instalments: "%1$s/lender/instalments.csv", payments: "%1$s/lender/payments.csv", events: "%1$s/lender/events.csv"}
                """.formatted(home);
    }

    static String key(int number) {
        return String.format(Locale.ROOT, "LN%010d", number);
    }

    /** A loan of a customer; a customer may have several. */
    YuanLender lend(int loan, int customer) {
        loans.add(new Loan(key(loan), customer, false, "L"));
        return this;
    }

    /** The same loan to a company; a company may have several. */
    YuanLender lendToCompany(int loan, int company) {
        loans.add(new Loan(key(loan), company, true, "L"));
        return this;
    }

    /** Another lender lends as much to a person, and it is guaranteed here. */
    YuanLender guarantee(int loan, int customer) {
        loans.add(new Loan(key(loan), customer, false, "G"));
        return this;
    }

    /** The same for what a company owes. */
    YuanLender guaranteeForCompany(int loan, int company) {
        loans.add(new Loan(key(loan), company, true, "G"));
        return this;
    }

    YuanLender pay(int loan, String... dates) {
        for (String date : dates) {
            payments.add(new Payment(key(loan), LocalDate.parse(date), "1050.00", false));
        }
        return this;
    }

    YuanLender settle(int loan, String date, String amount) {
        payments.add(new Payment(key(loan), LocalDate.parse(date), amount, true));
        return this;
    }

    /** The payment was taken back by the borrower's bank on a day: it is still shown, marked as reversed. */
    void reverse(int loan, String date, String on) {
        reversals.put(key(loan) + " " + date, on);
    }

    /** Something besides payments: {@code C} charged off, {@code W} written off. */
    YuanLender happened(int loan, String kind, String date) {
        events.add(new Event(key(loan), LocalDate.parse(date), kind));
        return this;
    }

    /** The loan is under an agreement with a limit and secured by a car. */
    YuanLender under(int loan, String agreement, String limit, String car) {
        secured.put(key(loan), agreement + ",,," + limit + "," + car);
        return this;
    }

    /** The same under an agreement that had another number until a day. */
    void under(int loan, String agreement, String former, String until, String limit, String car) {
        secured.put(key(loan), String.join(",", agreement, former, until, limit, car));
    }

    /** The customer of a number has another name from now on. */
    void call(int customer, String name) {
        names.put(customer, name);
    }

    /** The loan has another number from now on. */
    void rename(int loan, String number, String until) {
        renamed.put(key(loan), number + "," + key(loan) + "," + until);
    }

    private String number(String loan) {
        String now = renamed.get(loan);
        return now == null ? loan : now.substring(0, now.indexOf(','));
    }

    /** The lender's system does not show the loan any more. */
    void forget(int loan) {
        loans.removeIf(one -> one.key().equals(key(loan)));
        payments.removeIf(one -> one.loan().equals(key(loan)));
    }

    /** The payment was booked in error, and the lender's system has taken it out as though it had never been. */
    void strike(int loan, String date) {
        payments.removeIf(
                one -> one.loan().equals(key(loan)) && one.date().toString().equals(date));
    }

    /** The number of a person of the area 110101, born on 1901-01-01. */
    private static String identity(int customer) {
        String digits = "11010119010101" + String.format(Locale.ROOT, "%03d", customer);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    /** The code of a company of an area that does not exist. */
    private static String creditCode(int company) {
        String body = "91990000XYN" + String.format(Locale.ROOT, "%06d", company);
        return body + UnifiedSocialCreditCode.checkCharacter(body);
    }

    /** Lays the files of a night into a directory. */
    void write(Path directory, LocalDate night) throws IOException {
        Files.createDirectories(directory);
        List<String> loanLines = new ArrayList<>(List.of(
                "loan,former,until,agreement,agreement_former,agreement_until,limit,car,customer,name,identity,status,closed,kind,"
                        + "purpose,form"));
        List<String> instalmentLines = new ArrayList<>(List.of("loan,number,due,principal,interest"));
        List<String> paymentLines = new ArrayList<>(List.of("loan,payment,date,amount,kind,reversed"));
        List<String> eventLines = new ArrayList<>(List.of("loan,event,kind,date"));
        for (Loan loan : loans) {
            String closed = payments.stream()
                    .filter(one -> one.loan().equals(loan.key())
                            && one.settles()
                            && !one.date().isAfter(night))
                    .map(one -> one.date().toString())
                    .findFirst()
                    .orElse("");
            Event last = events.stream()
                    .filter(one -> one.loan().equals(loan.key()) && !one.date().isAfter(night))
                    .reduce((before, after) -> after)
                    .orElse(null);
            loanLines.add(loan.row(
                    renamed.getOrDefault(loan.key(), loan.key() + ",,") + ","
                            + secured.getOrDefault(loan.key(), ",,,,"),
                    names.getOrDefault(
                            loan.customer(), (loan.company() ? "TEST COMPANY " : "TEST PERSON ") + loan.customer()),
                    !closed.isEmpty() ? "C" : last == null ? "A" : last.kind() + "O",
                    !closed.isEmpty() ? closed : last == null ? "" : last.date().toString()));
            for (int i = 0; i < PRINCIPAL.length; i++) {
                instalmentLines.add(number(loan.key()) + "," + (i + 1) + "," + OPENED.plusMonths(i + 1L) + ","
                        + PRINCIPAL[i] + ".00," + Math.max(0, 1050 - PRINCIPAL[i]) + ".00");
            }
        }
        for (Payment one : payments) {
            if (!one.date().isAfter(night)) {
                paymentLines.add(String.join(
                        ",",
                        number(one.loan()),
                        "r" + one.date(),
                        one.date().toString(),
                        one.amount(),
                        one.settles() ? "S" : "R",
                        reversed(one, night)));
            }
        }
        for (Event one : events) {
            if (!one.date().isAfter(night)) {
                eventLines.add(String.join(
                        ",",
                        number(one.loan()),
                        "e" + one.kind() + one.date(),
                        one.kind(),
                        one.date().toString()));
            }
        }
        Files.write(directory.resolve("loans.csv"), loanLines);
        Files.write(directory.resolve("instalments.csv"), instalmentLines);
        Files.write(directory.resolve("payments.csv"), paymentLines);
        Files.write(directory.resolve("events.csv"), eventLines);
    }

    private String reversed(Payment payment, LocalDate night) {
        String on = reversals.getOrDefault(payment.loan() + " " + payment.date(), "");
        return on.isEmpty() || LocalDate.parse(on).isAfter(night) ? "" : on;
    }

    /** Writes the source folder into a directory of source folders. */
    static void writeFolder(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(NAME));
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        query(
                folder,
                "accounts",
                "loans",
                "x.former, x.until, x.agreement, x.agreement_former, x.agreement_until, x.limit, x.car, x.customer, x.name,"
                        + " x.identity, x.status, x.closed, x.kind, x.purpose, x.form",
                "");
        query(folder, "instalments", "instalments", "x.number, x.due, x.principal, x.interest", ", x.number");
        query(folder, "payments", "payments", "x.payment, x.date, x.amount, x.kind, x.reversed", ", x.payment");
        query(folder, "events", "events", "x.event, x.kind, x.date", ", x.event");
        Files.writeString(folder.resolve("codes/status.csv"), """
                code,canonical,valid-from,valid-to,note
                A,OPEN,,,
                C,CLOSED,,,paid back
                CO,CHARGED_OFF,,,
                WO,WRITTEN_OFF,,,
                """);
        Files.writeString(folder.resolve("codes/event.csv"), """
                code,canonical,valid-from,valid-to,note
                C,CHARGE_OFF,,,
                W,WRITE_OFF,,,
                """);
        Files.writeString(folder.resolve("codes/purpose.csv"), """
                code,canonical,valid-from,valid-to,note
                CO,CONSUMPTION,,,
                WC,WORKING_CAPITAL,,,
                """);
        Files.writeString(folder.resolve("codes/form.csv"), """
                code,canonical,valid-from,valid-to,note
                L,NON_REVOLVING,,,
                G,GUARANTEE,,,another lender lends
                """);
        Files.writeString(folder.resolve("codes/kind.csv"), """
                code,canonical,valid-from,valid-to,note
                R,REPAYMENT,,,
                S,SETTLEMENT,,,all that was left
                """);
    }

    private static void query(Path folder, String name, String table, String columns, String order) throws IOException {
        Files.writeString(folder.resolve(name + ".sql"), """
                select x.loan, %s, x.source_line
                  from %s x
                 where :range(x.loan)
                 order by :key(x.loan)%s
                """.formatted(columns, table, order));
    }

    private static final String MAPPING = """
            mapping: yuan
            source:
              kind: files
              tables: {loans: {}, instalments: {}, payments: {}, events: {}}
            range-key: {column: loan, type: text}
            account-key: loan
            as-of: business-date
            queries:
              accounts: accounts.sql
              instalments: instalments.sql
              payments: payments.sql
              events: events.sql
            codes:
              event: codes/event.csv
              status: codes/status.csv
              form: codes/form.csv
              kind: codes/kind.csv
              purpose: codes/purpose.csv

            fields:
              account.kind: form | codes form
              account.purpose: purpose | codes purpose
              account.currency: = CNY
              account.principal: = 12000
              account.openedOn: = 2024-03-15
              account.firstDrawnOn: = 2024-03-15
              account.maturesOn: = 2025-03-15
              account.repaymentMethod: = EQUAL_INSTALMENTS
              account.frequencyUnit: = MONTH
              account.frequencyEvery: = 1
              account.instalmentCount: = 12
              account.graceDays: = 0
              account.security: = UNSECURED
              account.formerKeys[].when: former | present
              account.formerKeys[].accountKey: former
              account.formerKeys[].validUntil: until | date yyyy-MM-dd
              agreement.agreementKey: agreement
              agreement.when: agreement | present
              agreement.formerKeys[].when: agreement_former | present
              agreement.formerKeys[].accountKey: agreement_former
              agreement.formerKeys[].validUntil: agreement_until | date yyyy-MM-dd
              agreement.kind: = CREDIT_LINE
              agreement.currency: = CNY
              agreement.limit: limit | decimal
              agreement.revolving: = true
              agreement.validFrom: = 2024-03-15
              agreement.validTo: = 2026-03-15
              agreement.status: = IN_FORCE
              agreement.statusSince: = 2024-03-15
              collateral[].when: car | present
              collateral[].collateralKey: car
              collateral[].kind: = VEHICLE
              collateral[].description: = a car
              collateral[].registryReference: car
              collateral[].currency: = CNY
              collateral[].value: = 20000
              collateral[].valuedOn: = 2024-03-15
              collateral[].from: = 2024-03-15
              funding.kind: = OWN

              parties[person].when: kind | is P
              parties[person].partyKey: customer
              parties[person].role: = BORROWER
              parties[person].kind: = PERSON
              parties[person].person.fullName: name
              parties[person].documents[].type: = NATIONAL_ID
              parties[person].documents[].number: identity
              parties[person].contact.addresses[].kind: = CORRESPONDENCE
              parties[person].contact.addresses[].lines: = Test Road 1
              parties[person].contact.addresses[].postalCode: = 100000
              parties[person].contact.addresses[].areaCode: = 110101
              parties[company].when: kind | is C
              parties[company].partyKey: customer
              parties[company].role: = BORROWER
              parties[company].kind: = ORGANISATION
              parties[company].organisation.legalName: name
              parties[company].organisation.legalForm: = 1
              parties[company].organisation.industryCode: = C3399
              parties[company].organisation.representativeName: = TEST PERSON
              parties[company].organisation.representativeDocuments[].type: = NATIONAL_ID
              parties[company].organisation.representativeDocuments[].number: = 110101190101010011
              parties[company].documents[].type: = UNIFIED_SOCIAL_CREDIT_CODE
              parties[company].documents[].number: identity
              parties[company].contact.addresses[].kind: = REGISTERED
              parties[company].contact.addresses[].lines: = Test Road 1
              parties[company].contact.addresses[].areaCode: = 110101

              instalments[].number: instalments.number | decimal
              instalments[].dueOn: instalments.due | date yyyy-MM-dd
              instalments[].due.principal: instalments.principal | decimal
              instalments[].due.interest: instalments.interest | decimal
              instalments[].due.fees: = 0
              instalments[].due.penalties: = 0

              repayments[].repaymentKey: payments.payment
              repayments[].paidOn: payments.date | date yyyy-MM-dd
              repayments[].amount: payments.amount | decimal
              repayments[].kind: payments.kind | codes kind
              repayments[].reversed: payments.reversed | present
              repayments[].reversedOn: payments.reversed | date yyyy-MM-dd

              events[settled].when: payments.kind | is S
              events[settled].eventKey: payments.payment
              events[settled].kind: = EARLY_SETTLEMENT
              events[settled].occurredOn: payments.date | date yyyy-MM-dd
              events[settled].amount: payments.amount | decimal
              events[settled].reversed: = false
              events[other].eventKey: events.event
              events[other].kind: events.kind | codes event
              events[other].occurredOn: events.date | date yyyy-MM-dd
              events[other].reversed: = false

              consents[].partyKey: customer
              consents[].recipient: = PBOC
              consents[].purpose: = credit registry
              consents[].clauseVersion: = 1
              consents[].givenOn: = 2024-03-15
              notices[].partyKey: customer
              notices[].sentOn: = 2024-03-15
              notices[].channel: = message

              state.status.value: status | codes status
              state.status.since: closed | date yyyy-MM-dd | or = 2024-03-15
              state.riskClass.value: = NORMAL
              state.riskClass.since: = 2024-03-15
              state.closing.when: status | is C
              state.closing.closedOn: closed | date yyyy-MM-dd
              state.closing.reason: = PAID_EARLY

            missing:
              account.creditLimit: not-applicable
              agreement: not-applicable
              others: unknown
            """;
}
