package org.creditconnector.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of the accounts query: terms and state; those of the borrower are {@link PartyLines}. */
final class AccountLines extends RowLines {
    /** A joined table and what its columns mean. */
    record Source(String alias, Map<String, Fitting.Fit> fits) {}

    AccountLines(Expressions expressions, Query query, List<Line> lines, AccountKey key) {
        super(expressions, query, lines, key);
    }

    /**
     * Adds all lines.
     *
     * @param own fits of the accounts' own table
     * @param party fits of the table of borrowers
     * @param more fits of further tables that are joined
     * @param partyKey name of the query's column that points at the borrower; null where none does
     * @param parts what else the source has
     * @param han whether names are Chinese
     * @return columns that lines read, as alias of table and name
     */
    Set<String> add(
            Map<String, Fitting.Fit> own,
            Map<String, Fitting.Fit> party,
            List<Source> more,
            @Nullable String partyKey,
            Set<TableRole> parts,
            boolean han) {
        Map<String, Double> telephones = new LinkedHashMap<>();
        collect("p", party, telephones);
        // What tells the state of the night is newer than what stands beside the terms.
        more.forEach(source -> collect(source.alias(), only(source.fits(), "state."), telephones));
        more.forEach(source -> collect(source.alias(), only(source.fits(), "agreement."), telephones));
        collect("a", own, telephones);
        more.forEach(source -> collect(source.alias(), source.fits(), telephones));
        Fitting.Fit guaranteed = fits.get("account.principal");
        terms(parts, guaranteed);
        currency(han);
        new PartyLines(this).add(partyKey);
        state();
        agreement();
        figures(parts);
        return mapped;
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
        if (principal == null && !limit && !told) {
            put(
                    new Line(
                            "account.principal",
                            "",
                            0,
                            "no column; accounts without the amount lent are held, so ask the lender; a card or a line has account.creditLimit instead"));
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
        if (!column("agreement.agreementKey", "agreement.agreementKey")) {
            return;
        }
        for (String path : List.copyOf(fits.keySet())) {
            if (path.startsWith("agreement.")) {
                column(path, path);
            }
        }
        Fitting.Fit former = fits.get("agreement.formerKeys[].accountKey");
        if (former != null) {
            put(new Line(
                    "agreement.formerKeys[].when",
                    Guess.aliasOf(query, former.values()) + " | present",
                    former.confidence(),
                    "which had another number before"));
        }
        if (!fits.containsKey("agreement.kind")) {
            put(Line.literal("agreement.kind", "SINGLE_LOAN", 0.5, "no column; also CREDIT_LINE, FRAMEWORK …"));
        }
        if (!fits.containsKey("agreement.currency")) {
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
}
