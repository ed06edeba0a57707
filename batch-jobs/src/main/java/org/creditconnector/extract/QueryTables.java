package org.creditconnector.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tables a query selects from and which columns it names, found in the words of its text. Where the text leaves open whose a
 * column is, it counts for every table of the query: a column that is called unread is read by nobody.
 */
final class QueryTables {
    private static final Pattern NOISE = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+]|[\\p{L}_][\\p{L}\\p{N}_$#]*|[0-9.]*[0-9]|\\S");
    private static final Set<String> NO_ALIAS = Set.of(
            "where",
            "on",
            "join",
            "left",
            "right",
            "inner",
            "outer",
            "cross",
            "full",
            "natural",
            "order",
            "group",
            "having",
            "union",
            "except",
            "intersect",
            "minus",
            "using",
            "limit",
            "offset",
            "fetch",
            "for",
            "window",
            "lateral",
            "tablesample");

    private final List<String> tokens = new ArrayList<>();
    /** Tables by the names that the query gives them, in lower case. */
    private final Map<String, Set<String>> aliases = new HashMap<>();

    private final Set<String> tables = new LinkedHashSet<>();
    /** Columns named with the table before them; {@code *} for all. */
    private final Map<String, Set<String>> qualified = new HashMap<>();
    /** Columns named alone. */
    private final Set<String> alone = new HashSet<>();

    QueryTables(String sql) {
        Matcher matcher = TOKEN.matcher(NOISE.matcher(sql).replaceAll(" "));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (isWord(i, "from") || isWord(i, "join")) {
                from(i + 1);
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            name(i);
        }
    }

    /** The tables as written, with their schema where the query has one, in lower case. Names of other things may be among them. */
    Set<String> tables() {
        return tables;
    }

    /** Whether the query may name a column of one of its tables. */
    boolean isReading(String table, String column) {
        Set<String> own = qualified.getOrDefault(table, Set.of());
        String name = column.toLowerCase(Locale.ROOT);
        return alone.contains("*") || alone.contains(name) || own.contains("*") || own.contains(name);
    }

    private void from(int first) {
        int i = first;
        while (isName(i)) {
            StringBuilder table = new StringBuilder(text(i));
            String last = text(i);
            while (is(i + 1, ".") && isName(i + 2)) {
                last = text(i + 2);
                table.append('.').append(last);
                i += 2;
            }
            i++;
            tables.add(table.toString());
            call(last, table.toString());
            if (isWord(i, "as")) {
                i++;
            }
            if (isName(i) && !NO_ALIAS.contains(text(i))) {
                call(text(i), table.toString());
                i++;
            }
            if (!is(i, ",")) {
                return;
            }
            i++;
        }
    }

    private void call(String alias, String table) {
        aliases.computeIfAbsent(alias, key -> new HashSet<>()).add(table);
    }

    private void name(int i) {
        boolean star = is(i, "*");
        if (!star && !isName(i)) {
            return;
        }
        String column = star ? "*" : text(i);
        if (is(i - 1, ".") && isName(i - 2)) {
            Set<String> owners = aliases.get(text(i - 2));
            if (owners == null) {
                alone.add(column);
            } else {
                owners.forEach(table ->
                        qualified.computeIfAbsent(table, key -> new HashSet<>()).add(column));
            }
        } else if (!star || isWord(i - 1, "select") || isWord(i - 1, "distinct") || is(i - 1, ",")) {
            // A star elsewhere multiplies or counts.
            alone.add(column);
        }
    }

    private boolean isName(int i) {
        if (i < 0 || i >= tokens.size()) {
            return false;
        }
        char first = tokens.get(i).charAt(0);
        boolean quoted = tokens.get(i).length() > 1 && (first == '"' || first == '`' || first == '[');
        return quoted || Character.isLetter(first) || first == '_';
    }

    private boolean is(int i, String sign) {
        return i >= 0 && i < tokens.size() && tokens.get(i).equals(sign);
    }

    private boolean isWord(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).equalsIgnoreCase(word);
    }

    /** A name without quotes. */
    private String text(int i) {
        String token = tokens.get(i);
        char first = token.charAt(0);
        boolean quoted = token.length() > 1 && (first == '"' || first == '`' || first == '[');
        return (quoted ? token.substring(1, token.length() - 1).replace("\"\"", "\"") : token).toLowerCase(Locale.ROOT);
    }
}
