package org.creditconnector.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.jspecify.annotations.Nullable;

/** The five amounts that stand side by side in many tables, always in the same order. */
final class AmountColumns {
    /** Places behind the point that the columns keep. */
    static final int SCALE = 6;

    static final String NAMES = "principal, credit_limit, outstanding, overdue, paid";
    static final String SUMS = "sum(principal) as principal, sum(credit_limit) as credit_limit,"
            + " sum(outstanding) as outstanding, sum(overdue) as overdue, sum(paid) as paid";

    private AmountColumns() {}

    /** {@link #SUMS} of one table of a join. */
    static String sumsOf(String table) {
        return SUMS.replace("sum(", "sum(" + table + ".");
    }

    static Amounts read(ResultSet row) throws SQLException {
        return new Amounts(
                row.getBigDecimal("principal"),
                row.getBigDecimal("credit_limit"),
                row.getBigDecimal("outstanding"),
                row.getBigDecimal("overdue"),
                row.getBigDecimal("paid"));
    }

    /** Binds the five amounts from a parameter position on. */
    static void bind(PreparedStatement statement, int first, Amounts amounts) throws SQLException {
        bind(statement, first, amounts.principal());
        bind(statement, first + 1, amounts.creditLimit());
        bind(statement, first + 2, amounts.outstanding());
        bind(statement, first + 3, amounts.overdue());
        bind(statement, first + 4, amounts.paid());
    }

    private static void bind(PreparedStatement statement, int position, @Nullable BigDecimal amount)
            throws SQLException {
        statement.setObject(position, scaled(amount), Types.DECIMAL);
    }

    /**
     * An amount as the columns keep it.
     *
     * @throws IllegalArgumentException when it has more places behind the point: a database would round silently
     */
    static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
        if (amount == null || amount.scale() == SCALE) {
            return amount;
        }
        if (amount.scale() > SCALE && amount.stripTrailingZeros().scale() > SCALE) {
            throw new IllegalArgumentException("an amount has " + amount.scale() + " places behind the point, expected "
                    + SCALE + " at most: its account should have been held");
        }
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }

    /**
     * The one currency of an account's or item's totals; null where it has none.
     *
     * @throws IllegalArgumentException when there are several: an account has one currency
     */
    static @Nullable String currency(String what, ControlTotals totals) {
        Map.Entry<String, Amounts> only = single(what, totals);
        return only == null ? null : only.getKey();
    }

    /** The amounts in {@link #currency}; none where there is no currency. */
    static Amounts amounts(String what, ControlTotals totals) {
        Map.Entry<String, Amounts> only = single(what, totals);
        return only == null ? Amounts.NONE : only.getValue();
    }

    /** Both of them; null where there is no currency. */
    static Map.@Nullable Entry<String, Amounts> single(String what, ControlTotals totals) {
        if (totals.amounts().size() > 1) {
            throw new IllegalArgumentException(
                    what + " has totals in " + totals.amounts().keySet() + ", expected one currency at most");
        }
        return totals.amounts().isEmpty()
                ? null
                : totals.amounts().entrySet().iterator().next();
    }
}
