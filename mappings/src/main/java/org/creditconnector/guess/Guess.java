package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a source folder: what each table holds, how tables hang together, what each column means and how its values are written.
 * Names and values must agree before anything is proposed without a question; identifiers stay text.
 */
public final class Guess {
    private static final FieldNames NAMES = new FieldNames();

    private final SampledSource source;
    private final Fitting fitting = new Fitting(NAMES);
    private final Roles roles;
    private final Expressions expressions = new Expressions(NAMES);
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Query> queries = new LinkedHashMap<>();
    private final Map<String, String> unused = new LinkedHashMap<>();
    private final Set<String> readTables = new HashSet<>();

    private Guess(SampledSource source) {
        this.source = source;
        this.roles = new Roles(source, NAMES, fitting);
    }

    /**
     * Guesses.
     *
     * @throws IllegalArgumentException when the source has no table with a column
     */
    public static GuessedFolder of(SampledSource source) {
        return new Guess(source).folder();
    }

    private GuessedFolder folder() {
        List<Roles.Part> parts = roles.parts();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there is no table with a column");
        }
        Roles.Part accounts = parts.get(0);
        AccountKey key = AccountKey.of(accounts.table(), roles.values(accounts.table()), source, NAMES);
        accounts(parts, key);
        for (Roles.Part part : parts) {
            readTables.add(part.table().name());
            if (part.role() != TableRole.ACCOUNT && part.role() != TableRole.PARTY) {
                children(part, accounts.table(), key);
            }
        }
        if (lines.stream().anyMatch(line -> line.path().startsWith("parties[guarantor]"))) {
            lines.replaceAll(line -> new Line(
                    line.path().replace("parties[].", "parties[borrower]."),
                    line.value(),
                    line.confidence(),
                    line.reason()));
        }
        lines.sort(Comparator.comparingInt(Line::place));
        Map<String, String> notRead = new LinkedHashMap<>();
        source.tables().stream()
                .filter(table -> !readTables.contains(table.name()))
                .forEach(table -> notRead.put(table.name(), whyNot(table, accounts.table())));
        return new GuessedFolder(
                source, key, List.copyOf(lines), queries, expressions.tables(), unused, notRead, parts);
    }

    private void accounts(List<Roles.Part> parts, AccountKey key) {
        Roles.Part accounts = parts.get(0);
        SampledTable table = accounts.table();
        Roles.Part party = parts.stream()
                .filter(part -> part.role() == TableRole.PARTY)
                .findFirst()
                .orElse(null);
        Query query = new Query(source, "accounts", key.alias());
        queries.put("accounts", query);
        query.comment("One row per account, out of " + table.name() + ".");
        if (!key.isUnique()) {
            query.comment("TODO " + key.column() + " is not different in every row; which rows make one account?");
        }
        query.key(query.sql("a", key.values()), key.values()).withLine("a");
        query.from("  from " + table.sqlName() + " a\n");
        Set<TableRole> many = manyParts(parts);
        boolean hasMonths = many.contains(TableRole.INSTALMENT) || many.contains(TableRole.MONTH);
        WideMonths wide = WideMonths.of(!source.files() || hasMonths ? List.of() : roles.values(table), NAMES);
        if (!wide.isEmpty()) {
            many.add(TableRole.MONTH);
        }
        String toParty =
                party == null || party.link() == null ? null : party.link().column();
        Map<String, Fitting.Fit> fits = fitting.fits(
                roles.values(table),
                table.isNameless(),
                with(wide.columns(), key.column(), toParty),
                TableRole.ACCOUNT,
                TableRole.PARTY);
        AccountLines account = new AccountLines(expressions, query, lines, key);
        String partyKey =
                toParty == null ? null : query.add("a", value(table, toParty), query.sql("a", value(table, toParty)));
        Map<String, Fitting.Fit> partyFits = new LinkedHashMap<>();
        if (party != null && party.link() != null) {
            join(party, query, table);
            partyFits.putAll(fitting.fits(
                    roles.values(party.table()),
                    party.table().isNameless(),
                    Roles.only(party.link().toColumn()),
                    TableRole.PARTY));
        }
        Set<String> mapped = account.add(fits, partyFits, partyKey, many, hanNames(table));
        left(query, "a", table, mapped, with(wide.columns(), key.column(), toParty), "");
        if (party != null && party.link() != null) {
            left(query, "p", party.table(), mapped, Roles.only(party.link().toColumn()), "");
        }
        months(wide, table, key);
    }

    private void months(WideMonths wide, SampledTable table, AccountKey key) {
        if (!wide.isEmpty()) {
            Query query = new Query(source, TableRole.MONTH.query(), key.alias());
            queries.put(query.name(), query);
            wide.add(query, table, key, expressions, lines);
        }
    }

    private static Set<String> with(Set<String> columns, @Nullable String... others) {
        Set<String> all = Roles.only(others);
        all.addAll(columns);
        return all;
    }

    private static Set<TableRole> manyParts(List<Roles.Part> parts) {
        Set<TableRole> found = new HashSet<>();
        parts.forEach(part -> found.add(part.role()));
        return found;
    }

    private void join(Roles.Part party, Query query, SampledTable accounts) {
        SampledSource.Reference link = java.util.Objects.requireNonNull(party.link());
        String there = query.sql("p", value(party.table(), link.toColumn()));
        query.from("  left join " + party.table().sqlName() + " p on " + there + " = "
                + query.sql("a", value(accounts, link.column())) + "\n");
        if (link.share() < 1) {
            query.comment("TODO " + percent(1 - link.share()) + " of the sampled " + link.column() + " are not in "
                    + party.table().name() + ": those accounts have no particulars of the borrower.");
        }
    }

    private void children(Roles.Part part, SampledTable accounts, AccountKey key) {
        SampledSource.Reference link = java.util.Objects.requireNonNull(part.link());
        SampledTable table = part.table();
        Query query = new Query(source, part.role().query(), key.alias());
        queries.put(query.name(), query);
        query.comment("Rows of " + table.name() + ", found by " + link.column() + ".");
        Values child = value(table, link.column());
        boolean direct = link.toColumn().equals(key.column()) && link.share() >= 1;
        query.key(direct ? query.sql("c", child) : query.sql("a", key.values()), direct ? child : key.values());
        query.withLine("c").from("  from " + table.sqlName() + " c\n");
        if (!direct) {
            query.from("  join " + accounts.sqlName() + " a on " + query.sql("a", value(accounts, link.toColumn()))
                    + " = " + query.sql("c", child) + "\n");
            if (link.share() < 1) {
                query.comment("TODO " + percent(1 - link.share()) + " of the sampled rows have no account in "
                        + accounts.name() + "; the join leaves them out. Is that right?");
            }
        }
        Map<String, Fitting.Fit> fits =
                fitting.fits(roles.values(table), table.isNameless(), Roles.only(link.column()), part.role());
        Set<String> mapped = new ChildLines(expressions, query, lines, key).add(part.role(), fits);
        left(query, "c", table, mapped, Roles.only(link.column()), query.name() + ".");
    }

    /** Columns that mean nothing to us stay in the query, so that a line is all it takes to use one. */
    private void left(
            Query query, String alias, SampledTable table, Set<String> mapped, Set<String> keys, String prefix) {
        for (Values values : roles.values(table)) {
            String column = values.column().name();
            if (!mapped.contains(alias + "." + column) && !keys.contains(column)) {
                unused.put(prefix + query.add(alias, values, query.sql(alias, values)), described(values));
            }
        }
    }

    /** A table that names accounts or borrowers and is read by nothing mostly keeps several states of each. */
    private static String whyNot(SampledTable table, SampledTable accounts) {
        for (SampledColumn column : table.columns()) {
            if (accounts.column(column.name()) != null && !column.unique() && !table.isNameless()) {
                return "several rows for one " + column.name()
                        + ", perhaps a history: write a query that picks the row of the night";
            }
        }
        return "no use for it was found";
    }

    private static String described(Values values) {
        if (values.isEmpty()) {
            return "no value in the sample";
        }
        String what = values.date() != null && !values.date().bareDigits()
                ? "dates"
                : values.number() == null ? "text" : "numbers";
        return what + ", "
                + (values.distinct().size() == 1
                        ? "one value"
                        : values.distinct().size() + " different values") + " in " + values.rows() + " rows";
    }

    private Values value(SampledTable table, String column) {
        return roles.values(table).stream()
                .filter(values -> values.column().name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(table.name() + " has no column " + column));
    }

    private static boolean hanNames(SampledTable table) {
        return table.columns().stream()
                .anyMatch(column -> NAMES.phrase(column.name()).han());
    }

    private static String percent(double share) {
        return Math.max(1, Math.round(share * 100)) + " %";
    }

    /** What a column is called in a query that already has it; null where it has not. */
    static @Nullable String aliasOf(Query query, Values values) {
        return query.columns().entrySet().stream()
                .filter(entry -> values.equals(entry.getValue().values()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
