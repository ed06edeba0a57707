package org.creditconnector.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.config.LenderConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clocks jump: that of this machine, which decides nothing but what date a schedule means when it names none; and that of the
 * database, which leases go by. No date is skipped or doubled, and whoever was overtaken writes nothing.
 */
public class ClockJumpsTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final AtomicReference<Duration> JUMP = new AtomicReference<>(Duration.ZERO);

    /** The database's clock, as an H2 function: what our alias is, and a jump. */
    public static OffsetDateTime jumped() {
        return OffsetDateTime.now(ZoneOffset.UTC).plus(JUMP.get());
    }

    /** A store whose clock can be put forward and back; PostgreSQL finds a function of that name before its own. */
    private static Store withSettableClock(TestDatabase database) {
        JUMP.set(Duration.ZERO);
        StoreSettings settings = database.empty();
        Store store = Store.open(
                database == TestDatabase.H2
                        ? settings
                        : new StoreSettings(
                                settings.url() + "?currentSchema=public,pg_catalog",
                                settings.user(),
                                settings.password()));
        if (database == TestDatabase.H2) {
            store.jdbc().sql("drop alias clock_timestamp").update();
            store.jdbc()
                    .sql("create alias clock_timestamp for '" + ClockJumpsTest.class.getName() + ".jumped()'")
                    .update();
        } else {
            store.jdbc().sql("create table clock_jump (seconds integer)").update();
            store.jdbc().sql("insert into clock_jump values (0)").update();
            store.jdbc()
                    .sql(
                            "create function public.clock_timestamp() returns timestamptz language sql volatile as"
                                    + " 'select pg_catalog.clock_timestamp() + seconds * interval ''1 second'' from public.clock_jump'")
                    .update();
        }
        return store;
    }

    private static void jump(Store store, Duration by) {
        JUMP.set(by);
        if (store.vendor() == Vendor.POSTGRESQL) {
            store.jdbc()
                    .sql("update clock_jump set seconds = ?")
                    .param((int) by.toSeconds())
                    .update();
        }
    }

    private static void write(Store store, Lease lease, LeaseToken token) {
        store.transactions().executeWithoutResult(status -> lease.assertHeld(token));
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDatabasesClockJumpsForwardTheOneWhoWasOvertakenWritesNothing(TestDatabase database) {
        for (Duration by : new Duration[] {Duration.ofHours(1), Duration.ofDays(1)}) {
            try (Store store = withSettableClock(database)) {
                Lease lease = new Lease(store);
                LeaseToken first = lease.acquire("target/t", "first", LEASE).orElseThrow();
                write(store, lease, first);
                jump(store, by);
                assertThatThrownBy(() -> write(store, lease, first)).isInstanceOf(LeaseLostException.class);
                LeaseToken second = lease.acquire("target/t", "second", LEASE).orElseThrow();
                assertThat(second.number()).isGreaterThan(first.number());
                write(store, lease, second);
                jump(store, Duration.ZERO);
                assertThatThrownBy(() -> write(store, lease, first))
                        .as("also when it jumps back")
                        .isInstanceOf(LeaseLostException.class);
                assertThat(lease.renew(first, LEASE)).isFalse();
                write(store, lease, second);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDatabasesClockJumpsBackNobodyTakesWhatIsHeld(TestDatabase database) {
        for (Duration by : new Duration[] {Duration.ofHours(-1), Duration.ofDays(-1)}) {
            try (Store store = withSettableClock(database)) {
                Lease lease = new Lease(store);
                LeaseToken first = lease.acquire("target/t", "first", LEASE).orElseThrow();
                jump(store, by);
                assertThat(lease.acquire("target/t", "second", LEASE)).isEmpty();
                write(store, lease, first);
                assertThat(lease.renew(first, LEASE))
                        .as("its end is right again")
                        .isTrue();
                jump(store, by.plus(LEASE).plusSeconds(1));
                assertThat(lease.acquire("target/t", "second", LEASE)).isPresent();
                assertThatThrownBy(() -> write(store, lease, first)).isInstanceOf(LeaseLostException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheDatabasesClockJumpsBackADeadHolderBlocksNobodyLongerThanALease(TestDatabase database) {
        try (Store store = withSettableClock(database)) {
            Lease lease = new Lease(store);
            lease.acquire("target/t", "dead", LEASE).orElseThrow();
            Duration back = Duration.ofDays(-1);
            jump(store, back);
            assertThat(lease.acquire("target/t", "heir", LEASE)).isEmpty();
            jump(store, back.plus(LEASE).minusSeconds(5));
            assertThat(lease.acquire("target/t", "heir", LEASE))
                    .as("it may still live")
                    .isEmpty();
            jump(store, back.plus(LEASE).plusSeconds(5));
            assertThat(lease.acquire("target/t", "heir", LEASE)).isPresent();
        }
    }

    /** Leases, time-outs, waits and states cannot go wrong by this machine's clock: nobody looks at it. */
    @Test
    void nobodyLooksAtTheWallClockOfThisMachine() {
        var ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.creditconnector");
        noClasses()
                .that()
                .resideOutsideOfPackage("org.creditconnector.mockregistry..")
                .and()
                // The one clock that is handed on, for the date a schedule means and for how nights are shown.
                .doNotHaveFullyQualifiedName("org.creditconnector.command.Surroundings")
                // Writes the date of a call beside the call; nothing reads it.
                .and()
                .doNotHaveFullyQualifiedName("org.creditconnector.night.BatchNights")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now", ZoneId.class)
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because(
                        "this machine's clock may jump; business dates are given, leases go by the database, waits by nanoTime")
                .check(ours);
    }

    /** Through the whole year, also where the clocks are changed and where a day was left out: each date becomes due once. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,   02:30, 2026-01-01",
        "Europe/Berlin,   00:00, 2026-01-01",
        "America/St_Johns,00:01, 2026-01-01",
        "Asia/Kathmandu,  03:00, 2026-01-01",
        "Africa/Cairo,    00:00, 2026-01-01"
    })
    void noDateIsSkippedOrDoubledWhileTheClockGoesOn(String zone, String cutOff, LocalDate from) {
        ReportingCalendar calendar = ReportingCalendar.of(new LenderConfig(
                "L",
                "Lender",
                ZoneId.of(zone),
                new LenderConfig.CalendarConfig(
                        null, EnumSet.allOf(java.time.DayOfWeek.class), LocalTime.parse(cutOff), LocalTime.NOON)));
        Instant begin = from.atStartOfDay(ZoneId.of(zone)).toInstant();
        LocalDate last = calendar.lastComplete(begin);
        for (int half = 1; half <= 2 * 24 * 366; half++) {
            Instant now = begin.plus(Duration.ofMinutes(30L * half));
            LocalDate date = calendar.lastComplete(now);
            assertThat(date).as("at " + now).isBetween(last, last.plusDays(1));
            // A clock that was put back names a date that was run: a run of an ended date sends nothing.
            assertThat(calendar.lastComplete(now.minus(Duration.ofHours(1)))).isBetween(date.minusDays(1), date);
            last = date;
        }
        assertThat(last).isEqualTo(calendar.lastComplete(begin).plusDays(366));
    }
}
