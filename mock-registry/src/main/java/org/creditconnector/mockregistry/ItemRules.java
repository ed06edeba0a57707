package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The registry's rules about one item alone: R005, R006, R010 to R015 and W001. Those that need memory are in {@link LenderBook}. */
final class ItemRules {
    /** What is looked at in an item. */
    static final List<List<String>> PATHS = List.of(
            List.of("record", "report", "accountKey"),
            List.of("record", "report", "asOf"),
            List.of("record", "account", "principal"),
            List.of("record", "account", "creditLimit"),
            List.of("record", "account", "currency"),
            List.of("record", "account", "openedOn"),
            List.of("record", "position", "balance"),
            List.of("record", "position", "daysPastDue"),
            List.of("record", "position", "overduePrincipal"),
            List.of("record", "position", "overdueTotal"),
            List.of("record", "state", "status", "value"),
            List.of("record", "parties", "role"),
            List.of("record", "parties", "documents"));

    private static final Set<String> KINDS = Set.of("REPORT", "CORRECTION", "DELETION", "ID_CHANGE");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final List<RuleFinding> findings = new ArrayList<>();

    private ItemRules() {}

    static List<RuleFinding> check(String kind, String subject, LocalDate reportDate, @Nullable Object record) {
        var rules = new ItemRules();
        rules.kindAndRecord(kind, record);
        if (record != null && !kind.equals("DELETION")) {
            rules.identity(subject, reportDate, record);
            rules.amounts(record);
            rules.arrears(record);
            rules.terms(reportDate, record);
            rules.borrower(record);
        }
        return rules.findings;
    }

    private void kindAndRecord(String kind, @Nullable Object record) {
        if (!KINDS.contains(kind)) {
            found("R005", "kind", "The kind is none of REPORT, CORRECTION, DELETION, ID_CHANGE.");
        } else if (kind.equals("DELETION") && record != null) {
            found("R005", "record", "A DELETION has no record.");
        } else if (!kind.equals("DELETION") && record == null) {
            found("R005", "record", "A " + kind + " needs a record.");
        }
    }

    private void identity(String subject, LocalDate reportDate, Object record) {
        if (!subject.equals("account:" + Facts.text(record, "report", "accountKey"))) {
            found("R006", "record.report.accountKey", "The account key is not that of the subject.");
        }
        if (!reportDate.equals(Facts.date(record, "report", "asOf"))) {
            found("R006", "record.report.asOf", "The as-of date is not the report date.");
        }
    }

    private void amounts(Object record) {
        BigDecimal principal = Facts.number(record, "account", "principal");
        BigDecimal creditLimit = Facts.number(record, "account", "creditLimit");
        if (principal == null && creditLimit == null) {
            found("R010", "record.account.principal", "Amount lent and credit limit are both missing.");
        }
        notNegative("record.account.principal", "The amount lent", principal);
        notNegative("record.account.creditLimit", "The credit limit", creditLimit);
        notNegative(
                "record.position.overduePrincipal",
                "The overdue principal",
                Facts.number(record, "position", "overduePrincipal"));
        String currency = Facts.text(record, "account", "currency");
        if (currency == null || !CURRENCY.matcher(currency).matches()) {
            found("R013", "record.account.currency", "The currency is not three capital letters.");
        }
    }

    private void notNegative(String field, String what, @Nullable BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            found("R011", field, what + " is negative.");
        }
    }

    private void arrears(Object record) {
        BigDecimal daysPastDue = Facts.number(record, "position", "daysPastDue");
        if (daysPastDue == null) {
            return;
        }
        boolean overdue = aboveZero(Facts.number(record, "position", "overdueTotal"))
                || aboveZero(Facts.number(record, "position", "overduePrincipal"));
        if (daysPastDue.signum() > 0 && !overdue) {
            found("R012", "record.position.daysPastDue", "Days past due are above zero, but no amount is overdue.");
        }
        if (daysPastDue.signum() == 0 && overdue) {
            found("R012", "record.position.daysPastDue", "An amount is overdue, but days past due are zero.");
        }
    }

    private void terms(LocalDate reportDate, Object record) {
        LocalDate openedOn = Facts.date(record, "account", "openedOn");
        if (openedOn != null && openedOn.isAfter(reportDate)) {
            found("R014", "record.account.openedOn", "The account was opened after the report date.");
        }
        boolean closed = "CLOSED".equals(Facts.text(record, "state", "status", "value"));
        if (closed && aboveZero(Facts.number(record, "position", "balance"))) {
            found("R015", "record.position.balance", "The account is closed, but its balance is above zero.");
        }
    }

    private void borrower(Object record) {
        for (Object party : Facts.list(record, "parties")) {
            if ("BORROWER".equals(Facts.text(party, "role"))
                    && !Facts.list(party, "documents").isEmpty()) {
                return;
            }
        }
        found("W001", "record.parties", "No borrower has an identity document.");
    }

    private static boolean aboveZero(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() > 0;
    }

    private void found(String code, String field, String message) {
        findings.add(new RuleFinding(code, field, message));
    }
}
