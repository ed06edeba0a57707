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
        TableRole.INSTALMENT,
        TableRole.REPAYMENT,
        TableRole.GUARANTOR,
        TableRole.COLLATERAL,
        TableRole.MONTH,
        TableRole.EVENT,
        TableRole.FUNDER,
        TableRole.CONSENT,
        TableRole.NOTICE
    };

    /**
     * A table with a role.
     *
     * @param link how its rows find their account; null for the accounts themselves
     * @param score how well it suits the role
     * @param byForm whether only the form of its rows tells the role, no name
     * @param versions which columns tell the row of the night; null where there is one row only
     * @param through the table on the way to the account; null where the rows point at it themselves
     */
    record Part(
            SampledTable table,
            TableRole role,
            SampledSource.@Nullable Reference link,
            double score,
            boolean byForm,
            @Nullable Versions versions,
            @Nullable Part through) {
        /** The same, read in another way. */
        Part readAs(String sql) {
            return new Part(table.readAs(sql), role, link, score, byForm, versions, through);
        }

        /** The link of a table that has one. */
        SampledSource.Reference wayToAccount() {
            return java.util.Objects.requireNonNull(link);
        }
    }

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
        parts.put(TableRole.ACCOUNT, new Part(accounts, TableRole.ACCOUNT, null, 0, false, null, null));
        for (SampledTable table : source.tables()) {
            Part part = table.equals(accounts) ? null : part(table, accounts);
            if (part != null) {
                parts.merge(part.role(), part, (one, other) -> one.score() >= other.score() ? one : other);
            }
        }
        Part party = parts.get(TableRole.PARTY);
        if (party != null) {
            for (SampledTable table : source.tables()) {
                Part part =
                        parts.values().stream().anyMatch(taken -> taken.table().equals(table))
                                ? null
                                : ofParty(table, party);
                if (part != null) {
                    parts.putIfAbsent(part.role(), part);
                }
            }
        }
        for (SampledTable table : source.tables()) {
            if (parts.values().stream().noneMatch(part -> part.table().equals(table))) {
                Part part = byForm(table, accounts);
                if (part != null) {
                    parts.putIfAbsent(part.role(), part);
                }
            }
        }
        return List.copyOf(parts.values());
    }

    /** A table that no name explains, but whose rows have a day, an amount and several of them an account. */
    @Nullable Part byForm(SampledTable table, SampledTable accounts) {
        SampledSource.Reference link = reference(table, accounts, TableRole.INSTALMENT);
        SampledColumn column = link == null ? null : table.column(link.column());
        TableRole role =
                link == null || column == null || column.unique() || names.isNamed(TableRole.PARTY, table.name())
                        ? null
                        : PlaceByValues.historyOf(values(table), link.column());
        return role == null ? null : new Part(table, role, link, 0, true, alike(table), null);
    }

    /** Rows about a borrower: the account is two joins away. */
    private @Nullable Part ofParty(SampledTable table, Part party) {
        SampledSource.Reference link = reference(table, party.table(), TableRole.ACCOUNT);
        if (link == null || !link.toColumn().equals(party.wayToAccount().toColumn())) {
            return null;
        }
        Part best = null;
        for (TableRole role : List.of(TableRole.DOCUMENT, TableRole.CONSENT)) {
            double score = fitting.score(values(table), table.isNameless(), role);
            if (names.isNamed(role, table.name()) && (best == null || score > best.score())) {
                best = new Part(table, role, link, score, false, alike(table), party);
            }
        }
        return best;
    }

    /** The columns that tell the row of the night in other tables of the source, if this one has them. */
    private @Nullable Versions alike(SampledTable table) {
        for (SampledTable other : source.tables()) {
            for (Values key : values(other)) {
                Versions known = other.columns().size() < 3
                                || key.blanks() > 0
                                || FieldKind.ID.suits(key) == 0
                                || key.date() != null
                        ? null
                        : versionsOf(other, key);
                Versions here = known == null ? null : known.in(values(table));
                if (here != null) {
                    return here;
                }
            }
        }
        return null;
    }

    private final Map<String, java.util.Optional<Versions>> known = new java.util.HashMap<>();

    private @Nullable Versions versionsOf(SampledTable table, Values key) {
        return known.computeIfAbsent(
                        table.name() + "." + key.column().name(),
                        none -> java.util.Optional.ofNullable(Versions.of(values(table), key)))
                .orElse(null);
    }

    /** How to find the one row of a key; {@code null} as versions where the key is unique. */
    private @Nullable Versions versions(SampledTable table, String column) {
        Values key = values(table).stream()
                .filter(values -> values.column().name().equals(column))
                .findFirst()
                .orElse(null);
        Versions own = key == null ? null : versionsOf(table, key);
        return own != null ? own : alike(table);
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
                .filter(reference -> {
                    SampledColumn to = table.column(reference.toColumn());
                    return to != null && to.unique();
                })
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
            Versions versions = versions(table, toParty.toColumn());
            SampledColumn pointing = accounts.column(toParty.column());
            boolean oneToOne = pointing != null && pointing.unique();
            for (TableRole role : List.of(TableRole.PARTY, TableRole.STATE, TableRole.AGREEMENT, TableRole.PRODUCT)) {
                boolean named = names.isNamed(role, table.name());
                double score = fitting.score(
                                values(table), table.isNameless(), role == TableRole.STATE ? TableRole.ACCOUNT : role)
                        + (named ? NAME_BONUS : 0);
                boolean possible = switch (role) {
                    case STATE -> oneToOne && !customers && !table.isNameless();
                    case AGREEMENT, PRODUCT -> named && !oneToOne;
                    default -> true;
                };
                if (possible && score > most) {
                    best = new Part(table, role, toParty, score, false, versions, null);
                    most = score;
                }
            }
        }
        if (toAccount != null && !customers && (best == null || best.role() != TableRole.STATE)) {
            for (TableRole role : MANY) {
                boolean named = names.isNamed(role, table.name());
                double score = fitting.score(values(table), table.isNameless(), role) + (named ? NAME_BONUS : 0);
                if (score > most && (named || !role.needsName())) {
                    best = new Part(table, role, toAccount, score, false, alike(table), null);
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
        Words.Phrase one = names.phrase(reference.column());
        Words.Phrase other = names.phrase(reference.toColumn());
        Words.Phrase table = names.tablePhrase(reference.toTable());
        String wanted = role == TableRole.ACCOUNT ? "@party" : "@account";
        TableRole asked = role == TableRole.ACCOUNT ? TableRole.PARTY : role;
        boolean named = names.matches(reference.column(), asked).stream()
                .anyMatch(match -> match.field().path().equals(wanted) && match.confidence() > 0.8);
        return (one.says(other) ? 1 : 0) + (one.says(table.and(other.text())) ? 1 : 0) + (named ? 0.5 : 0);
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
