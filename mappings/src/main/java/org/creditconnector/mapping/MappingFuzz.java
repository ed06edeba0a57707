package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/**
 * Puts values from the edge into the columns of real rows, one column at a time and two at once, and lets the code of the night map
 * them: each row must end as a record that can be written and read back, or be held by a finding, and the same each time. A crash,
 * another answer to the same row, and a value that arrives other than it was sent without a step that says so are failures.
 */
public final class MappingFuzz {
    /** More failures than a person mends at once; the others are counted. */
    private static final int MOST_FAILURES = 20;

    private final Function<SourceAccount, MappedAccount> map;
    private final AnnouncedValues announced;
    private final FuzzValues values;
    private final CreditRecordCodec codec = new CreditRecordCodec();
    private final List<SourceAccount> accounts;
    private final Random random;
    private final Map<SourceAccount, CreditRecord> baselines = new IdentityHashMap<>();
    private final Map<SourceRow, SourceAccount> owners = new IdentityHashMap<>();
    private final Map<String, RuleCount> rules = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Set<String> kindsOfFailure = new HashSet<>();
    private final Set<String> tried = new HashSet<>();
    private int failed;
    private int held;

    /**
     * How often a rule spoke.
     *
     * @param rule its id
     * @param severity what it does
     * @param rows rows about which it said something
     */
    public record RuleCount(String rule, Severity severity, int rows) {}

    /**
     * Something that must not happen.
     *
     * @param kind {@code crash}, {@code other answer} or {@code silent change}
     * @param row number of the row from 1; the seed and this number give the row again
     * @param columns the columns that were changed and what was put there, in words and never the row's own values
     * @param what what happened
     */
    public record Failure(String kind, int row, String columns, String what) {
        /** One line for a person. */
        public String render() {
            return kind + " in row " + row + ", " + columns + ": " + what;
        }
    }

    /**
     * What came out.
     *
     * @param rows rows that were mapped
     * @param columns columns that were changed
     * @param held rows that a finding holds
     * @param rules how often each rule spoke, by id
     * @param failed how many rows failed
     * @param failures the first of each kind and place, at most twenty
     * @param notTried columns that no value was put into: their query has no row at hand, or there were too few rows
     * @param compared how many lines values were held against
     * @param notCompared targets of the other lines
     */
    public record Report(
            int rows,
            int columns,
            int held,
            List<RuleCount> rules,
            int failed,
            List<Failure> failures,
            List<String> notTried,
            int compared,
            List<String> notCompared) {}

    /** One column of one row, with a value from the edge. */
    private record Change(SourceRow row, int column, FuzzValues.Named value) {
        String words() {
            return row.shape().query() + "." + row.shape().columns().get(column) + " = " + value.name();
        }
    }

    private MappingFuzz(
            SourceMapping mapping,
            List<SourceAccount> accounts,
            Function<SourceAccount, MappedAccount> map,
            long seed) {
        this.accounts = accounts;
        this.map = map;
        this.announced = AnnouncedValues.of(mapping);
        this.values = new FuzzValues(announced.datePatterns());
        this.random = new Random(seed);
    }

    /**
     * Maps changed rows.
     *
     * @param mapping the folder
     * @param accounts accounts whose rows are changed; none of them is itself touched
     * @param shapes columns of every query, also of those without rows
     * @param map the code of the night, bound to the columns of these accounts
     * @param rows how many rows
     * @param seed the same seed gives the same rows
     */
    public static Report run(
            SourceMapping mapping,
            List<SourceAccount> accounts,
            Map<String, RowShape> shapes,
            Function<SourceAccount, MappedAccount> map,
            int rows,
            long seed) {
        return new MappingFuzz(mapping, accounts, map, seed).run(shapes, rows);
    }

    /** Texts from the edge by what they are, dates in every form that a mapping names among them. */
    public static Map<String, String> texts(SourceMapping mapping) {
        return new FuzzValues(AnnouncedValues.of(mapping).datePatterns()).texts();
    }

