package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A first {@code control.sql}: how many accounts, and sums of raw columns. It takes nothing from the mapping but the knowledge which
 * column is meant; what is a question there is one here too.
 */
final class ControlText {
    private static final Pattern FLAG = Pattern.compile(".*\\| flag (\\S+) (\\S+).*");
    private static final String NOTHING = "cast(null as decimal(24, 6))";

    private final ReadColumns read;
    private final Query accounts;
    private final Roles.Part table;
    private final Roles.@Nullable Part payments;
    private final List<String> questions = new ArrayList<>();

    ControlText(ReadColumns read, Query accounts, List<Roles.Part> parts) {
        this.read = read;
        this.accounts = accounts;
        this.table = parts.get(0);
        this.payments = parts.stream()
                .filter(part -> part.role() == TableRole.REPAYMENT)
                .findFirst()
                .orElse(null);
    }

    /** The text of the file. */
    String text(String keySql) {
        String currency = currency();
        String principal = amount("account.principal");
        String limit = amount("account.creditLimit");
        String paid = payments == null ? NOTHING : paid(payments);
        StringBuilder sql = new StringBuilder();
        sql.append(
                "-- What the source itself adds up to, from raw columns; every night compares it with what the lines made of them.\n");
        sql.append(
                "-- Add what is owed and overdue where the lender keeps such figures: they are held against what is derived.\n");
        questions.forEach(question -> sql.append("-- TODO ").append(question).append('\n'));
        sql.append(
                        "select q.currency as currency,\n       count(*) as accounts,\n       sum(q.principal) as principal,\n")
                .append("       sum(q.credit_limit) as credit_limit,\n       ")
                .append(NOTHING)
                .append(" as outstanding,\n       ")
                .append(NOTHING)
                .append(" as overdue,\n       sum(q.paid) as paid\n  from (select ")
                .append(currency)
                .append(" as currency,\n               ")
                .append(principal)
                .append(" as principal,\n               ")
                .append(limit)
                .append(" as credit_limit,\n               ")
                .append(paid)
                .append(" as paid\n          from ")
                .append(table.table().sqlName())
                .append(" a\n         where :range(")
                .append(keySql)
                .append(")) q\n group by q.currency\n order by q.currency\n");
        return sql.toString();
    }

    private String currency() {
        Line line = read.line("account.currency");
        if (line == null || line.value().isEmpty()) {
            questions.add("which currency? Write its code of ISO 4217 below.");
            return "'TODO'";
        }
        if (line.value().startsWith("=")) {
            String code = line.value().substring(1).strip();
            if (!line.isSure()) {
                questions.add("is " + code + " the currency of all accounts?");
            }
            return "'" + code + "'";
        }
        Query.Column column = read.column(line);
        if (column == null || !column.sql().contains("a.")) {
            questions.add("which currency? It is not in " + table.table().name() + ".");
            return "'TODO'";
        }
        if (line.value().contains("| codes") || !line.isSure()) {
            questions.add("the currency must be a code of ISO 4217, as codes/currency.csv makes it.");
        }
        return column.sql();
    }

    /** The amount of an account's own row; nothing where it stands elsewhere. */
    private String amount(String path) {
        Line line = read.line(path);
        Query.Column column = line == null ? null : read.column(line);
        if (line == null
                || column == null
                || column.values() == null
                || !column.sql().contains("a.")) {
            return NOTHING;
        }
        return number(line, column, path);
    }

    private String number(Line line, Query.Column column, String path) {
        if (!line.isSure()) {
            questions.add(path + " is a question in mapping.yaml ("
                    + line.reason().replaceFirst("^.*?; ", "") + "); the answer belongs here too.");
        }
        Values values = java.util.Objects.requireNonNull(column.values());
        String sql = column.sql();
        if (values.column().type() == SampledColumn.Type.TEXT) {
            boolean scientific = values.filled().stream().anyMatch(value -> value.matches("[0-9.]+[eE].*"));
            sql = "nullif(trim(" + sql + "), '')";
            sql = scientific ? "cast(" + sql + " as double)" : sql;
        }
        String cast = "cast(" + sql + " as decimal(24, 6))";
        Matcher times = Pattern.compile("\\| times ([0-9]+)").matcher(line.value());
        return line.value().contains("| divide-by 100")
                ? cast + " * 0.01"
                : times.find() ? cast + " * " + times.group(1) : cast;
    }

    private String paid(Roles.Part part) {
        Line amount = read.line("repayments[].amount");
        Query.Column column = amount == null ? null : read.column(amount);
        if (amount == null || column == null || column.values() == null || part.link() == null) {
            return NOTHING;
        }
        SampledSource.Reference link = part.link();
        List<String> conditions = new ArrayList<>();
        conditions.add("c." + accounts.name(link.column()) + " = a." + accounts.name(link.toColumn()));
        until(conditions);
        reversed(conditions);
        Line kind = read.line("repayments[].kind");
        if (kind != null && kind.value().contains("| codes")) {
            questions.add("only what the borrower paid counts, refunds count against it: which values of "
                    + kind.value().replaceFirst(" .*", "") + " are those?");
        }
        return "(select coalesce(sum(" + number(amount, column, "repayments[].amount")
                + "), 0)\n                  from "
                + part.table().sqlName() + " c\n                 where "
                + String.join("\n                   and ", conditions) + ")";
    }

    /** No movement after the day that is reported. */
    private void until(List<String> conditions) {
        Line day = read.line("repayments[].paidOn");
        Query.Column column = day == null ? null : read.column(day);
        Values values = column == null ? null : column.values();
        if (day == null || values == null) {
            questions.add("only what was paid up to :asOf counts; which column tells?");
            return;
        }
        String sql = accounts.sql("c", values);
        String iso = Expressions.isoSql(accounts, "c", values);
        switch (values.column().type()) {
            case DATE -> conditions.add(sql + " <= :asOf");
            case TIMESTAMP -> conditions.add("cast(" + sql + " as date) <= :asOf");
            default -> {
                if (iso == null) {
                    questions.add("only what was paid up to :asOf counts; compare " + sql + " with it.");
                } else {
                    conditions.add(iso + " <= cast(:asOf as varchar(10))");
                }
            }
        }
        if (!day.isSure()) {
            questions.add("repayments[].paidOn is a question in mapping.yaml; the answer belongs here too.");
        }
    }

    private void reversed(List<String> conditions) {
        Line line = read.line("repayments[].reversed");
        Query.Column column = line == null ? null : read.column(line);
        Values values = column == null ? null : column.values();
        if (line == null || values == null) {
            return;
        }
        String sql = accounts.sql("c", values);
        Matcher flag = FLAG.matcher(line.value());
        if (values.column().type() == SampledColumn.Type.BOOLEAN) {
            conditions.add("not coalesce(" + sql + ", false)");
        } else if (line.value().contains("| present")) {
            conditions.add(
                    values.column().type() == SampledColumn.Type.TEXT
                            ? "coalesce(" + sql + ", '') = ''"
                            : sql + " is null");
        } else if (flag.matches()) {
            conditions.add("coalesce(cast(" + sql + " as varchar(20)), '') <> '" + flag.group(1) + "'");
        }
        if (!line.isSure()) {
            questions.add("what was taken back must not count; as it stands, by " + sql + ".");
        }
    }
}
