package org.creditconnector.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;

/** A source folder as it was guessed, not written anywhere yet. */
public final class GuessedFolder {
    static final String CONTROL = "control.sql";

    private final SampledSource source;
    private final AccountKey key;
    private final List<Line> lines;
    private final Map<String, Query> queries;
    private final Map<String, Expressions.Codes> codes;
    private final Map<String, String> unused;
    private final Map<String, String> notRead;
    private final List<Roles.Part> parts;

    GuessedFolder(
            SampledSource source,
            AccountKey key,
            List<Line> lines,
            Map<String, Query> queries,
            Map<String, Expressions.Codes> codes,
            Map<String, String> unused,
            Map<String, String> notRead,
            List<Roles.Part> parts) {
        this.source = source;
        this.key = key;
        this.lines = lines;
        this.queries = queries;
        this.codes = codes;
        this.unused = unused;
        this.notRead = notRead;
        this.parts = parts;
    }

    /** Proposed lines in the order of the file. */
    public List<Line> lines() {
        return lines;
    }

    /** Name of the key's column in every query. */
    public String keyColumn() {
        return key.alias();
    }

    /** Whether the database orders keys as whole numbers; else they are text. */
    public boolean isIntegerKey() {
        return key.isInteger();
    }

    /** SQL by query name, accounts first. */
    public Map<String, String> queries() {
        Map<String, String> texts = new LinkedHashMap<>();
        queries.forEach((name, query) -> texts.put(name, query.text(!key.isInteger())));
        return texts;
    }

    /** Text of the query of control totals. */
    public String control() {
        Query accounts = queries.get(TableRole.ACCOUNT.query());
        if (accounts == null) {
            throw new IllegalStateException("there is no query of accounts");
        }
        return new ControlText(read(), accounts, parts).text(accounts.keySql());
    }

    String contract(BinaryOperator<String> reasoned) {
        return new ContractText(source, read(), parts).text(key, reasoned);
    }

    private ReadColumns read() {
        return new ReadColumns(queries, lines);
    }

    /** What each table that is read was taken for: table and query. */
    public Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        parts.forEach(part -> roles.put(part.table().name(), part.role().query()));
        return roles;
    }

    /** Tables that no query reads, and why. */
    public Map<String, String> tablesNotRead() {
        return notRead;
    }

    /** Columns that no line reads, with what their values are like. */
    public Map<String, String> unused() {
        return unused;
    }

    /** Texts of all files but the sample, by relative name. */
    public SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("mapping.yaml", new MappingText(source, key, this, codes).text());
        queries().forEach((name, sql) -> files.put(name + ".sql", sql));
        files.put(CONTROL, control());
        codes.forEach((name, table) -> files.put("codes/" + name + ".csv", MappingText.codes(table)));
        return files;
    }

    /** How many answers are wanted: words TODO in the files. */
    public long questions() {
        return files().values().stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .mapToLong(line -> line.split("(?<![A-Za-z0-9_])TODO(?![A-Za-z0-9_])", -1).length - 1L)
                .sum();
    }

    /**
     * The sample's files: the rows of accounts with every name, number, day and amount replaced by one made up, codes and flags kept.
     * Nothing personal is left.
     *
     * @param accounts some accounts as the queries give them
     * @param shapes columns of each query in the order of the rows
     */
    public SortedMap<String, String> sample(List<SourceAccount> accounts, Map<String, RowShape> shapes) {
        return new MadeUpRows(queries, key, lines).files(accounts, shapes);
    }
}