    private Report run(Map<String, RowShape> shapes, int rows) {
        for (SourceAccount account : accounts) {
            owners.put(account.account(), account);
            account.children().values().forEach(all -> all.forEach(row -> owners.put(row, account)));
            CreditRecord record = map.apply(account).record();
            if (record != null) {
                baselines.put(account, record);
            }
        }
        Map<String, List<Change>> columns = columns();
        List<Change> single = new ArrayList<>();
        columns.values().forEach(single::addAll);
        Collections.shuffle(single, random);
        Map<SourceAccount, List<Change>> byAccount = new IdentityHashMap<>();
        for (Change change : single) {
            byAccount
                    .computeIfAbsent(owner(change.row()), account -> new ArrayList<>())
                    .add(change);
        }
        for (int row = 1; row <= rows && !single.isEmpty(); row++) {
            Change first = single.get(row <= single.size() ? row - 1 : random.nextInt(single.size()));
            SourceAccount account = owner(first.row());
            List<Change> changes = new ArrayList<>(List.of(first));
            if (row > single.size()) {
                List<Change> others = java.util.Objects.requireNonNull(byAccount.get(account));
                changes.add(others.get(random.nextInt(others.size())));
            }
            one(row, account, changes);
        }
        List<String> notTried = new ArrayList<>();
        shapes.values()
                .forEach(shape -> shape.columns().stream()
                        .map(column -> shape.query() + "." + column)
                        .filter(column -> !tried.contains(column))
                        .forEach(notTried::add));
        return new Report(
                rows,
                tried.size(),
                held,
                List.copyOf(rules.values()),
                failed,
                List.copyOf(failures),
                notTried,
                announced.compared(),
                announced.notCompared());
    }

    /** For each column of each query, the values of the edge in one row of it that some account has. */
    private Map<String, List<Change>> columns() {
        Map<String, List<SourceRow>> byQuery = new TreeMap<>();
        for (SourceAccount account : accounts) {
            byQuery.computeIfAbsent(SourceMapping.ACCOUNTS, query -> new ArrayList<>())
                    .add(account.account());
            account.children()
                    .forEach((query, rows) -> byQuery.computeIfAbsent(query, name -> new ArrayList<>())
                            .addAll(rows));
        }
        Map<String, List<Change>> columns = new TreeMap<>();
        byQuery.forEach((query, rows) -> {
            if (rows.isEmpty()) {
                return;
            }
            List<String> names = rows.get(0).shape().columns();
            for (int column = 0; column < names.size(); column++) {
                List<Change> changes = new ArrayList<>();
                for (FuzzValues.Named value :
                        values.forColumn(rows, column, announced.words(query, names.get(column)))) {
                    changes.add(new Change(likely(rows), column, value));
                }
                columns.put(query + "." + names.get(column), changes);
            }
        });
        return columns;
    }

    /** A row of an account that goes, where there is one: in a held account a change would rarely be seen. */
    private SourceRow likely(List<SourceRow> rows) {
        for (int attempt = 0; attempt < rows.size(); attempt++) {
            SourceRow row = rows.get(random.nextInt(rows.size()));
            if (baselines.containsKey(owner(row))) {
                return row;
            }
        }
        return rows.get(random.nextInt(rows.size()));
    }

    private SourceAccount owner(SourceRow row) {
        return java.util.Objects.requireNonNull(owners.get(row), "every row belongs to an account");
    }

    private static SourceAccount changed(SourceAccount account, List<Change> changes) {
        Map<String, List<SourceRow>> children = new HashMap<>();
        account.children()
                .forEach((query, rows) -> children.put(
                        query, rows.stream().map(row -> changed(row, changes)).toList()));
        return new SourceAccount(account.rangeKey(), changed(account.account(), changes), children);
    }

