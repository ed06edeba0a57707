package org.creditconnector.guess;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What columns without names may be, from their values alone. Every answer is a question to a person. */
final class PlaceByValues {
    private static final double PERHAPS = 0.5;
    private static final long YEARS_OF_AGE = 17;
    private static final int MOST_NUMBER = 600;

    private final String why;
    private final Predicate<String> isTold;
    private final List<Values> left;

    /**
     * @param columns those that nothing is known of
     * @param why begins the reason
     * @param isTold which paths need no column any more
     */
    PlaceByValues(List<Values> columns, String why, Predicate<String> isTold) {
        this.why = why;
        this.isTold = isTold;
        this.left = new ArrayList<>(columns);
    }

    void add(TableRole role, List<Fitting.Fit> all) {
        left.removeIf(values -> values.areResidentIdentities()
                || values.areSocialCreditCodes()
                || values.areMobiles() && values.distinct().size() > 2
                || values.areMails()
                || values.areCurrencies());
        switch (role) {
            case ACCOUNT, PARTY -> account(all);
            case INSTALMENT -> instalment(all);
            case REPAYMENT -> repayment(all);
            default -> {}
        }
    }

    private void account(List<Fitting.Fit> all) {
        List<Values> days = take(PlaceByValues::areDays);
        days.sort(Comparator.comparing(PlaceByValues::middle));
        if (days.size() > 1 && ChronoUnit.YEARS.between(middle(days.get(0)), middle(days.get(1))) >= YEARS_OF_AGE) {
            put(all, days.remove(0), "parties[].person.birthDate", FieldKind.DATE, "days long before all others");
        }
        if (!days.isEmpty()) {
            put(all, days.get(0), "account.openedOn", FieldKind.DATE, "the earliest days");
        }
        if (days.size() > 1) {
            put(all, days.get(days.size() - 1), "account.maturesOn", FieldKind.DATE, "the latest days");
        }
        List<Values> names = take(Values::areShortHanNames);
        if (!names.isEmpty()) {
            put(all, names.get(0), "parties[].person.fullName", FieldKind.TEXT, "short texts in Han script");
        }
        List<Values> amounts = amounts();
        if (!amounts.isEmpty()) {
            put(all, amounts.get(0), "account.principal", FieldKind.MONEY, "the largest amounts");
        }
        List<Values> codes =
                take(values -> values.areCodes() && values.distinct().size() <= 8);
        if (!codes.isEmpty()) {
            Values status = codes.stream()
                    .filter(values ->
                            CodeMeanings.know("AccountStatus", values.distinct().keySet()) > 0)
                    .findFirst()
                    .orElse(codes.get(codes.size() - 1));
            put(all, status, "state.status.value", FieldKind.CODE, "few different values");
        }
    }

    private void instalment(List<Fitting.Fit> all) {
        List<Values> days = take(PlaceByValues::areDays);
        if (!days.isEmpty()) {
            put(all, days.get(0), "instalments[].dueOn", FieldKind.DATE, "the first column of dates");
        }
        List<Values> numbers = take(values -> values.areWhole() && small(values, MOST_NUMBER));
        if (!numbers.isEmpty()) {
            put(all, numbers.get(0), "instalments[].number", FieldKind.COUNT, "small whole numbers");
        }
        String said = "the largest amounts";
        List<String> parts = new ArrayList<>(List.of("principal", "interest", "fees", "penalties"));
        parts.removeIf(part -> isTold.test("instalments[].due." + part));
        for (Values amount : amounts()) {
            if (!parts.isEmpty()) {
                put(all, amount, "instalments[].due." + parts.remove(0), FieldKind.MONEY, said);
                said = "the next amounts";
            }
        }
    }

