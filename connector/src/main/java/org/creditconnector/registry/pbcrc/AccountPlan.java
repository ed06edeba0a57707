package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.history.RecordAsOf;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.creditconnector.registry.LegalGates;
import org.creditconnector.registry.MonthEnds;
import org.jspecify.annotations.Nullable;

/**
 * The time points of an account from its first record to the as-of date: those already told and those that fell due since, in order.
 * The table is in {@code registries/pbcrc/spec.md}, section "when to report".
 */
final class AccountPlan {
    private final CreditRecord record;
    private final String type;
    private final PbcrcSettings settings;
    private final LocalDate asOf;
    private final LocalDate opened;
    private final @Nullable LocalDate closed;
    private final SpecialEvents special;

    AccountPlan(CreditRecord record, String type, LocalDate opened, PbcrcSettings settings, SpecialEvents special) {
        this.special = special;
        this.record = record;
        this.type = type;
        this.settings = settings;
        this.asOf = record.getReport().getAsOf();
        this.opened = opened;
        // What goes on elsewhere has not ended.
        this.closed = special.movedOutOn() != null ? null : new Standing(record, type, settings).closedOn();
    }

    /**
     * All time points that there should be, oldest first; what was told at another date should not have been.
     *
     * @param told time point codes of what stands at the registry, by report date; empty where nothing does
     * @return empty while nothing is due for an account that was never told
     */
    List<TimePoint> points(TreeMap<LocalDate, String> told) {
        TreeMap<LocalDate, String> codes = new TreeMap<>();
        if (told.isEmpty()) {
            first(codes);
            if (codes.isEmpty()) {
                return List.of();
            }
        } else {
            codes.put(told.firstKey(), told.firstEntry().getValue());
        }
        LocalDate first = codes.firstKey();
        if (type.equals("C1")) {
            repayments(first, codes);
        } else {
            monthEnds(first, codes);
            recoveries(first, codes);
        }
        closing(first, codes);
        codes.keySet().removeIf(date -> !told.containsKey(date) && special.isBeforeReopening(date));
        codes.headMap(LegalGates.oldestTold(asOf))
                .keySet()
                .removeIf(date -> !told.containsKey(date) && !date.equals(first));
        return withEvents(codes);
    }

    /** The first record: at opening, or at the first settlement of what was opened before the history that is reported. */
    private void first(TreeMap<LocalDate, String> codes) {
        LocalDate start =
                YearMonth.from(asOf).minusMonths(settings.historyMonths()).atDay(1);
        if (!opened.isBefore(start)) {
            codes.put(opened, TimePoint.NEW);
            return;
        }
        LocalDate moved = special.movedOutOn();
        if ((closed != null && closed.isBefore(start)) || (moved != null && !moved.isAfter(start))) {
            return;
        }
        if (type.equals("C1")) {
            codes.put(asOf, closed == null ? TimePoint.RECOVERED : TimePoint.CLOSED);
            return;
        }
        LocalDate settlement = YearMonth.from(start).atEndOfMonth();
        if (closed != null && closed.isBefore(settlement)) {
            codes.put(closed, TimePoint.CLOSED);
        } else if (settlement.equals(closed)) {
            codes.put(settlement, TimePoint.CLOSED_AT_MONTH_END);
        } else if (!settlement.isAfter(asOf)) {
            codes.put(settlement, TimePoint.STOCK);
        }
    }

    private LocalDate end() {
        LocalDate moved = special.movedOutOn();
        if (moved != null && !moved.isAfter(asOf)) {
            return moved.minusDays(1);
        }
        return closed == null || closed.isAfter(asOf) ? asOf : closed;
    }

    private void monthEnds(LocalDate first, TreeMap<LocalDate, String> codes) {
        for (LocalDate end : MonthEnds.between(first, end())) {
            if (!special.isWithoutBill(end)) {
                codes.putIfAbsent(end, end.equals(closed) ? TimePoint.CLOSED_AT_MONTH_END : TimePoint.MONTH_END);
            }
        }
    }

    private void closing(LocalDate first, TreeMap<LocalDate, String> codes) {
        if (closed != null && closed.isAfter(first) && !closed.isAfter(asOf)) {
            codes.putIfAbsent(closed, TimePoint.CLOSED);
        }
    }

    /** A claim has no months: each repayment is told. */
    private void repayments(LocalDate first, TreeMap<LocalDate, String> codes) {
        Repaid.of(record).daysBetween(first, end().plusDays(1)).stream()
                .filter(day -> !day.equals(closed))
                .forEach(day -> codes.putIfAbsent(day, TimePoint.RECOVERED));
    }

    /** All arrears that a settlement told of were paid before the next one. The overdraft card has no such record. */
    private void recoveries(LocalDate first, TreeMap<LocalDate, String> codes) {
        if (type.equals("R3")) {
            return;
        }
        Map<LocalDate, PeriodState> months = new TreeMap<>();
        record.getMonths().forEach(month -> months.put(month.getStateOn(), month));
        Repaid repaid = Repaid.of(record);
        for (LocalDate settlement : List.copyOf(codes.keySet())) {
            PeriodState state = months.get(settlement);
            if (state == null || !late(state.getOverdueTotal())) {
                continue;
            }
            LocalDate next = YearMonth.from(settlement).plusMonths(1).atEndOfMonth();
            for (LocalDate day : repaid.daysBetween(settlement, next.isAfter(end()) ? end().plusDays(1) : next)) {
                if (!day.equals(closed) && !stillLate(day)) {
                    codes.putIfAbsent(day, TimePoint.RECOVERED);
                    break;
                }
            }
        }
    }

    private boolean late(@Nullable BigDecimal overdue) {
        Long yuan = settings.yuan(overdue);
        return yuan != null && yuan > 0;
    }

    private boolean stillLate(LocalDate day) {
        CreditRecord then = RecordAsOf.at(record, day).recordOrNull();
        PeriodState position = then == null ? null : then.getPosition();
        return position == null || late(position.getOverdueTotal());
    }

    /** Each event is told once: with the first record after it that can tell any. */
    private List<TimePoint> withEvents(TreeMap<LocalDate, String> codes) {
        List<AccountEvent> events = record.getEvents().stream()
                .filter(event -> !event.getReversed())
                .sorted(Comparator.comparing(AccountEvent::getOccurredOn))
                .toList();
        LocalDate before = YearMonth.from(codes.firstKey()).atDay(1).minusDays(1);
        List<TimePoint> points = new ArrayList<>();
        for (Map.Entry<LocalDate, String> one : codes.entrySet()) {
            TimePoint bare = new TimePoint(one.getKey(), one.getValue(), type, points.isEmpty(), List.of());
            if (!bare.tellsEvents()) {
                points.add(bare);
                continue;
            }
            LocalDate after = before;
            points.add(new TimePoint(
                    bare.date(),
                    bare.code(),
                    type,
                    bare.first(),
                    events.stream()
                            .filter(event -> event.getOccurredOn().isAfter(after)
                                    && !event.getOccurredOn().isAfter(bare.date()))
                            .toList()));
            before = bare.date();
        }
        return points;
    }
}
