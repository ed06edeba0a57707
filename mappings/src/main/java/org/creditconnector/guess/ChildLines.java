package org.creditconnector.guess;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.mapping.RecordField;
import org.jspecify.annotations.Nullable;

/** The lines of a query with any number of rows per account. */
final class ChildLines {
    private static final List<String> PARTS = List.of("principal", "interest", "fees", "penalties");

    private final Expressions expressions;
    private final Query query;
    private final List<Line> lines;
    private final AccountKey key;
    private final Set<String> mapped = new HashSet<>();
    private final Set<String> paths = new HashSet<>();

    ChildLines(Expressions expressions, Query query, List<Line> lines, AccountKey key) {
        this.expressions = expressions;
        this.query = query;
        this.lines = lines;
        this.key = key;
    }

    /** Adds all lines and gives the columns that they read, as alias of table and name. */
    Set<String> add(TableRole role, Map<String, Fitting.Fit> fits) {
        Fitting.Fit total = Fitting.of(fits, "@due.total");
        for (Fitting.Fit fit : fits.values()) {
            if (!fit.path().startsWith("@")
                    && !fit.path().matches(".*\\.(first|last)Name")
                    && (!fit.path().endsWith("telephones[]") || paths.add(fit.path()))) {
                column(fit);
            }
        }
        switch (role) {
            case INSTALMENT -> instalments(fits, total);
            case REPAYMENT -> repayments(fits);
            case GUARANTOR -> guarantors(fits);
            case COLLATERAL -> collateral();
            case MONTH -> months(fits);
            case EVENT -> {
                if (!has("events[].reversed")) {
                    put(Line.literal("events[].reversed", "false", 0.6, "no column tells what was taken back"));
                }
            }
            case DOCUMENT, FUNDER, CONSENT, NOTICE -> {}
            case ACCOUNT, PARTY, STATE, AGREEMENT, PRODUCT ->
                throw new IllegalArgumentException(role + " has one row an account");
        }
        required(role.section());
        return mapped;
    }

    private void column(Fitting.Fit fit) {
        paths.add(fit.path());
        mapped.add("c." + fit.values().column().name());
        lines.add(expressions.line(fit, query, "c", query.name() + "."));
    }

    private boolean has(String path) {
        return paths.contains(path);
    }

    private void put(Line line) {
        paths.add(line.path());
        lines.add(line);
    }

    /** What every element of the list must have. */
    private void required(String section) {
        if (section.isEmpty() || section.startsWith("instalments") || section.startsWith("repayments")) {
            return;
        }
        for (RecordField field : RecordField.fields()) {
            boolean own = field.path().startsWith(section)
                    && !field.path().substring(section.length()).matches(".*[.\\[].*");
            if (own && !field.optional() && !has(field.path())) {
                put(new Line(field.path(), "", 0, "required, and no column was found"));
            }
        }
    }

    private void instalments(Map<String, Fitting.Fit> fits, Fitting.@Nullable Fit total) {
        Fitting.Fit due = Fitting.of(fits, "instalments[].dueOn");
        if (due == null) {
            put(new Line("instalments[].dueOn", "", 0, "no column of due dates found"));
        } else {
            query.orderBy(orderSql(due.values()));
        }
        if (!has("instalments[].number")) {
            counted("instalments[].number", "number_", due, " | decimal");
        }
        if (total != null && !has("instalments[].due.principal")) {
            String interest = has("instalments[].due.interest") ? "; does it hold the interest too?" : "";
            column(new Fitting.Fit(
                    total.values(),
                    "instalments[].due.principal",
                    FieldKind.MONEY,
                    0.5,
                    "a total and no column of principal" + interest));
        }
        split("instalments[].due.", true);
        split("instalments[].paid.", false);
        split("instalments[].waived.", false);
        split("instalments[].writtenOff.", false);
    }

    /** All four parts of a split, where it is there at all. */
    private void split(String section, boolean always) {
        if (!always && PARTS.stream().noneMatch(part -> has(section + part))) {
            return;
        }
        boolean some = PARTS.stream().anyMatch(part -> has(section + part));
        for (String part : PARTS) {
            if (!has(section + part)) {
                boolean weighty = always && (part.equals("principal") || part.equals("interest") && !some);
                put(Line.literal(section + part, "0", weighty ? 0.4 : 0.85, "no column"));
            }
        }
    }

    private void repayments(Map<String, Fitting.Fit> fits) {
        Fitting.Fit paid = Fitting.of(fits, "repayments[].paidOn");
        if (paid == null) {
            put(new Line("repayments[].paidOn", "", 0, "no column of days found"));
        } else {
            query.orderBy(orderSql(paid.values()));
        }
        Fitting.Fit id = Fitting.of(fits, "repayments[].repaymentKey");
        if (id != null) {
            query.orderBy(query.sql("c", id.values()));
        } else {
            counted("repayments[].repaymentKey", "payment_number", paid, "");
        }
        if (!has("repayments[].amount")) {
            put(new Line("repayments[].amount", "", 0, "no column of amounts found"));
        }
        if (!has("repayments[].kind")) {
            put(Line.literal("repayments[].kind", "REPAYMENT", 0.85, "no column tells kinds apart"));
        }
        Fitting.Fit reversedOn = Fitting.of(fits, "repayments[].reversedOn");
        if (!has("repayments[].reversed") && reversedOn != null) {
            put(new Line(
                    "repayments[].reversed",
                    "payments." + Guess.aliasOf(query, reversedOn.values()) + " | present",
                    reversedOn.confidence(),
                    "the day on which it was taken back"));
        }
        if (!has("repayments[].reversed")) {
            put(Line.literal(
                    "repayments[].reversed", "false", 0.6, "no column; does the table hold what was taken back?"));
        }
        split("repayments[].split.", false);
    }

