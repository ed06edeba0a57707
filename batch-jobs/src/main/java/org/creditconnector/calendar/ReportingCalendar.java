package org.creditconnector.calendar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.creditconnector.config.LenderConfig;
import org.creditconnector.yaml.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Which business dates are reported, from when on a date is complete and until when its night must be reconciled. Days are
 * calendar days of the lender's zone, so that a day of 23 or 25 hours is one business date like any other.
 */
public final class ReportingCalendar {
    private final ZoneId zone;
    private final Set<DayOfWeek> days;
    private final Set<LocalDate> holidays;
    private final LocalTime cutOff;
    private final LocalTime deadline;

    /**
     * @param zone the lender's zone
     * @param days weekdays that are reported
     * @param holidays dates that are not
     * @param cutOff time on the following day from which a date is complete
     * @param deadline time on the following day until which its night must be reconciled
     */
    public ReportingCalendar(
            ZoneId zone, Set<DayOfWeek> days, Set<LocalDate> holidays, LocalTime cutOff, LocalTime deadline) {
        this.zone = zone;
        this.days = Set.copyOf(days);
        this.holidays = Set.copyOf(holidays);
        this.cutOff = cutOff;
        this.deadline = deadline;
    }

    /**
     * The configured calendar.
     *
     * @throws org.creditconnector.yaml.InvalidDocumentException when the holiday file is missing or wrong
     */
    public static ReportingCalendar of(LenderConfig lender) {
        LenderConfig.CalendarConfig calendar = lender.calendar();
        return new ReportingCalendar(
                lender.timeZone(),
                calendar.days(),
                holidays(calendar.holidays()),
                calendar.cutOff(),
                calendar.deadline());
    }

    /** The lender's zone. */
    public ZoneId zone() {
        return zone;
    }

    /** Whether the date is reported at all. */
    public boolean isDue(LocalDate date) {
        return days.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }

    /** From when on the date is complete: nothing that happens later belongs to it. */
    public Instant completeFrom(LocalDate date) {
        return at(date.plusDays(1), cutOff);
    }

    /** Until when the night of the date must be reconciled. */
    public Instant deadline(LocalDate date) {
        return at(date.plusDays(1), deadline);
    }

    /** The last date that is reported and complete at an instant. */
    public LocalDate lastComplete(Instant now) {
        LocalDate date = now.atZone(zone).toLocalDate();
        while (completeFrom(date).isAfter(now) || !isDue(date)) {
            date = date.minusDays(1);
        }
        return date;
    }

    /** The dates that are reported in [from, until], ascending. */
    public List<LocalDate> due(LocalDate from, LocalDate until) {
        return from.datesUntil(until.plusDays(1)).filter(this::isDue).toList();
    }

    /** The last calendar days that are complete at an instant, due or not, oldest first: the cells of the run calendar. */
    public List<LocalDate> lastDays(Instant now, int count) {
        LocalDate date = now.atZone(zone).toLocalDate();
        while (completeFrom(date).isAfter(now)) {
            date = date.minusDays(1);
        }
        return date.minusDays(count - 1L).datesUntil(date.plusDays(1)).toList();
    }

    /** A local time that a clock change leaves out moves forward by the gap; one that comes twice is taken the first time. */
    private Instant at(LocalDate date, LocalTime time) {
        return ZonedDateTime.of(date, time, zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private static Set<LocalDate> holidays(@Nullable Path file) {
        if (file == null) {
            return Set.of();
        }
        Problems problems = new Problems();
        Set<LocalDate> holidays = new TreeSet<>();
        try (Stream<String> lines = Files.lines(file)) {
            int number = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                String date = line.replaceFirst("#.*", "").strip();
                if (!date.isEmpty()) {
                    read(date, file, number, holidays, problems);
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            problems.add(
                    "CAL-FILE",
                    file.toString(),
                    0,
                    0,
                    "lender.calendar.holidays",
                    "the holiday file cannot be read as UTF-8 text; create it or remove the key");
        }
        problems.throwIfAny();
        return holidays;
    }

    private static void read(String date, Path file, int line, Set<LocalDate> holidays, Problems problems) {
        try {
            if (!holidays.add(LocalDate.parse(date))) {
                problems.add("CAL-DATE-TWICE", file.toString(), line, 1, "", date + " stands twice; remove one");
            }
        } catch (DateTimeParseException e) {
            problems.add(
                    "CAL-DATE",
                    file.toString(),
                    line,
                    1,
                    "",
                    "expected a calendar date such as 2026-10-01, got \"" + date + "\"");
        }
    }
}
