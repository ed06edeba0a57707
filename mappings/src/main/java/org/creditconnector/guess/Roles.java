package org.creditconnector.guess;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each table of a source holds and how it hangs together with the accounts. */
final class Roles {
    private static final double LEAST_SCORE = 1.6;
    private static final double NAME_BONUS = 3;
    private static final double LEAST_SHARE = 0.5;
    private static final TableRole[] MANY = {
        TableRole.INSTALMENT, TableRole.REPAYMENT, TableRole.GUARANTOR, TableRole.COLLATERAL, TableRole.MONTH
    };

    /**
     * A table with a role.
     *
     * @param link how its rows find their account; null for the accounts themselves
     * @param score how well it suits the role
     */
    record Part(SampledTable table, TableRole role, SampledSource.@Nullable Reference link, double score) {}

    private final SampledSource source;
    private final FieldNames names;
    private final Fitting fitting;
    private final Map<String, List<Values>> values = new LinkedHashMap<>();

    Roles(SampledSource source, FieldNames names, Fitting fitting) {
        this.source = source;
        this.names = names;
        this.fitting = fitting;
        source.tables()
                .forEach(table -> values.put(
                        table.name(),
                        likeOthers(table.columns().stream().map(Values::of).toList())));
    }

    /** One table seldom writes its dates in two ways: what one column leaves open another one may tell. */
    private static List<Values> likeOthers(List<Values> columns) {
        Set<String> certain = new java.util.HashSet<>();
        columns.stream()
                .map(Values::date)
                .filter(form -> form != null && form.twin() == null)
                .forEach(form ->
                        certain.addAll(java.util.Objects.requireNonNull(form).patterns()));
        return columns.stream().map(values -> values.withDatesLike(certain)).toList();
    }

    List<Values> values(SampledTable table) {
        return values.getOrDefault(table.name(), List.of());
    }

    /** The accounts first, then what belongs to them; tables without a role are left out. */
    List<Part> parts() {
        SampledTable accounts = accounts();
        if (accounts == null) {
            return List.of();
        }
        Map<TableRole, Part> parts = new LinkedHashMap<>();
        parts.put(TableRole.ACCOUNT, new Part(accounts, TableRole.ACCOUNT, null, 0));
        for (SampledTable table : source.tables()) {
            Part part = table.equals(accounts) ? null : part(table, accounts);
            if (part != null) {
                parts.merge(part.role(), part, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        return List.copyOf(parts.values());
    }

    private @Nullable SampledTable accounts() {
        return source.tables().stream()
                .filter(table -> !table.columns().isEmpty())
                .max(Comparator.comparingDouble(this::asAccounts))
                .orElse(null);
    }

    private double asAccounts(SampledTable table) {
        double own = fitting.score(values(table), table.isNameless(), TableRole.ACCOUNT);
        double other = 0;
        for (TableRole role : MANY) {
            other = Math.max(
                    other,
                    fitting.score(values(table), table.isNameless(), role)
                            + (names.isNamed(role, table.name()) ? NAME_BONUS : 0));
        }
        boolean unique = table.columns().stream().anyMatch(SampledColumn::unique);
        long pointed = source.references().stream()
                .filter(reference -> reference.toTable().equals(table.name()))
                .map(SampledSource.Reference::table)
                .distinct()
                .count();
        return own
                + (names.isNamed(TableRole.ACCOUNT, table.name()) ? NAME_BONUS : 0)
                + (unique ? 2 : 0)
                + pointed
                - (names.isNamed(TableRole.PARTY, table.name()) ? NAME_BONUS : 0)
                - other / 2;
    }

    private @Nullable Part part(SampledTable table, SampledTable accounts) {
        SampledSource.Reference toParty = reference(accounts, table, TableRole.ACCOUNT);
        SampledSource.Reference toAccount = reference(table, accounts, TableRole.INSTALMENT);
        boolean customers = names.isNamed(TableRole.PARTY, table.name());
        Part best = null;
        double most = LEAST_SCORE;
        if (toParty != null) {
            double score =
                    fitting.score(values(table), table.isNameless(), TableRole.PARTY) + (customers ? NAME_BONUS : 0);
            if (score > most) {
                best = new Part(table, TableRole.PARTY, toParty, score);
                most = score;
            }
        }
        if (toAccount != null && !customers) {
            for (TableRole role : MANY) {
                boolean named = names.isNamed(role, table.name());
                double score = fitting.score(values(table), table.isNameless(), role) + (named ? NAME_BONUS : 0);
                if (score > most && (named || role != TableRole.MONTH)) {
                    best = new Part(table, role, toAccount, score);
                    most = score;
                }
            }
        }
        return best;
    }

    /** The best way from a table to another; null where none of its columns points there. */
    private SampledSource.@Nullable Reference reference(SampledTable from, SampledTable to, TableRole role) {
        return source.references().stream()
                .filter(reference -> reference.table().equals(from.name())
                        && reference.toTable().equals(to.name())
                        && reference.share() >= LEAST_SHARE)
                .max(Comparator.comparingDouble(
                        (SampledSource.Reference reference) -> reference.share() + likeness(reference, role)))
                .orElse(null);
    }

    private double likeness(SampledSource.Reference reference, TableRole role) {
        String one = names.phrase(reference.column()).text();
        String other = names.phrase(reference.toColumn()).text();
        String table = names.phrase(reference.toTable().replaceFirst("^(?i)(m|t|tb|tbl)_", ""))
                .text();
        String wanted = role == TableRole.ACCOUNT ? "@party" : "@account";
        TableRole asked = role == TableRole.ACCOUNT ? TableRole.PARTY : role;
        boolean named = names.matches(reference.column(), asked).stream()
                .anyMatch(match -> match.field().path().equals(wanted) && match.confidence() > 0.8);
        return (one.equals(other) ? 1 : 0) + (one.equals(table + " " + other) ? 1 : 0) + (named ? 0.5 : 0);
    }

    /** Columns of a table without some of them. */
    static Set<String> only(@Nullable String... names) {
        Set<String> set = new java.util.HashSet<>();
        for (String name : names) {
            if (name != null) {
                set.add(name);
            }
        }
        return set;
    }
}
