package org.creditconnector.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.config.LenderConfig;
import org.creditconnector.config.LenderConfig.CalendarConfig;
import org.creditconnector.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingCalendarTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final Set<DayOfWeek> WORKING_DAYS =
            EnumSet.complementOf(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        // zone, cut-off, now, last complete date
        "Asia/Shanghai,    00:00, 2026-11-21T16:00:00Z, 2026-11-21",
        "Asia/Shanghai,    00:00, 2026-11-21T15:59:59Z, 2026-11-20",
        "Asia/Shanghai,    00:30, 2026-11-21T16:29:59Z, 2026-11-20",
        "America/Sao_Paulo,00:00, 2026-11-22T02:59:59Z, 2026-11-20",
        "America/Sao_Paulo,00:00, 2026-11-22T03:00:00Z, 2026-11-21",
        // 02:30 does not exist on 2026-03-29 in Berlin: the date of the 28th is complete at 03:30 summer time
        "Europe/Berlin,    02:30, 2026-03-29T01:29:59Z, 2026-03-27",
        "Europe/Berlin,    02:30, 2026-03-29T01:30:00Z, 2026-03-28",
        // 02:30 comes twice on 2026-10-25: the first one counts
        "Europe/Berlin,    02:30, 2026-10-25T00:29:59Z, 2026-10-23",
        "Europe/Berlin,    02:30, 2026-10-25T00:30:00Z, 2026-10-24",
        // leap day
        "UTC,              00:00, 2028-03-01T00:00:00Z, 2028-02-29",
        "UTC,              00:00, 2027-03-01T00:00:00Z, 2027-02-28"
    })
    void theLastCompleteDateIsCountedInTheLendersZone(String zone, String cutOff, String now, String expected) {
        ReportingCalendar calendar = calendar(zone, EVERY_DAY, Set.of(), cutOff);

        assertThat(calendar.lastComplete(Instant.parse(now))).isEqualTo(expected);
    }

    @Test
    void holidaysAndWeekendsAreNotDue() {
        LocalDate friday = LocalDate.of(2026, 11, 20);
        ReportingCalendar calendar = calendar("UTC", WORKING_DAYS, Set.of(friday), "00:00");

        assertThat(calendar.isDue(friday)).isFalse();
        assertThat(calendar.lastComplete(Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo("2026-11-19");
        assertThat(calendar.due(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 23)))
                .containsExactly(LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 23));
    }

    @Test
    void everyDateOfFourHundredNightsComesOnceAcrossClockChangesAndLeapDay() {
        ReportingCalendar calendar = calendar("Europe/Berlin", EVERY_DAY, Set.of(), "02:30");
        LocalDate from = LocalDate.of(2027, 10, 1);

        List<LocalDate> seen = new java.util.ArrayList<>();
        for (LocalDate night = from; seen.size() < 400; night = night.plusDays(1)) {
            // Each night starts at 04:00 local time.
            seen.add(calendar.lastComplete(night.plusDays(1)
                    .atTime(4, 0)
                    .atZone(ZoneId.of("Europe/Berlin"))
                    .toInstant()));
        }

        assertThat(seen).isEqualTo(calendar.due(from, from.plusDays(399))).contains(LocalDate.of(2028, 2, 29));
    }

    @Test
    void theLastDaysHoldEveryDayWhetherDueOrNot() {
        ReportingCalendar calendar = calendar("UTC", WORKING_DAYS, Set.of(), "00:00");

        assertThat(calendar.lastDays(Instant.parse("2026-11-23T12:00:00Z"), 14))
                .hasSize(14)
                .startsWith(LocalDate.of(2026, 11, 9))
                .endsWith(LocalDate.of(2026, 11, 22));
    }

    @Test
    void theDeadlineIsOnTheFollowingDay() {
        ReportingCalendar calendar = calendar("Asia/Shanghai", EVERY_DAY, Set.of(), "00:00");

        assertThat(calendar.deadline(LocalDate.of(2026, 11, 20))).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    }

    @Test
    void readsTheHolidayFileAndTellsAllItsProblems() throws IOException {
        Path file = directory.resolve("holidays.txt");
        Files.writeString(file, "# National Day\n2026-10-01\n\n2026-10-02 # bridge\n");
        assertThat(ReportingCalendar.of(lender(file)).isDue(LocalDate.of(2026, 10, 2)))
                .isFalse();

        Files.writeString(file, "2026-10-01\n2026-02-29\n2026-10-01\n");
        assertThatThrownBy(() -> ReportingCalendar.of(lender(file)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("CAL-DATE " + file + ":2:1: expected a calendar date")
                .hasMessageContaining("CAL-DATE-TWICE " + file + ":3:1: 2026-10-01 stands twice");
        assertThatThrownBy(() -> ReportingCalendar.of(lender(directory.resolve("none.txt"))))
                .hasMessageStartingWith("CAL-FILE");
    }

    private static LenderConfig lender(Path holidays) {
        return new LenderConfig(
                "L1",
                "Lender",
                ZoneId.of("Asia/Shanghai"),
                new CalendarConfig(holidays, EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.of(8, 0)));
    }

    private static ReportingCalendar calendar(
            String zone, Set<DayOfWeek> days, Set<LocalDate> holidays, String cutOff) {
        return new ReportingCalendar(ZoneId.of(zone), days, holidays, LocalTime.parse(cutOff), LocalTime.of(8, 0));
    }
}
