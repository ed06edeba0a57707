package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.Instalment;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.Repayment;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one account that a derived figure comes from, with what each contributes, taken from the same walk over schedule and
 * movements that derives the months.
 */
public final class FigureFacts {
    private static final Set<EventKind> STATUS_EVENTS =
            Set.of(EventKind.WRITE_OFF, EventKind.CHARGE_OFF, EventKind.TRANSFER_OUT);

    private final CreditRecord record;
    private final PeriodState state;
    private final List<Fact> facts = new ArrayList<>();

    /**
     * One fact.
     *
     * @param path its place in the record, {@code instalments[3]}
     * @param values what it contributes, by name in the order of reading: amounts, dates, whole numbers, symbols
     */
    public record Fact(String path, Map<String, Object> values) {
        /** Never shows values. */
        @Override
        public String toString() {
            return "fact " + path;
        }
    }

    private FigureFacts(CreditRecord record, PeriodState state) {
        this.record = record;
        this.state = state;
    }

    /**
     * The facts of a figure.
     *
     * @param record a derived record
     * @param state one of its months, or its position
     * @return none where nothing in the record speaks for or against it: no instalment is late, nothing was paid
     */
    public static List<Fact> of(CreditRecord record, PeriodState state, Figure figure) {
        FigureFacts found = new FigureFacts(record, state);
        switch (figure) {
            case MONTH, STATE_ON ->
                found.add("report.asOf", "asOf", record.getReport().getAsOf());
            case BALANCE -> found.balance();
            case CREDIT_LIMIT -> {
                found.add(
                        "account.creditLimit",
                        "creditLimit",
                        record.getAccount().getCreditLimit());
                found.events(Set.of(EventKind.LIMIT_CHANGE), null);
            }
            case DUE -> found.due();
            case PAID -> found.movements(found.monthBegin());
            case OVERDUE_TOTAL, OVERDUE_PRINCIPAL, OLDEST_UNPAID_DUE_ON, DAYS_PAST_DUE, INSTALMENTS_OVERDUE ->
                found.schedule(true);
            case INSTALMENTS_LEFT -> found.schedule(false);
            case STATUS -> {
                found.add(
                        "state.status.value",
                        "value",
                        record.getState().getStatus().getValue());
                found.add(
                        "state.status.since",
                        "since",
                        record.getState().getStatus().getSince());
                found.drawn();
                found.events(STATUS_EVENTS, state.getStateOn());
            }
            case RISK_CLASS -> {
                if (record.getState().getRiskClass() != null) {
                    found.add(
                            "state.riskClass.value",
                            "value",
                            record.getState().getRiskClass().getValue());
                    found.add(
                            "state.riskClass.since",
                            "since",
                            record.getState().getRiskClass().getSince());
                }
                found.events(Set.of(EventKind.CLASS_CHANGE), null);
            }
        }
        return found.facts;
    }

    private LocalDate monthBegin() {
        return state.getStateOn().withDayOfMonth(1);
    }

    private void add(String path, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(path, Map.of(name, value)));
        }
    }

    private void drawn() {
        LocalDate drawn = record.getAccount().getFirstDrawnOn();
        if (drawn == null) {
            add("account.openedOn", "openedOn", record.getAccount().getOpenedOn());
        } else {
            add("account.firstDrawnOn", "firstDrawnOn", drawn);
        }
    }

    private void balance() {
        DailyPositions positions = DailyPositions.of(record);
        if (positions == null) {
            add("account.principal", "principal", record.getAccount().getPrincipal());
        } else {
            positions.advanceTo(state.getStateOn());
            add("account.principal", "paidOut", positions.paidOut());
            settled(positions);
            if (AccountHistory.isRevolving(record.getAccount())
                    && positions.credit().signum() != 0) {
                add("account.kind", "credit", positions.credit());
            }
        }
        drawn();
        events(null, state.getStateOn());
        movements(null);
    }

    /** What is not owed any more of the schedule's principal, whether it was paid, waived, written off or lapsed. */
    private void settled(DailyPositions positions) {
        for (int place = 0; place < positions.schedule().size(); place++) {
            Instalment instalment = positions.schedule().get(place);
            BigDecimal settled = instalment.getDue().getPrincipal().subtract(positions.openPrincipal(place));
            if (settled.signum() != 0) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("dueOn", instalment.getDueOn());
                values.put("principalSettled", settled);
                facts.add(new Fact("instalments[" + place + "]", values));
            }
        }
    }

    private void due() {
        int place = 0;
        for (Instalment instalment : record.getInstalments()) {
            LocalDate dueOn = instalment.getDueOn();
            if (!dueOn.isBefore(monthBegin()) && !dueOn.isAfter(state.getStateOn())) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("dueOn", dueOn);
                values.put(
                        "due",
                        instalment
                                .getDue()
                                .getPrincipal()
                                .add(instalment.getDue().getInterest())
                                .add(instalment.getDue().getFees())
                                .add(instalment.getDue().getPenalties()));
                facts.add(new Fact("instalments[" + place + "]", values));
            }
            place++;
        }
    }

    private void schedule(boolean late) {
        DailyPositions positions = DailyPositions.of(record);
        if (positions == null) {
            return;
        }
        positions.advanceTo(state.getStateOn());
        for (int place = 0; place < positions.schedule().size(); place++) {
            boolean counts =
                    late ? positions.daysLate(place) > 0 : positions.open(place).signum() > 0;
            if (counts) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("dueOn", positions.schedule().get(place).getDueOn());
                values.put("paid", positions.paid(place));
                values.put("open", positions.open(place));
                values.put("openPrincipal", positions.openPrincipal(place));
                values.put("daysLate", positions.daysLate(place));
                facts.add(new Fact("instalments[" + place + "]", values));
            }
        }
    }

    private void movements(@Nullable LocalDate from) {
        int place = 0;
        for (Repayment repayment : record.getRepayments()) {
            LocalDate day = repayment.getPaidOn();
            if (!repayment.getReversed() && (from == null || !day.isBefore(from)) && !day.isAfter(state.getStateOn())) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("kind", repayment.getKind());
                values.put("paidOn", day);
                values.put("amount", repayment.getAmount());
                values.put("counts", EffectiveRepayment.paidBy(repayment));
                facts.add(new Fact("repayments[" + place + "]", values));
            }
            place++;
        }
    }

    private void events(@Nullable Set<EventKind> kinds, @Nullable LocalDate until) {
        int place = 0;
        for (AccountEvent event : record.getEvents()) {
            if (!event.getReversed()
                    && (kinds == null || kinds.contains(event.getKind()))
                    && (until == null || !event.getOccurredOn().isAfter(until))) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("kind", event.getKind());
                values.put("occurredOn", event.getOccurredOn());
                if (event.getAmount() != null) {
                    values.put("amount", event.getAmount());
                }
                facts.add(new Fact("events[" + place + "]", values));
            }
            place++;
        }
    }
}
