package org.creditconnector.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import org.creditconnector.source.RowShape;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a query of a mapping folder gives, read from its text without a database. Either all of them are known or none:
 * one {@code *} or one expression without a name may stand for any column.
 *
 * @param columns what it gives besides the line of a file; null where the text does not tell
 * @param reason why the text does not tell, as the end of a sentence; empty where it does
 */
public record SelectList(@Nullable RowShape columns, String reason) {
    private static final Pattern RANGE = Pattern.compile(":range\\(([^()]*)\\)");
    private static final Pattern KEY = Pattern.compile(":key\\(([^()]*)\\)");

    /**
     * Reads a query.
     *
     * @param query its name
     * @param sql as it stands in the folder, with placeholders
     */
    public static SelectList of(String query, String sql) {
        String plain = KEY.matcher(RANGE.matcher(sql).replaceAll("$1 = $1")).replaceAll("$1");
        Statement statement = parsed(plain);
        PlainSelect select = statement instanceof Select whole ? first(whole) : null;
        if (select == null) {
            return new SelectList(null, "is in a dialect that is not read here");
        }
        List<String> names = new ArrayList<>();
        for (SelectItem<?> item : select.getSelectItems()) {
            if (item.getExpression() instanceof AllColumns) {
                return new SelectList(null, "selects " + item + ", which does not tell");
            }
            String name = name(item);
            if (name == null) {
                return new SelectList(null, "gives an expression without a name; give it one with as");
            }
            if (!name.equalsIgnoreCase(RowCursor.LINE_COLUMN)) {
                names.add(name);
            }
        }
        try {
            return new SelectList(new RowShape(query, names), "");
        } catch (IllegalArgumentException twice) {
            return new SelectList(null, "gives a column twice; give one of them another name with as");
        }
    }

    /** Square brackets are names in one dialect and lists in others. */
    private static @Nullable Statement parsed(String sql) {
        try {
            return CCJSqlParserUtil.parse(sql);
        } catch (JSQLParserException other) {
            try {
                return CCJSqlParserUtil.parse(sql, parser -> parser.withSquareBracketQuotation(true));
            } catch (JSQLParserException unknown) {
                return null;
            }
        }
    }

    /** The select whose names the result has: of a union the first one. */
    private static @Nullable PlainSelect first(Select select) {
        if (select instanceof PlainSelect plain) {
            return plain;
        }
        if (select instanceof ParenthesedSelect inside) {
            return first(inside.getSelect());
        }
        return select instanceof SetOperationList union
                ? first(union.getSelects().get(0))
                : null;
    }

    private static @Nullable String name(SelectItem<?> item) {
        if (item.getAlias() != null) {
            return unquoted(item.getAlias().getName());
        }
        return item.getExpression() instanceof Column column ? unquoted(column.getColumnName()) : null;
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 2 && "\"`[".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
