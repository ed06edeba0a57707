package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.Suggestions;

/**
 * Checks what reading by key ranges needs of a query: one {@code :range(COLUMN)}, in a control query one or more, rows in the order of
 * the range key, and no placeholder besides {@code :key(COLUMN)}, {@code :asOf} and {@code :businessDate}.
 */
final class SqlText {
    private static final Pattern NOISE =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!:):([A-Za-z][A-Za-z0-9_]*)(\\()?");
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\s+(?=[^()]*(?:\\([^()]*\\)[^()]*)*$)");
    /** Of the whole query; inside brackets it may have its reason. */
    private static final Pattern LIMIT =
            Pattern.compile("\\border\\s+by\\s[^()]*(?:\\([^()]*\\)[^()]*)*?\\b(limit|offset|fetch)\\b[^()]*$");

    private static final List<String> KNOWN = List.of("range(", "key(", "asOf", "businessDate");
    private static final List<String> KNOWN_IN_CHANGES = List.of("since", "asOf", "businessDate");

    private SqlText() {}

    /**
     * @param file the file as a person knows it
     * @param rows whether it gives rows, which come in the order of the range key; a control query adds up, and each table that it adds
     *     up may have a range
     */
    static void check(String file, String sql, RangeKey key, boolean rows, Problems problems) {
        String bare = blank(sql);
        int ranges = 0;
        for (MatchResult placeholder : placeholders(file, sql, bare, KNOWN, problems)) {
            if (placeholder.group().equals(":range(") && ++ranges == 2 && rows) {
                problem(
                        problems,
                        file,
                        sql,
                        placeholder.start(),
                        "a second :range(...), expected exactly one; read the rows"
                                + " in a query inside and put the range round it");
            }
        }
        if (ranges == 0) {
            problem(problems, file, sql, 0, "there is no :range(COLUMN), expected one in the where clause");
        }
        if (!isWholeQuery(file, sql, bare, problems) || !rows) {
            return;
        }
        Matcher order = ORDER.matcher(bare.toLowerCase(Locale.ROOT));
        if (!order.find()) {
            problem(
                    problems,
                    file,
                    sql,
                    sql.stripTrailing().length() - 1,
                    "the query does not end with an order by, expected order by " + expected(key) + " first");
        } else if (key.type() == RangeKey.Type.TEXT && !bare.startsWith(":key(", order.end())) {
            problem(
                    problems,
                    file,
                    sql,
                    order.start(),
                    "a range key of type text must be ordered by its bytes, expected order by " + expected(key)
                            + " first");
        }
    }

    /** The query that names what changed: it reads all keys at once, so that it has no range, and asks from a moment on. */
    static void checkChanges(String file, String sql, RangeKey key, Problems problems) {
        String bare = blank(sql);
        boolean since = placeholders(file, sql, bare, KNOWN_IN_CHANGES, problems).stream()
                .anyMatch(placeholder -> placeholder.group().equals(":since"));
        if (!since) {
            problem(
                    problems,
                    file,
                    sql,
                    0,
                    "there is no :since, expected one that the time of the last change is compared with; the query gives "
                            + key.column());
        }
        isWholeQuery(file, sql, bare, problems);
    }

    private static List<MatchResult> placeholders(
            String file, String sql, String bare, List<String> known, Problems problems) {
        List<MatchResult> found = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(bare);
        while (matcher.find()) {
            found.add(matcher.toMatchResult());
            String name = matcher.group(1) + (matcher.group(2) == null ? "" : "(");
            if (!known.contains(name)) {
                problem(
                        problems,
                        file,
                        sql,
                        matcher.start(),
                        "unknown placeholder :" + name + Suggestions.hint(name, known));
            }
        }
        return found;
    }

    /** Whether it is one query that only reads; nothing is left out of its rows. */
    private static boolean isWholeQuery(String file, String sql, String bare, Problems problems) {
        String start = bare.strip().toLowerCase(Locale.ROOT);
        if (!start.startsWith("select") && !start.startsWith("with") && !start.startsWith("(")) {
            problem(
                    problems,
                    file,
                    sql,
                    0,
                    "got no query, expected one that begins with select or with: a source is read and never changed");
            return false;
        }
        int end = bare.indexOf(';');
        if (end >= 0) {
            problem(problems, file, sql, end, "got a semicolon, expected one query without an end mark; remove it");
        }
        Matcher limit = LIMIT.matcher(bare.toLowerCase(Locale.ROOT));
        if (limit.find()) {
            problem(
                    problems,
                    file,
                    sql,
                    limit.start(1),
                    "got " + limit.group(1) + " after the order by, which leaves rows out without a word; remove it");
        }
        return true;
    }

    private static String expected(RangeKey key) {
        return key.type() == RangeKey.Type.TEXT ? ":key(" + key.column() + ")" : key.column();
    }

    /** The text with comments, literals and quoted names blanked, so that offsets stay. */
    static String blank(String sql) {
        StringBuilder bare = new StringBuilder(sql);
        Matcher noise = NOISE.matcher(sql);
        while (noise.find()) {
            for (int i = noise.start(); i < noise.end(); i++) {
                if (bare.charAt(i) != '\n') {
                    bare.setCharAt(i, ' ');
                }
            }
        }
        return bare.toString();
    }

    private static void problem(Problems problems, String file, String sql, int offset, String message) {
        String before = sql.substring(0, Math.max(0, offset));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        problems.add(MappingRule.MAP_SQL.id(), file, line, Math.max(0, offset) - before.lastIndexOf('\n'), "", message);
    }
}
