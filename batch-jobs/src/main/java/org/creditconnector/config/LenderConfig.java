package org.creditconnector.config;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lender that reports.
 *
 * @param code the code the registry knows it by
 * @param name its name
 * @param timeZone zone of its business dates
 * @param calendar which dates are reported and until when
 */
public record LenderConfig(String code, String name, ZoneId timeZone, CalendarConfig calendar) {
    /**
     * The reporting calendar.
     *
     * @param holidays file of dates that are not reported, one ISO date a line; null for none
     * @param days weekdays that are reported; others are not due
     * @param cutOff time on the following day from which a business date is complete
     * @param deadline time on the following day until which its night must be reconciled
     */
    public record CalendarConfig(@Nullable Path holidays, Set<DayOfWeek> days, LocalTime cutOff, LocalTime deadline) {}
}
