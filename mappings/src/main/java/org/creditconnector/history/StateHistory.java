package org.creditconnector.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountStatus;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.creditconnector.record.RiskClass;
import org.creditconnector.record.RiskClassSince;
import org.creditconnector.record.StatusSince;
import org.jspecify.annotations.Nullable;

/**
 * Status, risk class and limit at earlier dates, as far as the lender's since-dates and events tell. What they do not tell is
 * null: never today's value.
 */
final class StateHistory {
    private final LocalDate asOf;
    private final StatusSince status;
    private final @Nullable RiskClassSince riskClass;
    private final @Nullable BigDecimal creditLimit;
    private final @Nullable LocalDate activeFrom;
    private final List<AccountEvent> statusEvents;
    private final List<AccountEvent> classChanges;
    private final List<AccountEvent> limitChanges;

    /** @param record a record whose events are sorted by day and key */
    StateHistory(CreditRecord record) {
        asOf = record.getReport().getAsOf();
        status = record.getState().getStatus();
        riskClass = record.getState().getRiskClass();
        creditLimit = record.getAccount().getCreditLimit();
        LocalDate drawn = record.getAccount().getFirstDrawnOn();
        activeFrom = drawn == null ? record.getAccount().getOpenedOn() : drawn;
        statusEvents = select(record, EventKind.WRITE_OFF, EventKind.CHARGE_OFF, EventKind.TRANSFER_OUT);
        classChanges = select(record, EventKind.CLASS_CHANGE);
        limitChanges = select(record, EventKind.LIMIT_CHANGE);
    }

    private static List<AccountEvent> select(CreditRecord record, EventKind... kinds) {
        List<AccountEvent> selected = List.of();
        for (AccountEvent event : record.getEvents()) {
            for (EventKind kind : kinds) {
                if (event.getKind() == kind && !event.getReversed()) {
                    selected = selected.isEmpty() ? new ArrayList<>() : selected;
                    selected.add(event);
                }
            }
        }
        return selected;
    }

    /** Status at the end of a day, as {@link #statusSinceAt} finds it. */
    @Nullable AccountStatus statusAt(LocalDate date) {
        StatusSince at = statusSinceAt(date);
        return at == null ? null : at.getValue();
    }

    /**
     * Status at the end of a day. Before a since-date it is what the newest event says (write-off, charge-off, transfer), else
     * open from the first pay-out on, because an account is open until something ends that. A status without a since-date, other
     * than open, tells nothing about earlier days.
     */
    @Nullable StatusSince statusSinceAt(LocalDate date) {
        AccountStatus value = status.getValue();
        LocalDate since = status.getSince();
        if (!date.isBefore(asOf) || (since != null && !date.isBefore(since))) {
            return status;
        }
        if (value == AccountStatus.NOT_ACTIVATED) {
            return since == null ? status : null;
        }
        AccountEvent event = newestUntil(statusEvents, date);
        if (event != null) {
            return new StatusSince(statusAfter(event), event.getOccurredOn());
        }
        if (activeFrom != null && date.isBefore(activeFrom)) {
            return new StatusSince(AccountStatus.NOT_ACTIVATED, null);
        }
        if (since == null) {
            return value == AccountStatus.OPEN ? status : null;
        }
        return value == AccountStatus.OPEN || activeFrom == null
                ? null
                : new StatusSince(AccountStatus.OPEN, activeFrom);
    }

    private static AccountStatus statusAfter(AccountEvent event) {
        return switch (event.getKind()) {
            case WRITE_OFF -> AccountStatus.WRITTEN_OFF;
            case CHARGE_OFF -> AccountStatus.CHARGED_OFF;
            default -> AccountStatus.TRANSFERRED;
        };
    }

    /** Risk class at the end of a day, as {@link #riskClassSinceAt} finds it. */
    @Nullable RiskClass riskClassAt(LocalDate date) {
        RiskClassSince at = riskClassSinceAt(date);
        return at == null ? null : at.getValue();
    }

    /** Risk class at the end of a day: by its since-date, else by the class changes before or after it. */
    @Nullable RiskClassSince riskClassSinceAt(LocalDate date) {
        if (riskClass != null) {
            LocalDate since = riskClass.getSince();
            if (!date.isBefore(asOf) || (since != null && !date.isBefore(since))) {
                return riskClass;
            }
        }
        RiskClass value = riskClassOf(valueAt(classChanges, date));
        if (value == null) {
            return null;
        }
        AccountEvent given = newestUntil(classChanges, date);
        return new RiskClassSince(value, given == null ? null : given.getOccurredOn());
    }

    /** Limit at the end of a day: the account's, unless it was changed after that day. */
    @Nullable BigDecimal creditLimitAt(LocalDate date) {
        if (limitChanges.isEmpty() || !date.isBefore(asOf)) {
            return creditLimit;
        }
        if (!limitChanges.get(limitChanges.size() - 1).getOccurredOn().isAfter(date)) {
            return creditLimit;
        }
        return decimalOf(valueAt(limitChanges, date), 6);
    }

    private static @Nullable String valueAt(List<AccountEvent> changes, LocalDate date) {
        AccountEvent last = newestUntil(changes, date);
        if (last != null && last.getValueAfter() != null) {
            return last.getValueAfter();
        }
        for (AccountEvent change : changes) {
            if (change.getOccurredOn().isAfter(date)) {
                return change.getValueBefore();
            }
        }
        return null;
    }

    private static @Nullable AccountEvent newestUntil(List<AccountEvent> events, LocalDate date) {
        AccountEvent newest = null;
        for (AccountEvent event : events) {
            if (event.getOccurredOn().isAfter(date)) {
                break;
            }
            newest = event;
        }
        return newest;
    }

    private static @Nullable RiskClass riskClassOf(@Nullable String text) {
        for (RiskClass value : RiskClass.values()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        return null;
    }

    static @Nullable BigDecimal decimalOf(@Nullable String text, int scale) {
        if (text == null) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text.strip());
            return value.scale() > scale ? null : value.setScale(scale);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
