package org.creditconnector.mapping;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query does with the day of the night. Of one that only lets rows in up to the day ({@code where paid_on <= :asOf}), the rows that
 * come into view are named by the folder's query of changes. What another one makes of the day, nobody can tell from its text:
 * an amount due so far, the row of a version that holds on the day, a class by days past due.
 */
final class DayInQuery {
    private static final Pattern DAY = Pattern.compile("(?<!:):(asof|businessdate)\\b"
            + "|\\b(current_date|current_timestamp|current_time|localtimestamp|localtime|sysdate|sysdatetime|systimestamp|getdate|curdate"
            + "|getutcdate|sysutcdatetime|utc_date|utc_timestamp|unix_timestamp|now|today|statement_timestamp|transaction_timestamp"
            + "|clock_timestamp)\\b|\\bage\\s*\\(");

    /** As PostgreSQL and SQLite write it: {@code date 'today'}. */
    private static final Pattern DAY_AS_TEXT =
            Pattern.compile("'\\s*(?:now|today|tomorrow|yesterday)\\b", Pattern.CASE_INSENSITIVE);

    private static final String DAY_OR_CAST = ":(?:asof|businessdate)(?:::date)?"
            + "|cast\\s*\\(\\s*:(?:asof|businessdate)\\s+as\\s+[a-z]+\\s*(?:\\(\\s*\\d+\\s*\\))?\\s*\\)";

    /** {@code and p.paid_at < cast(:asOf as date) + 1}, up to the next condition or the order. */
    private static final Pattern LETS_IN = Pattern.compile("\\b(?:where|and)\\s+[a-z_][a-z0-9_.$]*\\s*<=?\\s*(?:"
            + DAY_OR_CAST + ")(?:\\s*\\+\\s*\\d+)?\\s*(?=\\band\\b|\\border\\s+by\\b|$)");

    /** What makes one row of several, or looks from one row at others. */
    private static final Pattern OVER_ROWS =
            Pattern.compile("\\b(?:group\\s+by|over|union|intersect|except|minus|with|or|between|case)\\b");

    private DayInQuery() {}

    /** Whether rows and values follow the day in ways that are not known; never of a query that does not speak of it. */
    static boolean isNotFollowed(String sql) {
        if (DAY_AS_TEXT.matcher(sql).find()) {
            return true;
        }
        String bare = SqlText.blank(sql).toLowerCase(Locale.ROOT);
        if (!DAY.matcher(bare).find()) {
            return false;
        }
        String outer = outermost(bare);
        if (OVER_ROWS.matcher(outer).find()) {
            return true;
        }
        Matcher letsIn = LETS_IN.matcher(bare);
        StringBuilder rest = new StringBuilder();
        int from = 0;
        int where = outer.lastIndexOf("where");
        while (letsIn.find(from)) {
            boolean isOfTheQuery = where >= 0 && letsIn.start() >= where && outer.charAt(letsIn.start()) != ' ';
            rest.append(bare, from, isOfTheQuery ? letsIn.start() : letsIn.end());
            from = letsIn.end();
        }
        return DAY.matcher(rest.append(bare.substring(from))).find();
    }

    /** The text with whatever stands in brackets blanked, so that offsets stay. */
    private static String outermost(String bare) {
        StringBuilder outer = new StringBuilder(bare);
        int depth = 0;
        for (int i = 0; i < outer.length(); i++) {
            char character = bare.charAt(i);
            depth -= character == ')' ? 1 : 0;
            if (depth > 0) {
                outer.setCharAt(i, ' ');
            }
            depth += character == '(' ? 1 : 0;
        }
        return outer.toString();
    }
}