    private void repayment(List<Fitting.Fit> all) {
        left.stream()
                .filter(values -> values.column().unique() && values.date() == null && !areAmounts(values))
                .findFirst()
                .ifPresent(key -> {
                    left.remove(key);
                    put(all, key, "repayments[].repaymentKey", FieldKind.ID, "no value twice");
                });
        List<Values> days = take(PlaceByValues::areDays);
        if (!days.isEmpty()) {
            put(all, days.get(0), "repayments[].paidOn", FieldKind.DATE, "the first column of dates");
        }
        List<Values> flags =
                take(values -> FieldKind.isFlag(values) && values.distinct().size() == 2);
        if (!flags.isEmpty()) {
            put(all, flags.get(0), "repayments[].reversed", FieldKind.FLAG, "a yes and a no");
        }
        List<Values> amounts = amounts();
        if (!amounts.isEmpty()) {
            put(all, amounts.get(0), "repayments[].amount", FieldKind.MONEY, "the largest amounts");
        }
    }

    private List<Values> amounts() {
        List<Values> amounts = take(values -> values.number() != null
                && !values.lookLikeIdentifiers()
                && (areAmounts(values) || !values.areCodes() || !values.areCountedUpTo(MOST_NUMBER)));
        amounts.sort(Comparator.comparing((Values values) -> {
                    BigDecimal largest = values.largest();
                    return largest == null ? BigDecimal.ZERO : largest;
                })
                .reversed());
        return amounts;
    }

    /** Whether the rows could be events in time: a day and an amount, and perhaps a number that counts them. */
    static @Nullable TableRole historyOf(List<Values> columns, String link) {
        List<Values> others = columns.stream()
                .filter(values -> !values.isEmpty() && !values.column().name().equals(link))
                .toList();
        boolean day = others.stream()
                .anyMatch(
                        values -> values.date() != null && !values.date().bareDigits() && !values.lookLikeIdentifiers()
                                || values.date() != null && values.column().type() != SampledColumn.Type.TEXT);
        boolean amount = others.stream()
                .anyMatch(values -> values.date() == null
                        && values.number() != null
                        && !values.lookLikeIdentifiers()
                        && !values.column().unique()
                        && (areAmounts(values) || !values.areCountedUpTo(MOST_NUMBER)));
        if (!day || !amount) {
            return null;
        }
        boolean counted = others.stream()
                .anyMatch(values -> values.areWhole()
                        && values.date() == null
                        && values.areCountedUpTo(MOST_NUMBER)
                        && values.distinct().size() > 2
                        && values.distinct().containsKey("1")
                        && values.distinct().containsKey("2"));
        return counted ? TableRole.INSTALMENT : TableRole.REPAYMENT;
    }

    /** Letters and digits together look like a number of something, unless they are a time such as 2024-05-31T09:30:00Z. */
    private static boolean areDays(Values values) {
        DateForm form = values.date();
        return form != null && (form.isUtc() || !values.lookLikeIdentifiers());
    }

    private static boolean areAmounts(Values values) {
        return values.number() != null && values.filled().stream().anyMatch(value -> value.matches(".*[.,][0-9]{1,2}"));
    }

    private List<Values> take(Predicate<Values> test) {
        List<Values> taken = new ArrayList<>(left.stream().filter(test).toList());
        left.removeAll(taken);
        return taken;
    }

    private static boolean small(Values values, long most) {
        BigDecimal largest = values.largest();
        return largest != null && largest.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static LocalDate middle(Values values) {
        DateForm form = values.date();
        List<LocalDate> days = new ArrayList<>();
        for (String value : values.filled()) {
            @Nullable LocalDate day = form == null ? null : form.day(value);
            if (day != null) {
                days.add(day);
            }
        }
        days.sort(Comparator.naturalOrder());
        return days.isEmpty() ? LocalDate.EPOCH : days.get(days.size() / 2);
    }

    private void put(List<Fitting.Fit> all, Values values, String path, FieldKind kind, String reason) {
        if (!isTold.test(path)) {
            all.add(new Fitting.Fit(values, path, kind, PERHAPS, why + reason));
        }
    }
}