    private static SourceRow changed(SourceRow row, List<Change> changes) {
        @Nullable Object[] copy = null;
        for (Change change : changes) {
            if (change.row() == row) {
                copy = copy == null ? Arrays.copyOf(row.values(), row.values().length) : copy;
                copy[change.column()] = change.value().value();
            }
        }
        return copy == null ? row : new SourceRow(row.shape(), copy, row.position());
    }

    private void one(int row, SourceAccount account, List<Change> changes) {
        SourceAccount changed = changed(account, changes);
        changes.forEach(change -> tried.add(change.row().shape().query() + "."
                + change.row().shape().columns().get(change.column())));
        String words = String.join(
                " and ", changes.stream().map(Change::words).distinct().toList());
        try {
            MappedAccount mapped = map.apply(changed);
            CreditRecord record = mapped.record();
            List<Finding> findings = new ArrayList<>(mapped.findings());
            if (record != null) {
                findings.addAll(RecordRules.check(record));
            }
            count(findings);
            byte[] bytes = record == null ? new byte[0] : codec.encode(record);
            compareAgain(row, words, changed, mapped, bytes);
            if (record != null) {
                CreditRecord read = codec.decode(bytes);
                if (!Arrays.equals(codec.encode(read), bytes)) {
                    fail("silent change", row, words, "the record read back is not the one that was written");
                }
                silentChanges(row, words, account, read, changes);
            }
        } catch (RuntimeException | StackOverflowError crash) {
            // Whatever it is, a row must not be able to cause it; the message may hold values and is left out.
            fail("crash", row, words, crash.getClass().getSimpleName() + place(crash));
        }
    }

    private void compareAgain(int row, String words, SourceAccount changed, MappedAccount mapped, byte[] bytes) {
        MappedAccount again = map.apply(changed);
        CreditRecord record = again.record();
        boolean same = again.findings().equals(mapped.findings())
                && (record == null) == (mapped.record() == null)
                && (record == null || Arrays.equals(codec.encode(record), bytes));
        if (!same) {
            fail("other answer", row, words, "the same row mapped twice gives two answers");
        }
    }

    private void silentChanges(int row, String words, SourceAccount account, CreditRecord read, List<Change> changes) {
        CreditRecord before = baselines.get(account);
        if (before == null) {
            return;
        }
        Set<String> touched = new HashSet<>();
        changes.forEach(change -> touched.add(AnnouncedValues.column(
                change.row().shape().query(), change.row().shape().columns().get(change.column()))));
        for (Change change : changes) {
            boolean overwritten = changes.get(changes.size() - 1) != change
                    && changes.get(changes.size() - 1).row() == change.row()
                    && changes.get(changes.size() - 1).column() == change.column();
            if (overwritten) {
                continue;
            }
            for (String fault : announced.faults(
                    account.account(),
                    change.row(),
                    change.column(),
                    change.value().value(),
                    before,
                    read,
                    touched)) {
                fail("silent change", row, words, fault);
            }
        }
    }

    private void count(List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        boolean holds = false;
        for (Finding finding : findings) {
            holds |= finding.getSeverity() == Severity.ERROR;
            String key = finding.getRuleId() + " " + finding.getSeverity();
            if (seen.add(key)) {
                rules.merge(
                        key,
                        new RuleCount(finding.getRuleId(), finding.getSeverity(), 1),
                        (old, one) -> new RuleCount(old.rule(), old.severity(), old.rows() + 1));
            }
        }
        held += holds ? 1 : 0;
    }

    private void fail(String kind, int row, String words, String what) {
        failed++;
        // The same fault of the same column, found by another value, is not news.
        if (failures.size() < MOST_FAILURES && kindsOfFailure.add(kind + words.replaceAll(" = .*", "") + what)) {
            failures.add(new Failure(kind, row, words, what));
        }
    }

    private static String place(Throwable crash) {
        for (StackTraceElement element : crash.getStackTrace()) {
            if (element.getClassName().startsWith("org.creditconnector.")) {
                return " at " + element.getFileName() + ":" + element.getLineNumber();
            }
        }
        return "";
    }
}
