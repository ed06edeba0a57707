package org.creditconnector.guess;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of the accounts query: terms, state, borrower. */
final class AccountLines {
    private static final String PERSON = "parties[].person.";
    private static final String DOCUMENT = "parties[].documents[].";

    private final Expressions expressions;
    private final Query query;
    private final List<Line> lines;
    private final AccountKey key;
    private final Map<String, Fitting.Fit> fits = new LinkedHashMap<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final Set<String> mapped = new HashSet<>();

    AccountLines(Expressions expressions, Query query, List<Line> lines, AccountKey key) {
        this.expressions = expressions;
        this.query = query;
        this.lines = lines;
        this.key = key;
    }

    /**
     * Adds all lines.
     *
     * @param own fits of the accounts' own table
     * @param party fits of the table of borrowers
     * @param partyKey name of the query's column that points at the borrower; null where none does
     * @param parts what else the source has
     * @param han whether names are Chinese
     * @return columns that lines read, as alias of table and name
     */
    Set<String> add(
            Map<String, Fitting.Fit> own,
            Map<String, Fitting.Fit> party,
            @Nullable String partyKey,
            Set<TableRole> parts,
            boolean han) {
        Map<String, Double> telephones = new LinkedHashMap<>();
        collect("p", party, telephones);
        collect("a", own, telephones);
        Fitting.Fit guaranteed = fits.get("account.principal");
        terms(parts, guaranteed);
        currency(han);
        party(partyKey);
        state();
        agreement();
        figures(parts);
        return mapped;
    }

    private void collect(String table, Map<String, Fitting.Fit> found, Map<String, Double> telephones) {
        for (Fitting.Fit fit : found.values()) {
            String path = fit.path();
            if (path.equals("parties[].contact.telephones[]")) {
                String name = telephones.isEmpty() ? "" : "t" + (telephones.size() + 1);
                telephones.put(name, fit.confidence());
                path = "parties[].contact.telephones[" + name + "]";
            }
            if (!fits.containsKey(path)) {
                fits.put(path, fit);
                tables.put(path, table);
            }
        }
        if (telephones.size() > 1) {
            Fitting.Fit first = fits.remove("parties[].contact.telephones[]");
            if (first != null) {
                fits.put("parties[].contact.telephones[t1]", first);
                tables.put("parties[].contact.telephones[t1]", table);
            }
        }
    }

    private void terms(Set<TableRole> parts, Fitting.@Nullable Fit principal) {
        boolean limit = fits.containsKey("account.creditLimit");
        boolean ends = parts.contains(TableRole.INSTALMENT) || fits.containsKey("account.maturesOn");
        boolean told = column("account.kind", "account.kind");
        if (!told && principal != null && !limit) {
            put(Line.literal(
                    "account.kind",
                    "NON_REVOLVING",
                    ends && principal.isSure() ? 0.85 : 0.6,
                    ends ? "an amount lent that is paid back by a date" : "an amount lent and no limit"));
        } else if (!told) {
            put(Line.literal(
                    "account.kind",
                    limit ? "REVOLVING" : "NON_REVOLVING",
                    0.5,
                    limit ? "a limit; write CARD for cards" : "nothing tells; also CARD, REVOLVING …"));
        }
        for (String path : List.copyOf(fits.keySet())) {
            if (path.startsWith("account.") && !path.equals("account.currency") && !path.startsWith("account.rate")
                    || path.startsWith("report.")
                    || path.equals("funding.kind")) {
                column(path, path);
            }
        }
        if (fits.containsKey("account.rate.annualRate")) {
            if (!column("account.rate.kind", "account.rate.kind")) {
                put(Line.literal("account.rate.kind", "FIXED", 0.5, "no column; also VARIABLE, MIXED"));
            }
            column("account.rate.annualRate", "account.rate.annualRate");
            column("account.rate.referenceRate", "account.rate.referenceRate");
        }
    }

    private void currency(boolean han) {
        if (!column("account.currency", "account.currency")) {
            put(
                    han
                            ? Line.literal("account.currency", "CNY", 0.5, "no column, but Chinese names")
                            : new Line(
                                    "account.currency",
                                    "",
                                    0,
                                    "no column; write = and a code of ISO 4217, such as = EUR"));
        }
    }

