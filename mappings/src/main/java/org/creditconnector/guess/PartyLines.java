package org.creditconnector.guess;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of the borrower: who it is, its documents, how to reach it. */
final class PartyLines extends RowLines {
    private static final String PERSON = "parties[].person.";
    private static final String PASSPORT = "parties[].documents[passport].";
    private static final String DOCUMENT = "parties[].documents[].";

    PartyLines(RowLines row) {
        super(row);
    }

    /** @param partyKey name of the query's column that points at the borrower; null where none does */
    void add(@Nullable String partyKey) {
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
                || fits.containsKey(PASSPORT + "number")
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
            String one = alias(PERSON + "firstName", first);
            String two = alias(PERSON + "lastName", last);
            put(new Line(PERSON + "fullName", one + " | join " + two, 0.9, "first and last name"));
        }
        Fitting.Fit name = fits.get(PERSON + "fullName");
        Fitting.Fit rest = first == null ? last : last == null ? first : null;
        if (name != null && rest != null && !organisation) {
            String one = alias(PERSON + "fullName", name);
            String two = alias(rest.path(), rest);
            put(new Line(
                    PERSON + "fullName",
                    first == null ? one + " | join " + two : two + " | join " + one,
                    0.6,
                    "a name and a " + (first == null ? "last" : "first") + " name; together the full one?"));
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
        Fitting.Fit passport = fits.remove(PASSPORT + "number");
        if (passport != null && !fits.containsKey(DOCUMENT + "number")) {
            fits.put(DOCUMENT + "number", passport);
            tables.put(DOCUMENT + "number", table(PASSPORT + "number"));
            passport = null;
        }
        Fitting.Fit number = fits.get(DOCUMENT + "number");
        if (number == null) {
            return;
        }
        int before = lines.size();
        document(number);
        if (passport != null) {
            // Two documents are two elements of the list, and each needs a name.
            lines.subList(before, lines.size())
                    .replaceAll(line -> line.renamed(line.path().replace("documents[].", "documents[id].")));
            fits.put(PASSPORT + "number", passport);
            column(PASSPORT + "number", PASSPORT + "number");
            String alias = Guess.aliasOf(query, passport.values());
            put(new Line(PASSPORT + "when", alias + " | present", passport.confidence(), "who has one"));
            put(Line.literal(PASSPORT + "type", "PASSPORT", passport.confidence(), "the name says so"));
        }
    }

    private void document(Fitting.Fit number) {
        column(DOCUMENT + "number", DOCUMENT + "number");
        if (number.values().blanks() > 0) {
            String alias = Guess.aliasOf(query, number.values());
            put(new Line(DOCUMENT + "when", alias + " | present", number.confidence(), "some have no document"));
        }
        if (!column(DOCUMENT + "type", DOCUMENT + "type")) {
            Values values = number.values();
            String name = values.column().name().toLowerCase(java.util.Locale.ROOT) + " "
                    + expressions.words(values.column().name());
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
}
