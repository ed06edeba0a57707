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
    private final SampledSource source;
    private final FieldNames names;
    private final Fitting fitting;
    private final Roles roles;
    private final CodeNames codeNames;
    private final Expressions expressions;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Query> queries = new LinkedHashMap<>();
    private final Map<String, String> unused = new LinkedHashMap<>();
    private final Set<String> readTables = new HashSet<>();

    private Guess(SampledSource source) {
        this.source = source;
        this.names = FieldNames.of(source.tables());
        this.fitting = new Fitting(names);
        this.codeNames = new CodeNames(source, names);
        this.expressions = new Expressions(names, codeNames);
        this.roles = new Roles(source, names, fitting);
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
        List<Roles.Part> found = roles.parts();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no table with a column");
        }
        SampledTable whole = found.get(0).table();
        AccountKey key = AccountKey.of(whole, roles.values(whole), source, names);
        List<Roles.Part> parts = found.stream().map(part -> counted(part, key)).toList();
        Roles.Part accounts = parts.get(0);
        accounts(parts, key);
        for (Roles.Part part : parts) {
            readTables.add(part.table().name());
            if (part.role() != TableRole.ACCOUNT && !part.role().isJoined()) {
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
                .forEach(table -> notRead.put(table.name(), whyNot(table, accounts.table(), parts)));
        return new GuessedFolder(
                source, key, List.copyOf(lines), queries, expressions.tables(), unused, notRead, parts);
    }

    private final Map<String, List<String>> comments = new LinkedHashMap<>();

    /** Of a table whose files say the same rows again, the rows of the last file. */
    private Roles.Part counted(Roles.Part part, AccountKey key) {
        SampledTable table = part.table();
        Deliveries deliveries = table.deliveries();
        if (deliveries == null) {
            return part;
        }
        Deliveries.Key by = deliveries.keys().stream()
                .filter(candidate -> tells(part, candidate.columns(), key))
                .findFirst()
                .orElse(null);
        if (by == null) {
            if (deliveries.again() > 0) {
                comments.put(table.name(), List.of(deliveries.question(table.name())));
            }
            return part;
        }
        comments.put(table.name(), deliveries.comments(table.name(), by, part.role() == TableRole.ACCOUNT));
        return part.readAs(deliveries.sql(source, table, by));
    }

    /** Whether columns say by their meaning which row it is; that they are different by chance is not enough. */
    private boolean tells(Roles.Part part, List<String> columns, AccountKey key) {
        SampledSource.Reference link = part.link();
        if (part.role() == TableRole.ACCOUNT || link == null) {
            return columns.equals(List.of(key.column()));
        }
        if (part.role().isJoined()) {
            return columns.equals(List.of(link.toColumn()));
        }
        String wanted = columns.size() == 1
                ? ".*\\[[a-z]*\\]\\.[a-z]+Key"
                : "instalments\\[\\]\\.(number|dueOn)|months\\[\\]\\.(month|stateOn)";
        String telling = columns.get(columns.size() - 1);
        boolean ofAccount = columns.size() == 1
                ? !columns.contains(link.column())
                : columns.contains(link.column()) && !telling.equals(link.column());
        return ofAccount
                && names.matches(telling, part.role()).stream()
                        .anyMatch(match -> match.confidence() >= Fitting.SURE
                                && match.field().path().matches(wanted));
    }

    private void comments(SampledTable table, Query query) {
        comments.getOrDefault(table.name(), List.of()).forEach(query::comment);
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
        comments(table, query);
        if (!key.isUnique()) {
            query.comment("TODO " + key.column() + " is not different in every row; which rows make one account?");
        }
        query.key(query.sql("a", key.values()), key.values()).withLine("a");
        query.from("  from " + table.sqlName() + " a\n");
        Set<TableRole> many = manyParts(parts);
        boolean hasMonths = many.contains(TableRole.INSTALMENT) || many.contains(TableRole.MONTH);
        WideMonths wide = WideMonths.of(!source.files() || hasMonths ? List.of() : roles.values(table), names);
        if (!wide.isEmpty()) {
            many.add(TableRole.MONTH);
        }
        String toParty =
                party == null || party.link() == null ? null : party.link().column();
        Map<String, Fitting.Fit> fits = fitting.fitsAndCandidates(
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
            join(party, "p", query, table);
            partyFits.putAll(fitting.fits(
                    roles.values(party.table()), party.table().isNameless(), keys(party), TableRole.PARTY));
        }
        List<AccountLines.Source> more = new ArrayList<>();
        for (Roles.Part part : parts) {
            if (part.role().isJoined() && part.role() != TableRole.PARTY) {
                join(part, alias(part.role()), query, table);
                Map<String, Fitting.Fit> theirs = fitsOf(part);
                doubtRivals(fits, theirs);
                more.add(new AccountLines.Source(alias(part.role()), theirs));
            }
        }
        Set<String> mapped = account.add(fits, partyFits, more, partyKey, many, hanNames(table));
        left(query, "a", table, mapped, with(wide.columns(), key.column(), toParty), "");
        if (party != null && party.link() != null) {
            left(query, "p", party.table(), mapped, keys(party), "");
        }
        for (Roles.Part part : parts) {
            if (part.role().isJoined() && part.role() != TableRole.PARTY) {
                left(query, alias(part.role()), part.table(), mapped, keys(part), "");
            }
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

    private static Set<String> without(Set<String> columns, String column) {
        Set<String> rest = new HashSet<>(columns);
        rest.remove(column);
        return rest;
    }

    private static Set<TableRole> manyParts(List<Roles.Part> parts) {
        Set<TableRole> found = new HashSet<>();
        parts.forEach(part -> found.add(part.role()));
        return found;
    }

    /** The key of a joined table and the days of its versions mean nothing to the record. */
    private static Set<String> keys(Roles.Part part) {
        Versions versions = part.versions();
        return Roles.only(
                part.role().isJoined()
                        ? part.wayToAccount().toColumn()
                        : part.wayToAccount().column(),
                versions == null ? null : versions.from().column().name(),
                versions == null ? null : versions.to().column().name());
    }

    private static String alias(TableRole role) {
        return switch (role) {
            case STATE -> "s";
            case AGREEMENT -> "g";
            case PRODUCT -> "d";
            default -> "p";
        };
    }

    /** Two numbers that may be the agreement's are a question; what stands in both tables otherwise, the newer one tells. */
    private static void doubtRivals(Map<String, Fitting.Fit> own, Map<String, Fitting.Fit> theirs) {
        Fitting.Fit first = Fitting.of(own, "agreement.agreementKey");
        if (first != null) {
            theirs.replaceAll((column, fit) -> fit.path().equals(first.path())
                    ? fit.doubted(
                            "so does the name of " + first.values().column().name())
                    : fit);
        }
    }

    private Map<String, Fitting.Fit> fitsOf(Roles.Part part) {
        return fitting.fits(
                roles.values(part.table()),
                part.table().isNameless(),
                keys(part),
                part.role() == TableRole.STATE ? TableRole.ACCOUNT : part.role());
    }

    private void join(Roles.Part part, String alias, Query query, SampledTable accounts) {
        SampledSource.Reference link = part.wayToAccount();
        comments(part.table(), query);
        String there = query.sql(alias, value(part.table(), link.toColumn()));
        query.from("  left join " + part.table().sqlName() + " " + alias + " on " + there + " = "
                + query.sql("a", value(accounts, link.column())) + night(part, alias, query) + "\n");
        if (link.share() < 1) {
            query.comment("TODO " + percent(1 - link.share()) + " of the sampled " + link.column() + " are not in "
                    + part.table().name() + ": those accounts have nothing of it.");
        }
    }

    /** The condition that picks the row of the night, with the word before it. */
    private static String night(Roles.Part part, String alias, Query query) {
        Versions versions = part.versions();
        if (versions == null) {
            return "";
        }
        String days = versions.from().column().name() + " and "
                + versions.to().column().name();
        String condition = versions.sql(query, alias);
        if (condition == null) {
            query.comment("TODO " + part.table().name() + " has several rows of a key, told apart by " + days
                    + "; write the condition that picks the row of :asOf.");
            return "";
        }
        query.comment(part.table().name() + " keeps history: " + days + " pick the row of the night.");
        return "\n   and " + condition;
    }

    private void children(Roles.Part part, SampledTable accounts, AccountKey key) {
        SampledSource.Reference link = part.wayToAccount();
        SampledTable table = part.table();
        Query query = new Query(source, part.role().query(), key.alias());
        queries.put(query.name(), query);
        query.comment("Rows of " + table.name() + ", found by " + link.column() + ".");
        comments(table, query);
        Values child = value(table, link.column());
        Roles.Part through = part.through();
        String toColumn =
                through == null ? link.toColumn() : through.wayToAccount().column();
        boolean direct = through == null && link.toColumn().equals(key.column()) && link.share() >= 1;
        query.key(direct ? query.sql("c", child) : query.sql("a", key.values()), direct ? child : key.values());
        query.withLine("c").from("  from " + table.sqlName() + " c\n");
        if (!direct) {
            query.from("  join " + accounts.sqlName() + " a on " + query.sql("a", value(accounts, toColumn)) + " = "
                    + query.sql("c", child) + "\n");
            if (through == null && link.share() < 1) {
                query.comment("TODO " + percent(1 - link.share()) + " of the sampled rows have no account in "
                        + accounts.name() + "; the join leaves them out. Is that right?");
            }
        }
        String night = night(part, "c", query);
        if (!night.isEmpty()) {
            query.where(night);
        }
        Set<String> keys = keys(part);
        if (part.role() == TableRole.CONSENT) {
            keys = without(keys, link.column());
        }
        Map<String, Fitting.Fit> fits =
                fitting.fitsAndCandidates(roles.values(table), table.isNameless(), keys, part.role());
        int before = lines.size();
        Set<String> mapped = new ChildLines(expressions, query, lines, key).add(part.role(), fits);
        if (part.byForm()) {
            query.comment(
                    "TODO no name says what the rows are, only that each has an account, a day and an amount. Are they "
                            + (part.role() == TableRole.INSTALMENT ? "instalments" : "payments") + "?");
            List<Line> added = lines.subList(before, lines.size());
            added.replaceAll(line -> line.doubted("the form alone says what the table holds"));
        }
        left(query, "c", table, mapped, keys(part), query.name() + ".");
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
    private String whyNot(SampledTable table, SampledTable accounts, List<Roles.Part> parts) {
        Roles.Part form = roles.byForm(table, accounts);
        if (form != null && form.link() != null) {
            String other = parts.stream()
                    .filter(part -> part.role() == form.role())
                    .map(part -> part.table().name())
                    .findFirst()
                    .orElse("another table");
            return form.link().column() + " points at " + accounts.name()
                    + ", and its rows have days and amounts; " + form.role().query() + " are read from " + other
                    + " already: add these by union all if they are the same, else write a query of its own";
        }
        if (codeNames.isCodeTable(table.name())) {
            return "it gives names to codes, which stand in the notes under codes/";
        }
        for (SampledSource.Reference reference : source.references()) {
            SampledColumn column = table.column(reference.column());
            boolean toRead = reference.table().equals(table.name())
                    && (reference.toTable().equals(accounts.name()) || readTables.contains(reference.toTable()));
            if (toRead && column != null && !column.unique()) {
                return "its " + column.name() + " points at " + reference.toTable()
                        + ", several rows for one; write a query if the registry wants to know them";
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

    private boolean hanNames(SampledTable table) {
        return table.columns().stream()
                .anyMatch(column -> names.phrase(column.name()).han());
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