    private void party(@Nullable String partyKey) {
        Fitting.Fit number = fits.get("@party");
        if (number != null) {
            String alias = query.add(table("@party"), number.values(), query.sql(table("@party"), number.values()));
            used("@party", number);
            put(new Line("parties[].partyKey", alias, number.confidence(), number.reason()));
        } else if (partyKey != null) {
            put(new Line("parties[].partyKey", partyKey, 0.9, "points at the table of borrowers"));
        } else {
            put(new Line(
                    "parties[].partyKey", key.alias(), 0.5, "no column names the borrower; the account stands in"));
        }
        put(Line.literal("parties[].role", "BORROWER", 0.95, "the borrower of the account"));
        boolean organisation =
                fits.containsKey("parties[].organisation.legalName") || number(Values::areSocialCreditCodes);
        boolean person = number(Values::areResidentIdentities)
                || number(values -> values.column().name().matches("(?i).*passport.*|.*护照.*|.*身份证.*"))
                || fits.keySet().stream()
                        .anyMatch(
                                path -> path.matches(
                                        "parties\\[\\]\\.(person\\.(sex|birthDate|ageYears|maritalStatus|education|firstName)|employment.*)"));
        boolean both = column("parties[].kind", "parties[].kind");
        if (!both) {
            put(Line.literal(
                    "parties[].kind",
                    organisation && !person ? "ORGANISATION" : "PERSON",
                    organisation != person ? 0.85 : 0.5,
                    organisation == person
                            ? "nothing tells persons from organisations"
                            : "particulars of such borrowers only"));
        }
        names(organisation && !person && !both);
        if (both && fits.containsKey("parties[].kind")) {
            conditions();
        }
        documents();
        contact();
        for (String path : List.copyOf(fits.keySet())) {
            if (path.startsWith("parties[].employment.")
                    || path.startsWith("parties[].organisation.") && !path.endsWith("legalName")
                    || path.startsWith(PERSON) && !path.endsWith("Name")) {
                column(path, path);
            }
        }
    }

    private boolean number(java.util.function.Predicate<Values> test) {
        Fitting.Fit number = fits.get(DOCUMENT + "number");
        return number != null && test.test(number.values());
    }

    private void names(boolean organisation) {
        Fitting.Fit first = fits.get(PERSON + "firstName");
        Fitting.Fit last = fits.get(PERSON + "lastName");
        if (!fits.containsKey(PERSON + "fullName") && first != null && last != null) {
            String one = query.add(
                    table(PERSON + "firstName"),
                    first.values(),
                    query.sql(table(PERSON + "firstName"), first.values()));
            String two = query.add(
                    table(PERSON + "lastName"), last.values(), query.sql(table(PERSON + "lastName"), last.values()));
            used(PERSON + "firstName", first);
            used(PERSON + "lastName", last);
            put(new Line(PERSON + "fullName", one + " | join " + two, 0.9, "first and last name"));
        }
        column(PERSON + "fullName", organisation ? "parties[].organisation.legalName" : PERSON + "fullName");
        column("parties[].organisation.legalName", "parties[].organisation.legalName");
        column(PERSON + "spouseName", PERSON + "spouseName");
    }

    /** Where a column tells persons from organisations, the one name goes to one of the two. */
    private void conditions() {
        Line kind = lines.stream()
                .filter(line -> line.path().equals("parties[].kind"))
                .findFirst()
                .orElseThrow();
        put(new Line(
                "parties[].person.when",
                kind.value() + " | is PERSON",
                kind.confidence(),
                "as the kind of party says"));
        put(new Line(
                "parties[].organisation.when",
                kind.value() + " | is ORGANISATION",
                kind.confidence(),
                "as the kind of party says"));
        lines.stream()
                .filter(line -> line.path().equals(PERSON + "fullName"))
                .findFirst()
                .ifPresent(name -> {
                    if (lines.stream().noneMatch(line -> line.path().equals("parties[].organisation.legalName"))) {
                        put(new Line(
                                "parties[].organisation.legalName", name.value(), name.confidence(), name.reason()));
                    }
                });
    }

