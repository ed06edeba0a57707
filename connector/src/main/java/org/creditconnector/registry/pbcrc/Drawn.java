package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.record.AccountEvent;
import org.creditconnector.record.AccountKind;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.EventKind;
import org.jspecify.annotations.Nullable;

/** How the money of an account was paid out up to the record's as-of date. */
final class Drawn {
    private final CreditRecord record;
    private final List<AccountEvent> draws;

    private Drawn(CreditRecord record, List<AccountEvent> draws) {
        this.record = record;
        this.draws = draws;
    }

    static Drawn of(CreditRecord record) {
        LocalDate asOf = record.getReport().getAsOf();
        return new Drawn(
                record,
                record.getEvents().stream()
                        .filter(event -> event.getKind() == EventKind.DISBURSEMENT && !event.getReversed())
                        .filter(event -> !event.getOccurredOn().isAfter(asOf))
                        .toList());
    }

    /**
     * Whether one loan is paid out in several parts: the contract is for more than the first of them. Only a loan under an agreement
     * is; what is said here stays the same over the life of the loan, as the registry wants it.
     */
    boolean isInParts() {
        BigDecimal lent = record.getAccount().getPrincipal();
        BigDecimal first = draws.isEmpty() ? null : draws.get(0).getAmount();
        return record.getAccount().getKind() == AccountKind.NON_REVOLVING
                && record.getAgreement() != null
                && lent != null
                && first != null
                && first.compareTo(lent) < 0;
    }

    /** What was paid out so far; the amount lent where it is paid out once or nobody says how. */
    @Nullable BigDecimal amount() {
        return isInParts()
                ? draws.stream()
                        .map(AccountEvent::getAmount)
                        .filter(java.util.Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : record.getAccount().getPrincipal();
    }

    /** The last day on which money was paid out; null where nobody says. */
    @Nullable LocalDate lastDay() {
        return draws.stream()
                .map(AccountEvent::getOccurredOn)
                .max(LocalDate::compareTo)
                .orElse(null);
    }
}
