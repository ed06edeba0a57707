package org.creditconnector.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a month and of the position, each with the fields that it is derived from: no other field can change it. A figure of a
 * month that the lender gives is not derived.
 */
public enum Figure {
    /** The months there are, from the first fact to the as-of date. */
    MONTH("month", Facts.BEGINNING),
    /** Last day of the month, or the as-of date. */
    STATE_ON("stateOn", Facts.BEGINNING),
    /** Principal owed. */
    BALANCE("balance", Facts.BALANCE),
    /** Limit at the end of the day. */
    CREDIT_LIMIT("creditLimit", Facts.LIMIT),
    /** What falls due in the month. */
    DUE("due", Facts.DUE),
    /** Money of the month. */
    PAID("paid", Facts.MOVEMENTS),
    /** What is late. */
    OVERDUE_TOTAL("overdueTotal", Facts.ARREARS),
    /** Principal that is late. */
    OVERDUE_PRINCIPAL("overduePrincipal", Facts.ARREARS),
    /** Due date of the oldest instalment that is late. */
    OLDEST_UNPAID_DUE_ON("oldestUnpaidDueOn", Facts.ARREARS),
    /** Days from that date. */
    DAYS_PAST_DUE("daysPastDue", Facts.ARREARS),
    /** Instalments that are late. */
    INSTALMENTS_OVERDUE("instalmentsOverdue", Facts.ARREARS),
    /** Instalments not settled. */
    INSTALMENTS_LEFT("instalmentsLeft", Facts.ARREARS),
    /** Status at the end of the day. */
    STATUS("status", Facts.STATUS),
    /** Risk class at the end of the day. */
    RISK_CLASS("riskClass", Facts.RISK_CLASS);

    /** The fields by what they tell. */
    private static final class Facts {
        static final List<String> OPENING = List.of("report.asOf", "account.openedOn", "account.firstDrawnOn");
        static final List<String> SCHEDULE = List.of(
                "instalments[].number",
                "instalments[].dueOn",
                "instalments[].due",
                "instalments[].paid",
                "instalments[].waived",
                "instalments[].writtenOff");
        static final List<String> MOVEMENTS = List.of(
                "report.asOf",
                "repayments[].paidOn",
                "repayments[].amount",
                "repayments[].kind",
                "repayments[].reversed");
        static final List<String> EVENTS = List.of(
                "events[].eventKey",
                "events[].kind",
                "events[].occurredOn",
                "events[].amount",
                "events[].split",
                "events[].reversed");
        static final List<String> CHANGES = List.of(
                "events[].eventKey",
                "events[].kind",
                "events[].occurredOn",
                "events[].valueBefore",
                "events[].valueAfter",
                "events[].reversed");
        static final List<String> END = List.of("state.status", "state.closing");
        static final List<String> BEGINNING = join(
                OPENING,
                List.of("account.principal", "instalments[].dueOn", "repayments[].paidOn", "repayments[].reversed"),
                EVENTS);
        static final List<String> DUE = join(
                List.of("report.asOf", "instalments[].dueOn", "instalments[].due"),
                List.of("events[].kind", "events[].occurredOn", "events[].reversed"));
        static final List<String> ARREARS = join(
                List.of("account.graceDays", "account.allocationOrder"),
                SCHEDULE,
                MOVEMENTS,
                List.of("repayments[].repaymentKey", "repayments[].split"),
                EVENTS,
                END);
        static final List<String> BALANCE =
                join(List.of("account.kind", "account.principal"), OPENING, ARREARS.subList(1, ARREARS.size()));
        static final List<String> LIMIT = join(List.of("report.asOf", "account.creditLimit"), CHANGES);
        static final List<String> STATUS = join(
                OPENING,
                List.of(
                        "state.status",
                        "events[].eventKey",
                        "events[].kind",
                        "events[].occurredOn",
                        "events[].reversed"));
        static final List<String> RISK_CLASS = join(List.of("report.asOf", "state.riskClass"), CHANGES);

        private Facts() {}

        @SafeVarargs
        private static List<String> join(List<String>... parts) {
            List<String> all = new ArrayList<>();
            for (List<String> part : parts) {
                part.stream().filter(path -> !all.contains(path)).forEach(all::add);
            }
            return List.copyOf(all);
        }
    }

    private final String field;
    private final List<String> reads;

    Figure(String field, List<String> reads) {
        this.field = field;
        this.reads = reads;
    }

    /** Name of the field in a month and in the position. */
    public String field() {
        return field;
    }

    /** Paths of the fields and sections that it is derived from, {@code []} for any element of a list. */
    public List<String> reads() {
        return reads;
    }

    /** The figure at a path such as {@code position.balance} or {@code months[4].balance}; null where there is none. */
    public static @Nullable Figure at(String path) {
        String name =
                path.startsWith("position.") || path.startsWith("months[") ? path.substring(path.indexOf('.') + 1) : "";
        for (Figure figure : values()) {
            if (figure.field.equals(name)) {
                return figure;
            }
        }
        return null;
    }
}
