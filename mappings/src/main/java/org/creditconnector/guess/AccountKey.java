package org.creditconnector.guess;

import java.util.Comparator;
import java.util.List;

/**
 * The column by which ranges are read and accounts are reported.
 *
 * @param values the column
 * @param alias its name in the queries
 * @param isUnique whether every row has one of its own
 * @param isSure whether the name says so too
 * @param isInteger whether the database declares whole numbers; files are text
 */
record AccountKey(Values values, String alias, boolean isUnique, boolean isSure, boolean isInteger) {
    private static final double HALF = 0.5;
    private static final double FURTHER = 0.05;
    private static final double MOST_FURTHER = 0.1;

    static AccountKey of(SampledTable table, List<Values> columns, SampledSource source, FieldNames names) {
        Values best = columns.stream()
                .max(Comparator.comparingDouble(values -> score(values, table, source, names)))
                .orElseThrow();
        String alias = table.isNameless()
                ? "account_key"
                : Query.plainName(best.column().name());
        boolean rivals = columns.stream()
                .filter(values -> values != best && values.column().unique())
                .anyMatch(values -> isAccount(values, names));
        return new AccountKey(
                best,
                alias.endsWith("_") ? alias + "key" : alias,
                best.column().unique(),
                best.column().unique() && !rivals && !table.isNameless() && named(best, table, names) >= Fitting.SURE,
                best.column().type() == SampledColumn.Type.INTEGER);
    }

    private static boolean isAccount(Values values, FieldNames names) {
        return values.column().name().equalsIgnoreCase("id")
                || names.matches(values.column().name(), TableRole.ACCOUNT).stream()
                        .anyMatch(
                                match -> match.field().path().equals("@account") && match.confidence() >= Fitting.SURE);
    }

    private static double score(Values values, SampledTable table, SampledSource source, FieldNames names) {
        SampledColumn column = values.column();
        if (FieldKind.ID.suits(values) == 0 || values.isEmpty()) {
            return -10;
        }
        long pointed = source.references().stream()
                .filter(reference -> column.unique()
                        && reference.toTable().equals(table.name())
                        && reference.toColumn().equals(column.name())
                        && reference.share() >= HALF)
                .count();
        boolean personal = values.areResidentIdentities() || values.areMobiles() || values.areMails();
        boolean amount = values.date() != null
                || values.filled().stream().anyMatch(value -> value.matches("-?[0-9]+[.,][0-9]{1,2}"));
        return (column.unique() ? 2 : 0)
                + named(values, table, names) * 1.5
                + (pointed == 0 ? 0 : 1 + Math.min(MOST_FURTHER, (pointed - 1) * FURTHER))
                - (personal ? 3 : 0)
                - (amount ? 1.5 : 0);
    }

    private static double named(Values values, SampledTable table, FieldNames names) {
        if (table.isNameless()) {
            return 0;
        }
        String name = values.column().name();
        if (name.equalsIgnoreCase("id")) {
            return names.isNamed(TableRole.ACCOUNT, table.name()) ? 0.9 : 0.7;
        }
        double account = 0;
        for (FieldNames.Match match : names.matches(name, TableRole.ACCOUNT)) {
            if (match.field().path().equals("@account")) {
                account = Math.max(account, match.confidence());
            } else if (match.field().path().equals("agreement.agreementKey")) {
                account = Math.max(account, match.confidence() - 0.1);
            }
        }
        return account;
    }

    /** The column as the table has it. */
    String column() {
        return values.column().name();
    }
}
