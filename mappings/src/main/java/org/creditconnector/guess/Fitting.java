package org.creditconnector.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each column of a table the field that its name and values mean, each field one column. */
final class Fitting {
    /** From here on a proposal needs nobody's word. */
    static final double SURE = 0.8;

    private static final double LEAST = 0.3;
    private static final int MOST_INSTALMENTS = 1_200;
    private static final double DOUBTFUL = 0.6;
    /** What a table cannot be read without; where no name tells the column, one is proposed. */
    private static final Map<TableRole, Set<String>> NEEDED = Map.of(
            TableRole.ACCOUNT,
            Set.of("account.openedOn", "account.principal", "state.status.value"),
            TableRole.INSTALMENT,
            Set.of(
                    "instalments[].dueOn",
                    "instalments[].number",
                    "instalments[].due.principal",
                    "instalments[].due.interest",
                    "instalments[].due.fees",
                    "instalments[].due.penalties"),
            TableRole.REPAYMENT,
            Set.of("repayments[].repaymentKey", "repayments[].paidOn", "repayments[].amount", "repayments[].reversed"));

    private static final Set<String> OTHERWISE = Set.of("paid", "balance", "outstanding", "overdue", "total");

    private static final String TELEPHONES = "parties[].contact.telephones[]";
    private static final String NUMBER = "parties[].documents[].number";

    /**
     * A column and what it means.
     *
     * @param path path of the record, or a word of ours
     * @param confidence 0 to 1
     * @param reason for a person
     */
    record Fit(Values values, String path, FieldKind kind, double confidence, String reason) {
        boolean isSure() {
            return confidence >= SURE;
        }

        Fit doubted(String why) {
            return new Fit(values, path, kind, Math.min(confidence, DOUBTFUL), reason + "; " + why);
        }
    }

    private final FieldNames names;

    Fitting(FieldNames names) {
        this.names = names;
    }

    /** How well a table suits roles: fields that its columns fill, without the key of the account. */
    double score(List<Values> columns, boolean nameless, TableRole... roles) {
        return fits(columns, nameless, Set.of(), roles).values().stream()
                .filter(fit -> !fit.path().equals("@account"))
                .mapToDouble(Fit::confidence)
                .sum();
    }

    /**
     * The fields of columns, by column name.
     *
     * @param taken columns that are keys already
     */
    Map<String, Fit> fits(List<Values> columns, boolean nameless, Set<String> taken, TableRole... roles) {
        List<Fit> all = new ArrayList<>();
        for (Values values : columns) {
            if (!taken.contains(values.column().name())) {
                if (!nameless) {
                    byName(values, roles, all);
                }
                byValue(values, roles, all);
            }
        }
        if (nameless) {
            List<Values> left = columns.stream()
                    .filter(values -> !taken.contains(values.column().name()))
                    .toList();
            new PlaceByValues(
                            left,
                            "no header, but of " + left.size() + " columns this has ",
                            path -> path.matches("instalments\\[\\]\\.due\\.(fees|penalties)"))
                    .add(roles[0], all);
        }
        all.sort(Comparator.comparingDouble(Fit::confidence).reversed());
        Map<String, Fit> chosen = new LinkedHashMap<>();
        Map<String, Fit> byPath = new HashMap<>();
        for (Fit fit : all) {
            String column = fit.values().column().name();
            if (chosen.containsKey(column)) {
                continue;
            }
            Fit first = byPath.get(fit.path());
            if (first == null || fit.path().equals(TELEPHONES)) {
                chosen.put(column, fit);
                byPath.putIfAbsent(fit.path(), fit);
            } else if (fit.isSure() && first.isSure()) {
                String rival = first.values().column().name();
                Fit doubted = first.doubted("so does the name of " + column);
                chosen.put(rival, doubted);
                byPath.put(fit.path(), doubted);
            }
        }
        return chosen;
    }

