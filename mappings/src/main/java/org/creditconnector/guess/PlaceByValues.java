package org.creditconnector.guess;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What columns without names may be, from their values alone. Every answer is a question to a person. */
final class PlaceByValues {
    private static final double PERHAPS = 0.5;
    private static final long YEARS_OF_AGE = 17;

    private final List<Values> columns;
    private final List<Values> left;

    PlaceByValues(List<Values> columns) {
        this.columns = columns;
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
            case GUARANTOR, COLLATERAL, MONTH -> {}
        }
    }

    private void account(List<Fitting.Fit> all) {
        List<Values> days = take(values -> values.date() != null && !values.lookLikeIdentifiers());
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
        List<Values> days = take(values -> values.date() != null && !values.lookLikeIdentifiers());
        if (!days.isEmpty()) {
            put(all, days.get(0), "instalments[].dueOn", FieldKind.DATE, "the first column of dates");
        }
        List<Values> numbers = take(values -> values.areWhole() && small(values, 600));
        if (!numbers.isEmpty()) {
            put(all, numbers.get(0), "instalments[].number", FieldKind.COUNT, "small whole numbers");
        }
        List<Values> amounts = amounts();
        if (!amounts.isEmpty()) {
            put(all, amounts.get(0), "instalments[].due.principal", FieldKind.MONEY, "the largest amounts");
        }
        if (amounts.size() > 1) {
            put(all, amounts.get(1), "instalments[].due.interest", FieldKind.MONEY, "the next amounts");
        }
    }

    private void repayment(List<Fitting.Fit> all) {
        left.stream()
                .filter(values -> values.column().unique() && values.date() == null && !areAmounts(values))
                .findFirst()
                .ifPresent(key -> {
                    left.remove(key);
                    put(all, key, "repayments[].repaymentKey", FieldKind.ID, "no value stands twice");
                });
        List<Values> days = take(values -> values.date() != null && !values.lookLikeIdentifiers());
        if (!days.isEmpty()) {
            put(all, days.get(0), "repayments[].paidOn", FieldKind.DATE, "the first column of dates");
        }
        List<Values> amounts = amounts();
        if (!amounts.isEmpty()) {
            put(all, amounts.get(0), "repayments[].amount", FieldKind.MONEY, "the largest amounts");
        }
    }

    private List<Values> amounts() {
        List<Values> amounts = take(values ->
                values.number() != null && !values.lookLikeIdentifiers() && (areAmounts(values) || !values.areCodes()));
        amounts.sort(Comparator.comparing((Values values) -> {
                    BigDecimal largest = values.largest();
                    return largest == null ? BigDecimal.ZERO : largest;
                })
                .reversed());
        return amounts;
    }

    private static boolean areAmounts(Values values) {
        return values.number() != null && values.filled().stream().anyMatch(value -> value.matches(".*[.,][0-9]{1,2}"));
    }

    private List<Values> take(java.util.function.Predicate<Values> test) {
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
        all.add(new Fitting.Fit(
                values, path, kind, PERHAPS, "no header, but " + reason + " of " + columns.size() + " columns"));
    }
}
