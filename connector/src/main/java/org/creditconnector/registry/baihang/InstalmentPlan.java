package org.creditconnector.registry.baihang;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.creditconnector.history.DailyPositions;
import org.creditconnector.history.EffectiveRepayment;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.Repayment;
import org.creditconnector.registry.MonthEnds;
import org.creditconnector.registry.baihang.InstalmentState.Place;
import org.jspecify.annotations.Nullable;

/**
 * Which instalments are told on which days: the table "when" of {@code registries/baihang/spec.md}. One walk over the account, forward.
 */
final class InstalmentPlan {
    private final DailyPositions positions;
    private final List<Instalment> schedule;
    private final LocalDate after;
    private final LocalDate end;
    private final @Nullable LocalDate closed;
    private final Map<LocalDate, Set<Integer>> told = new TreeMap<>();
    private final Set<LocalDate> payments = new TreeSet<>();
    private final @Nullable LocalDate[] lastPaid;

    /**
     * @param positions of the record, from the beginning
     * @param after the day of the loan's own record: what happened until then is in it
     * @param closed the day the account ended; null while it is open
     * @param told what stands at the agency
     */
    InstalmentPlan(
            CreditRecord record,
            DailyPositions positions,
            LocalDate after,
            @Nullable LocalDate closed,
            Collection<Place> told) {
        this.positions = positions;
        this.schedule = positions.schedule();
        this.after = after;
        this.closed = closed;
        LocalDate asOf = record.getReport().getAsOf();
        this.end = closed == null || closed.isAfter(asOf) ? asOf : closed;
        this.lastPaid = new LocalDate[schedule.size()];
        told.forEach(place ->
                this.told.computeIfAbsent(place.date(), any -> new TreeSet<>()).add(place.term()));
        for (Repayment repayment : record.getRepayments()) {
            if (EffectiveRepayment.paidBy(repayment).signum() != 0
                    && !repayment.getPaidOn().isAfter(asOf)) {
                payments.add(repayment.getPaidOn());
            }
        }
    }

    /** States in order, those that stand and those that fell due; a date before which nothing is known has none. */
    List<InstalmentState> states() {
        List<InstalmentState> states = new ArrayList<>();
        for (LocalDate day : days()) {
            BigDecimal[] before = payments.contains(day) ? paidUntil(day.minusDays(1)) : null;
            positions.advanceTo(day);
            Set<Integer> places = new TreeSet<>();
            Map<Integer, BigDecimal> paidToday = new TreeMap<>();
            if (before != null) {
                for (int place = 0; place < before.length; place++) {
                    BigDecimal paid = positions.paid(place).subtract(before[place]);
                    if (paid.signum() > 0) {
                        paidToday.put(place, paid);
                        lastPaid[place] = day;
                        places.add(place);
                    }
                }
            }
            boolean known = positions.knownFrom() == null || !day.isBefore(positions.knownFrom());
            if (day.isAfter(after) && !day.isAfter(end)) {
                byCalendar(day, places);
            } else {
                places.clear();
            }
            stood(day, places);
            if (known) {
                for (int place : places) {
                    states.add(state(day, place, paidToday.getOrDefault(place, BigDecimal.ZERO)));
                }
            }
        }
        return states;
    }

    /** The first day on which something was paid that nothing is known of and that was not told; null where there is none. */
    @Nullable LocalDate firstUnknown() {
        LocalDate from = positions.knownFrom();
        return payments.stream()
                .filter(day -> from != null && day.isBefore(from) && day.isAfter(after) && !told.containsKey(day))
                .findFirst()
                .orElse(null);
    }

    private Set<LocalDate> days() {
        Set<LocalDate> days = new TreeSet<>(payments);
        days.addAll(told.keySet());
        for (int place = 0; place < schedule.size(); place++) {
            days.add(schedule.get(place).getDueOn());
            days.add(positions.firstLateDay(place));
        }
        days.addAll(MonthEnds.between(after, end));
        if (closed != null) {
            days.add(closed);
        }
        days.removeIf(day -> day.isAfter(end) && !told.containsKey(day));
        return days;
    }

    private BigDecimal[] paidUntil(LocalDate day) {
        positions.advanceTo(day);
        BigDecimal[] paid = new BigDecimal[schedule.size()];
        for (int place = 0; place < paid.length; place++) {
            paid[place] = positions.paid(place);
        }
        return paid;
    }

    private void byCalendar(LocalDate day, Set<Integer> places) {
        for (int place = 0; place < schedule.size(); place++) {
            boolean lastDay = schedule.get(place).getDueOn().equals(day);
            if (lastDay || (positions.firstLateDay(place).equals(day) && positions.daysLate(place) > 0)) {
                places.add(place);
            }
        }
        if (day.equals(YearMonth.from(day).atEndOfMonth()) && positions.oldestLate() >= 0) {
            places.add(positions.oldestLate());
        }
        if (day.equals(closed) && places.isEmpty()) {
            places.add(schedule.size() - 1);
        }
    }

    private void stood(LocalDate day, Set<Integer> places) {
        Set<Integer> terms = told.getOrDefault(day, Set.of());
        for (int place = 0; place < schedule.size(); place++) {
            if (terms.contains(schedule.get(place).getNumber())) {
                places.add(place);
            }
        }
    }

    private InstalmentState state(LocalDate day, int place, BigDecimal paidToday) {
        return new InstalmentState(
                day,
                schedule.get(place),
                positions.open(place),
                paidToday,
                lastPaid[place],
                positions.daysLate(place),
                positions.overdue(),
                positions.balance());
    }
}
