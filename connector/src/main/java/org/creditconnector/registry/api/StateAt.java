package org.creditconnector.registry.api;

import java.time.LocalDate;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/** The record as it was true at the end of an earlier date, from facts alone; never today's value under an old date. */
@FunctionalInterface
public interface StateAt {
    /**
     * @param record the record as of its as-of date
     * @param date an earlier date
     * @return the record with that as-of date; null when its facts do not reach back so far
     */
    @Nullable CreditRecord at(CreditRecord record, LocalDate date);
}
