package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.creditconnector.fixture.CalendarAccounts;
import org.creditconnector.record.Account;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.FigureOrigin;
import org.creditconnector.record.Finding;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.creditconnector.record.ReportIdentity;
import org.creditconnector.record.Severity;
import org.creditconnector.rules.RecordRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An account of which no row changes says the same until its day comes. Each account follows from a seed, which the name of a failing
 * test shows; {@code -Dcalendar.seed=N} plays that one alone, {@code -Dcalendar.tries=N} plays more.
 */
class NextChangePropertiesTest {
    private static final int TRIES = 400;
    private static final int SEED = 20_261_123;
    private static final int DAYS = 75;

    static LongStream seeds() {
        Long one = Long.getLong("calendar.seed");
        return one == null ? new Random(SEED).longs(Integer.getInteger("calendar.tries", TRIES)) : LongStream.of(one);
    }

    /** What is told of an account on a day, and what is found in it. */
    private record Told(CreditRecord derived, CreditRecord facts, List<Finding> findings, boolean begun) {
        static Told of(CreditRecord rows, LocalDate day) {
            CreditRecord mapped = HistoryDerivation.shallowCopy(rows, new CreditRecord());
            mapped.setReport(ReportIdentity.newBuilder(rows.getReport())
                    .setAsOf(day)
                    .setBusinessDate(day)
                    .build());
            DerivedRecord derived = HistoryDerivation.derive(mapped);
            List<Finding> findings = new ArrayList<>(derived.findings());
            findings.addAll(RecordRules.check(derived.record()));
            Account account = rows.getAccount();
            LocalDate begins = account.getOpenedOn() == null ? account.getFirstDrawnOn() : account.getOpenedOn();
            return new Told(
                    derived.record(), factsOf(derived.record()), findings, begins == null || !begins.isAfter(day));
        }

        boolean isHeld() {
            return findings.stream().anyMatch(finding -> finding.getSeverity() == Severity.ERROR);
        }

        boolean saysTheSameAs(Told other) {
            return facts.equals(other.facts) && findings.equals(other.findings) && begun == other.begun;
        }
    }

    /** By the rule that is written down in {@code registries/registry-api/spec.md}. */
    private static CreditRecord factsOf(CreditRecord record) {
        CreditRecord facts = HistoryDerivation.shallowCopy(record, new CreditRecord());
        facts.setReport(ReportIdentity.newBuilder(record.getReport())
                .setAsOf(LocalDate.EPOCH)
                .setBusinessDate(LocalDate.EPOCH)
                .build());
        facts.setPosition(null);
        facts.setMonths(record.getMonths().stream()
                .filter(month -> month.getOrigin() == FigureOrigin.LENDER)
                .toList());
        facts.setMissing(record.getMissing().stream()
                .filter(missing -> !isDerived(missing))
                .toList());
        return facts;
    }

    private static boolean isDerived(MissingValue missing) {
        return missing.getPath().startsWith("months") || missing.getPath().startsWith("position");
    }

    /** As the mapping says it: derivation leaves out the lender's months that are still to come. */
    private static LocalDate earlier(LocalDate found, CreditRecord rows, LocalDate day) {
        return rows.getMonths().stream()
                .map(PeriodState::getStateOn)
                .filter(date -> date.isAfter(day) && date.isBefore(found))
                .min(LocalDate::compareTo)
                .orElse(found);
    }

    private static List<Told> days(CreditRecord rows) {
        LocalDate first = rows.getReport().getAsOf().minusDays(1);
        List<Told> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            days.add(Told.of(rows, first.plusDays(day)));
        }
        return days;
    }

    private static LocalDate dayOf(Told told) {
        return told.derived().getReport().getAsOf();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingChangesBeforeItsDay(long seed) {
        CreditRecord rows = new CalendarAccounts(seed).any();
        List<Told> days = days(rows);
        for (int from = 0; from < DAYS; from++) {
            Told told = days.get(from);
            if (told.isHeld()) {
                continue;
            }
            LocalDate next = earlier(NextChange.after(told.derived()), rows, dayOf(told));
            assertThat(next).isAfter(dayOf(told));
            for (int later = from + 1; later < DAYS && dayOf(days.get(later)).isBefore(next); later++) {
                Told then = days.get(later);
                assertThat(then.saysTheSameAs(told))
                        .as(
                                "what is told on %s and on %s, next on %s: %s",
                                dayOf(told), dayOf(then), next, then.findings())
                        .isTrue();
            }
        }
    }

    /** The accounts above are of no use where nothing ever changes, or where every day is said to bring something. */
    @Test
    void theAccountsChangeByTheCalendarAndAreLeftAlone() {
        long changes = 0;
        long looks = 0;
        long nights = 0;
        Set<String> found = new HashSet<>();
        for (long seed : new Random(SEED).longs(TRIES).toArray()) {
            CreditRecord rows = new CalendarAccounts(seed).any();
            List<Told> days = days(rows);
            LocalDate next = LocalDate.MIN;
            for (int day = 1; day < DAYS; day++) {
                Told before = days.get(day - 1);
                Told told = days.get(day);
                if (!before.isHeld() && !told.saysTheSameAs(before)) {
                    changes++;
                    told.findings().forEach(finding -> found.add(finding.getRuleId()));
                }
                if (!told.isHeld()) {
                    nights++;
                    if (!dayOf(told).isBefore(next)) {
                        looks++;
                        next = earlier(NextChange.after(told.derived()), rows, dayOf(told));
                    }
                } else {
                    next = LocalDate.MIN;
                }
            }
        }
        assertThat(changes).isGreaterThan(60);
        assertThat(found).contains("REC-CLOSED-WITH-BALANCE", "REC-OVERDUE-DPD", "REC-AMOUNT-ABSURD");
        assertThat(looks).isLessThan(nights / 6);
    }
}
