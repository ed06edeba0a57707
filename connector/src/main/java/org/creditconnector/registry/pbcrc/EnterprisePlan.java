package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.registry.CodeTables;
import org.creditconnector.registry.MonthEnds;
import org.jspecify.annotations.Nullable;

/**
 * The time points of an enterprise's account, and of a guarantee for anybody's debt, from its first record to the as-of date: those already told and those that fell due
 * since, in order. Which event makes which time point is in tables of {@code registries/pbcrc/values}; of several on one date, the
 * registry takes one record a date, the first of the ranks names it.
 */
final class EnterprisePlan {
    static final String DRAWDOWN = "31";
    /** Time points of lending accounts. */
    static final Table LENDING =
            new Table("enterprise-time-point", List.of("10", "20", "31", "42", "32", "33", "41", "49"));
    /** Time points of guarantees. */
    static final Table GUARANTEES = new Table("guarantee-time-point", List.of("10", "20", "30", "40"));

    private static final int YEARS_KEPT = 5;
    private static final Set<EventKind> NEW_SCHEDULE =
            Set.of(EventKind.EXTENSION, EventKind.RESTRUCTURING, EventKind.PAYMENT_HOLIDAY);

    /**
     * Which event makes which time point.
     *
     * @param name of the table of values
     * @param ranks time points, the one first that names a date with several
     */
    record Table(String name, List<String> ranks) {}

    private final Table table;
    private final CreditRecord record;
    private final String type;
    private final PbcrcSettings settings;
    private final CodeTables codeTables;
    private final LocalDate asOf;
    private final LocalDate opened;
    private final @Nullable LocalDate closed;
    private final List<AccountEvent> events;
    private final TreeMap<LocalDate, String> codes = new TreeMap<>();

    EnterprisePlan(
            Table table,
            CreditRecord record,
            String type,
            LocalDate opened,
            PbcrcSettings settings,
            CodeTables codeTables) {
        this.table = table;
        this.record = record;
        this.type = type;
        this.settings = settings;
        this.codeTables = codeTables;
        this.asOf = record.getReport().getAsOf();
        this.opened = opened;
        this.closed = new Standing(record, type, settings).closedOn();
        this.events = record.getEvents().stream()
                .filter(event -> !event.getReversed())
                .filter(event -> !event.getOccurredOn().isAfter(asOf))
                .sorted(Comparator.comparing(AccountEvent::getOccurredOn))
                .toList();
    }

    /** @param told time point codes of what stands at the registry, by report date; empty where nothing does */
    AccountFamily.Points points(TreeMap<LocalDate, String> told) {
        LocalDate first = told.isEmpty() ? first() : told.firstKey();
        if (first == null) {
            return new AccountFamily.Points(List.of(), List.of());
        }
        TreeSet<LocalDate> dates = new TreeSet<>(Repaid.of(record).daysBetween(first, end().plusDays(1)));
        dates.forEach(day -> happened("REPAYMENT", day));
        record.getInstalments().stream()
                .filter(instalment -> !isNothing(instalment))
                .forEach(instalment -> happened("DUE_DATE", instalment.getDueOn()));
        monthEnds(first);
        events.forEach(event -> happened(word(event), event.getOccurredOn()));
        RiskClassSince given = record.getState().getRiskClass();
        if (given != null && given.getSince() != null) {
            happened("CLASS_CHANGE", given.getSince());
        }
        if (closed != null && !closed.isBefore(first)) {
            happened("CLOSING", closed);
        }
        codes.keySet().removeIf(date -> !date.isAfter(first) || date.isAfter(end()));
        codes.put(
                first,
                first.equals(closed)
                        ? TimePoint.CLOSED
                        : told.isEmpty() ? code("OPENING") : told.firstEntry().getValue());
        List<Finding> findings = lost(told, first);
        codes.keySet().removeIf(date -> isOver(date) && !told.containsKey(date) && !date.equals(first));
        return new AccountFamily.Points(withEvents(), findings);
    }