    private void documents() {
        Fitting.Fit number = fits.get(DOCUMENT + "number");
        if (number == null) {
            return;
        }
        column(DOCUMENT + "number", DOCUMENT + "number");
        if (number.values().blanks() > 0) {
            String alias = Guess.aliasOf(query, number.values());
            put(new Line(DOCUMENT + "when", alias + " | present", number.confidence(), "some have no document"));
        }
        if (!column(DOCUMENT + "type", DOCUMENT + "type")) {
            Values values = number.values();
            String name = values.column().name().toLowerCase(java.util.Locale.ROOT);
            String type = values.areResidentIdentities() || name.contains("身份证")
                    ? "NATIONAL_ID"
                    : values.areSocialCreditCodes() || name.contains("信用代码")
                            ? "UNIFIED_SOCIAL_CREDIT_CODE"
                            : named(name);
            put(
                    type.isEmpty()
                            ? Line.literal(
                                    DOCUMENT + "type",
                                    "NATIONAL_ID",
                                    0.5,
                                    "no column says which document; also PASSPORT, TAX_NUMBER …")
                            : Line.literal(
                                    DOCUMENT + "type",
                                    type,
                                    number.confidence(),
                                    "as name or values of the number say"));
        }
        for (String part : List.of("issuer", "validFrom", "validTo")) {
            column(DOCUMENT + part, DOCUMENT + part);
        }
    }

    private static String named(String name) {
        if (name.contains("passport") || name.contains("护照")) {
            return "PASSPORT";
        }
        if (name.contains("tax")) {
            return "TAX_NUMBER";
        }
        return name.contains("ssn") || name.contains("social") ? "SOCIAL_SECURITY_NUMBER" : "";
    }

    private void contact() {
        for (String path : List.copyOf(fits.keySet())) {
            if (path.startsWith("parties[].contact.telephones") || path.equals("parties[].contact.email")) {
                column(path, path);
            }
        }
        boolean address = false;
        for (String part : List.of("lines", "city", "areaCode", "postalCode", "country")) {
            String path = "parties[].contact.addresses[]." + part;
            address |= column(path, path);
        }
        if (address) {
            put(Line.literal(
                    "parties[].contact.addresses[].kind",
                    "RESIDENCE",
                    0.5,
                    "no column; also REGISTERED, CORRESPONDENCE, WORK"));
        }
    }

    private void state() {
        if (!column("state.status.value", "state.status.value")) {
            put(Line.literal(
                    "state.status.value", "OPEN", 0.4, "no column of states; are all accounts of the source open?"));
        }
        for (String path : List.copyOf(fits.keySet())) {
            if (path.startsWith("state.") && path.endsWith(".since")) {
                String value = path.replace(".since", ".value");
                if (fits.containsKey(value) || value.equals("state.status.value")) {
                    column(path, path);
                }
            } else if (path.startsWith("state.") && !path.equals("state.status.value")) {
                column(path, path);
            }
        }
    }

    private void agreement() {
        if (column("agreement.agreementKey", "agreement.agreementKey")) {
            put(Line.literal("agreement.kind", "SINGLE_LOAN", 0.5, "no column; also CREDIT_LINE, FRAMEWORK …"));
            lines.stream()
                    .filter(line -> line.path().equals("account.currency"))
                    .findFirst()
                    .ifPresent(line -> put(new Line("agreement.currency", line.value(), 0.7, "as the account's")));
        }
    }

    /** Figures of the lender at the as-of date, taken where no schedule lets us derive them. */
    private void figures(Set<TableRole> parts) {
        List<String> figures = fits.keySet().stream()
                .filter(path -> path.startsWith("@month."))
                .toList();
        if (figures.isEmpty() || parts.contains(TableRole.INSTALMENT) || parts.contains(TableRole.MONTH)) {
            return;
        }
        String day = "cast(cast(:asOf as date) as varchar(10))";
        String month = query.add("state_month", "substring(" + day + ", 1, 7)", null);
        String on = query.add("state_on", day, null);
        put(new Line("months[].month", month, 0.9, "the figures are those of the as-of date"));
        put(new Line("months[].stateOn", on + " | date yyyy-MM-dd", 0.9, "the figures are those of the as-of date"));
        for (String path : figures) {
            column(path, path.replace("@month", "months[]"));
        }
    }

    private boolean column(String from, String path) {
        Fitting.Fit fit = fits.get(from);
        if (fit == null || lines.stream().anyMatch(line -> line.path().equals(path))) {
            return false;
        }
        Fitting.Fit there = new Fitting.Fit(fit.values(), path, fit.kind(), fit.confidence(), fit.reason());
        lines.add(expressions.line(there, query, table(from), ""));
        used(from, fit);
        return true;
    }

    private String table(String path) {
        return tables.getOrDefault(path, "a");
    }

    private void used(String path, Fitting.Fit fit) {
        mapped.add(table(path) + "." + fit.values().column().name());
    }

    private void put(Line line) {
        lines.add(line);
    }
}