    private void guarantors(Map<String, Fitting.Fit> fits) {
        Fitting.Fit party = Fitting.of(fits, "@party");
        Fitting.Fit number = Fitting.of(fits, "parties[guarantor].documents[].number");
        if (party != null) {
            String alias = query.add("c", party.values(), query.sql("c", party.values()));
            mapped.add("c." + party.values().column().name());
            query.orderBy(query.sql("c", party.values()));
            put(new Line("parties[guarantor].partyKey", "guarantors." + alias, party.confidence(), party.reason()));
        } else {
            counted("parties[guarantor].partyKey", "guarantor_number", null, " | prefix guarantor-");
        }
        if (!has("parties[guarantor].role")) {
            put(Line.literal("parties[guarantor].role", "GUARANTOR", 0.9, "rows of guarantors"));
        }
        Fitting.Fit first = Fitting.of(fits, "parties[guarantor].person.firstName");
        Fitting.Fit last = Fitting.of(fits, "parties[guarantor].person.lastName");
        if (first != null && last != null && !has("parties[guarantor].person.fullName")) {
            String one = query.add("c", first.values(), query.sql("c", first.values()));
            String two = query.add("c", last.values(), query.sql("c", last.values()));
            mapped.add("c." + first.values().column().name());
            mapped.add("c." + last.values().column().name());
            put(new Line(
                    "parties[guarantor].person.fullName",
                    "guarantors." + one + " | join guarantors." + two,
                    0.9,
                    "first and last name"));
        }
        boolean person = number != null && number.values().areResidentIdentities();
        if (!has("parties[guarantor].kind")) {
            put(Line.literal(
                    "parties[guarantor].kind",
                    "PERSON",
                    person ? 0.85 : 0.5,
                    person ? "identity numbers" : "nothing tells"));
        }
        if (paths.stream().anyMatch(path -> path.contains(".addresses[]"))
                && !has("parties[guarantor].contact.addresses[].kind")) {
            put(Line.literal("parties[guarantor].contact.addresses[].kind", "RESIDENCE", 0.5, "no column"));
        }
        if (number != null && !has("parties[guarantor].documents[].type")) {
            put(Line.literal("parties[guarantor].documents[].type", "NATIONAL_ID", person ? 0.85 : 0.5, "no column"));
        }
    }

    private void collateral() {
        if (!has("collateral[].collateralKey")) {
            counted("collateral[].collateralKey", "collateral_number", null, "");
        }
        if (!has("collateral[].kind")) {
            put(Line.literal("collateral[].kind", "OTHER", 0.4, "no column of kinds found"));
        }
        if (!has("collateral[].currency")) {
            lines.stream()
                    .filter(line -> line.path().equals("account.currency"))
                    .findFirst()
                    .ifPresent(line -> put(new Line("collateral[].currency", line.value(), 0.7, "as the account's")));
        }
    }

    private void months(Map<String, Fitting.Fit> fits) {
        Fitting.Fit month = Fitting.of(fits, "@month");
        Fitting.Fit day = Fitting.of(fits, "months[].stateOn");
        String dayIso = day == null ? null : Expressions.isoSql(query, "c", day.values());
        if (month != null) {
            column(new Fitting.Fit(
                    month.values(), "months[].month", FieldKind.MONTH, month.confidence(), month.reason()));
            query.orderBy(query.sql("c", month.values()));
        } else if (dayIso != null) {
            String alias = query.add("state_month", "substr(" + dayIso + ", 1, 7)", null);
            put(new Line("months[].month", query.name() + "." + alias, 0.85, "the month of the day"));
            query.orderBy(dayIso);
        } else {
            put(new Line("months[].month", "", 0, "no column of months found; expected text such as 2024-05"));
        }
        if (day == null && month != null) {
            String first =
                    "cast(" + query.columnSql(java.util.Objects.requireNonNull(Guess.aliasOf(query, month.values())))
                            + " || '-01' as date)";
            String alias = query.add("state_on", "cast(last_day(" + first + ") as varchar(10))", null);
            put(new Line(
                    "months[].stateOn",
                    query.name() + "." + alias + " | date yyyy-MM-dd",
                    0.7,
                    "the last day of the month"));
        } else if (day == null) {
            put(new Line("months[].stateOn", "", 0, "no column of days found"));
        }
    }

    /** A number that the query counts where the source has none. */
    private void counted(String path, String alias, Fitting.@Nullable Fit by, String steps) {
        String keySql = query.columnSql(key.alias());
        String order = by != null ? orderSql(by.values()) : query.hasLine() ? "c.source_line" : keySql;
        String sql = "cast(row_number() over (partition by " + keySql + " order by " + order + ") as varchar(20))";
        String column = query.add(alias, sql, null);
        query.orderBy(order);
        put(new Line(
                path,
                query.name() + "." + column + steps,
                0.6,
                "no column; counted in each account in the order of "
                        + (by == null ? "the lines" : by.values().column().name())
                        + ", which changes when a row comes in between"));
    }

    private String orderSql(Values values) {
        String iso = values.column().type() == SampledColumn.Type.TEXT ? Expressions.isoSql(query, "c", values) : null;
        DateForm form = values.date();
        boolean sorts = form != null
                && form.patterns().get(0).startsWith("yyyy")
                && form.patterns().size() == 1;
        return iso == null || sorts ? query.sql("c", values) : iso;
    }
}