    /**
     * The same, and what no name tells is proposed by the form of the values: which column may be the one that a list cannot do without.
     * These are questions, never answers.
     */
    Map<String, Fit> fitsAndCandidates(List<Values> columns, boolean nameless, Set<String> taken, TableRole... roles) {
        Map<String, Fit> chosen = fits(columns, nameless, taken, roles);
        Set<String> wanted = nameless ? Set.of() : NEEDED.getOrDefault(roles[0], Set.of());
        if (wanted.isEmpty()) {
            return chosen;
        }
        List<Values> left = columns.stream()
                .filter(values -> !values.isEmpty()
                        && !saysOtherwise(values, roles[0])
                        && !(roles[0] == TableRole.ACCOUNT && isNamedNumber(values))
                        && !taken.contains(values.column().name())
                        && !chosen.containsKey(values.column().name()))
                .toList();
        List<Fit> candidates = new ArrayList<>();
        new PlaceByValues(left, "no name tells, but this has ", path -> !wanted.contains(path) || isTold(path, chosen))
                .add(roles[0], candidates);
        candidates.forEach(fit -> chosen.put(fit.values().column().name(), fit));
        return chosen;
    }

    /** A number of something is no amount, however large. */
    private boolean isNamedNumber(Values values) {
        List<String> words = names.phrase(values.column().name()).words();
        return values.number() != null
                && !words.isEmpty()
                && Set.of("id", "number", "code").contains(words.get(words.size() - 1));
    }

    /** What a name of an instalment's amount says although no field takes it: it is at least not what is due. */
    private boolean saysOtherwise(Values values, TableRole role) {
        return role == TableRole.INSTALMENT
                && names.phrase(values.column().name()).words().stream().anyMatch(OTHERWISE::contains);
    }

    private static boolean isTold(String path, Map<String, Fit> chosen) {
        return of(chosen, path) != null
                || path.equals("account.principal") && of(chosen, "account.creditLimit") != null
                || path.equals("instalments[].due.principal") && of(chosen, "@due.total") != null
                || path.equals("repayments[].reversed") && of(chosen, "repayments[].reversedOn") != null;
    }

    private void byName(Values values, TableRole[] roles, List<Fit> all) {
        for (TableRole role : roles) {
            for (FieldNames.Match match : names.matches(values.column().name(), role)) {
                double suits =
                        match.field().path().equals("instalments[].number") && !values.areCountedUpTo(MOST_INSTALMENTS)
                                ? 0
                                : match.field().kind().suits(values);
                double confidence = match.confidence() * suits;
                if (confidence >= LEAST) {
                    String reason =
                            match.reason() + ", " + said(values, match.field().kind());
                    all.add(new Fit(values, match.field().path(), match.field().kind(), confidence, reason));
                }
            }
        }
    }

    /** Values that say of themselves what they are. */
    private static void byValue(Values values, TableRole[] roles, List<Fit> all) {
        if (!List.of(roles).contains(TableRole.PARTY)) {
            return;
        }
        if (values.areResidentIdentities()) {
            all.add(new Fit(
                    values, NUMBER, FieldKind.ID, 0.9, "the check digits of resident identity numbers are right"));
        } else if (values.areSocialCreditCodes()) {
            all.add(new Fit(
                    values, NUMBER, FieldKind.ID, 0.9, "the check characters of social credit codes are right"));
        } else if (values.areMobiles() && values.distinct().size() > 2) {
            all.add(new Fit(values, TELEPHONES, FieldKind.ID, 0.82, "all are numbers of mobile telephones"));
        } else if (values.areMails()) {
            all.add(new Fit(values, "parties[].contact.email", FieldKind.TEXT, 0.82, "all are mail addresses"));
        }
        if (values.areCurrencies()) {
            all.add(new Fit(values, "account.currency", FieldKind.CURRENCY, 0.82, "all are codes of ISO 4217"));
        }
    }

    private static String said(Values values, FieldKind kind) {
        if (values.isEmpty()) {
            return "no value in the sample";
        }
        int n = values.filled().size();
        return switch (kind) {
            case MONEY, RATE, COUNT -> n + " of " + values.rows() + " are numbers";
            case DATE, MONTH ->
                n + " of " + values.rows() + " hold a date"
                        + (values.date() != null && values.date().isUtc()
                                ? " of Greenwich; is it the lender's day?"
                                : "");
            case CODE, CURRENCY, FLAG ->
                (values.distinct().size() == 1 ? "one value" : values.distinct().size() + " different values");
            default -> n + " of " + values.rows() + " have a value";
        };
    }

    /** The fit of a path; null where no column has it. */
    static @Nullable Fit of(Map<String, Fit> fits, String path) {
        return fits.values().stream()
                .filter(fit -> fit.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