    /** Said once: until something was told of the time since the schedule was replaced. */
    private List<Finding> lost(TreeMap<LocalDate, String> told, LocalDate first) {
        LocalDate schedule = newSchedule();
        if (schedule == null || (!told.isEmpty() && !told.lastKey().isBefore(schedule))) {
            return List.of();
        }
        List<LocalDate> lost = codes.headMap(schedule).keySet().stream()
                .filter(date -> !told.containsKey(date) && !date.equals(first))
                .toList();
        return lost.isEmpty() ? List.of() : List.of(PbcrcFindings.notTold(lost, schedule));
    }

    private String code(String word) {
        return Objects.requireNonNull(codeTables.code(table.name(), word, type), word);
    }

    private void happened(String word, LocalDate day) {
        String code = codeTables.code(table.name(), word, type);
        List<String> ranks = table.ranks();
        if (code != null) {
            codes.merge(day, code, (one, other) -> ranks.indexOf(one) <= ranks.indexOf(other) ? one : other);
        }
    }

    private String word(AccountEvent event) {
        boolean more =
                event.getKind() == EventKind.DISBURSEMENT && Drawn.of(record).isInParts();
        return more ? "DRAWDOWN" : WrittenOff.kind(event).name();
    }

    private static boolean isNothing(Instalment instalment) {
        return instalment.getDue().getPrincipal().signum() == 0
                && instalment.getDue().getInterest().signum() == 0
                && instalment.getDue().getFees().signum() == 0
                && instalment.getDue().getPenalties().signum() == 0;
    }

    /** The first record: at opening, or where the history begins that is reported and known. */
    private @Nullable LocalDate first() {
        LocalDate month =
                YearMonth.from(asOf).minusMonths(settings.historyMonths()).atDay(1);
        if (closed != null && closed.isBefore(month)) {
            return null;
        }
        LocalDate start = opened;
        if (opened.isBefore(month)) {
            start = settings.historyMonths() == 0 ? asOf : month;
        }
        LocalDate schedule = newSchedule();
        start = schedule != null && schedule.isAfter(start) ? schedule : start;
        return closed != null && closed.isBefore(start) ? closed : start;
    }

    /** The day on which the schedule was last replaced: what was before it is not known. */
    private @Nullable LocalDate newSchedule() {
        LocalDate last = null;
        for (AccountEvent event : events) {
            last = NEW_SCHEDULE.contains(event.getKind()) ? event.getOccurredOn() : last;
        }
        return last;
    }

    /** Too old to be brought in, or of a schedule that is no more: the record of its end tells how the account stood then. */
    private boolean isOver(LocalDate date) {
        LocalDate schedule = newSchedule();
        return date.isBefore(asOf.minusYears(YEARS_KEPT)) || (schedule != null && date.isBefore(schedule));
    }

    private LocalDate end() {
        return closed == null || closed.isAfter(asOf) ? asOf : closed;
    }

    private void monthEnds(LocalDate first) {
        Map<LocalDate, PeriodState> months = new TreeMap<>();
        record.getMonths().forEach(month -> months.put(month.getStateOn(), month));
        for (LocalDate monthEnd : MonthEnds.between(first, end())) {
            happened("MONTH_END", monthEnd);
            PeriodState state = months.get(monthEnd);
            Long overdue = state == null ? null : settings.yuan(state.getOverdueTotal());
            if (overdue != null && overdue > 0) {
                happened("MONTH_END_IN_ARREARS", monthEnd);
            }
        }
    }

    /** Each event is told once: with the first record on or after its day. */
    private List<TimePoint> withEvents() {
        LocalDate before = YearMonth.from(codes.firstKey()).atDay(1).minusDays(1);
        List<TimePoint> points = new ArrayList<>();
        for (Map.Entry<LocalDate, String> one : codes.entrySet()) {
            LocalDate after = before;
            points.add(new TimePoint(
                    one.getKey(),
                    one.getValue(),
                    type,
                    points.isEmpty(),
                    events.stream()
                            .filter(event -> event.getOccurredOn().isAfter(after)
                                    && !event.getOccurredOn().isAfter(one.getKey()))
                            .toList()));
            before = one.getKey();
        }
        return points;
    }
}
