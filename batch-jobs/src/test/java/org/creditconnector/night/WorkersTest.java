package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One night, one real broker, real processes as workers: whatever becomes of one of them, the registry has each account once. */
@Tag("long")
class WorkersTest {
    @TempDir
    Path home;

    @Test
    void twoWorkersShareANightAndEndWhenTheyAreAsked() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "")) {
            ChildProcess one = nights.worker();
            ChildProcess two = nights.worker();
            Future<RunReport> run = nights.run();
            nights.await(
                    run,
                    "both have taken a range",
                    () -> nights.count("select count(distinct claimed_by) from key_range where claimed_by is not null")
                            == 2);
            nights.assertFinished(nights.ended(run));
            assertThat(nights.takenAgain()).as("ranges that were done twice").isZero();
            assertThat(nights.shares()).hasSize(2);

            for (ChildProcess worker : new ChildProcess[] {one, two}) {
                worker.signal("TERM");
                assertThat(worker.exit()).as(worker.standardError()).isZero();
                assertThat(worker.standardError()).contains("no range is left half done");
            }
            assertThat(one.standardOutput() + two.standardOutput()).contains("stored ");
        }
    }

    /** {@code kill -9}: the broker gives what it had to the other one at once, long before its claim runs out. */
    @Test
    void whatAKilledWorkerHadGoesToAnotherAtOnce() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "silence: 10m")) {
            ChildProcess killed = nights.worker();
            ChildProcess other = nights.worker();
            Future<RunReport> run = nights.run();
            holdBothInTheMiddle(nights, run, killed, other);
            long range = nights.rangeOf(killed);
            killed.kill();
            nights.letRead();

            nights.assertFinished(nights.ended(run));
            assertThat(nights.takenAgain())
                    .as("ranges that were begun again for one kill")
                    .isEqualTo(1);
            assertThat(nights.count("select claim from key_range where range_number = " + range))
                    .isEqualTo(2);
        }
    }

    /** {@code SIGSTOP}: after a while its range is another one's; when it wakes up, what it read is refused. */
    @Test
    void whoFreezesIsOvertakenAndItsLateWriteIsRefused() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "silence: 3s")) {
            ChildProcess frozen = nights.worker();
            ChildProcess other = nights.worker();
            Future<RunReport> run = nights.run();
            holdBothInTheMiddle(nights, run, frozen, other);
            long range = nights.rangeOf(frozen);
            frozen.signal("STOP");
            nights.letRead();

            nights.assertFinished(nights.ended(run));
            assertThat(nights.takenAgain())
                    .as("ranges that were begun again for one frozen worker")
                    .isEqualTo(1);
            frozen.signal("CONT");
            frozen.awaitWhileAlive(
                    "it finds that it was overtaken",
                    () -> said(
                            frozen,
                            "range " + range + " of run registry/tiny/2024-03-22/1 was stored by another worker"));
            frozen.signal("TERM");
            assertThat(frozen.exit()).isZero();
            nights.assertEffects();
            assertThat(nights.count("select sum(booked_accounts) from key_range"))
                    .isEqualTo(WorkersNight.ACCOUNTS);
        }
    }

    /** A range that takes its worker down each time ends the run; mended, the next call does what is left. */
    @Test
    void aRangeThatTakesWorkersDownEndsTheRunWithItsName() throws Exception {
        try (TestBroker broker = TestBroker.open(home).start();
                WorkersNight nights = new WorkersNight(home, broker, "attempts: 2")) {
            ChildProcess one = nights.worker();
            ChildProcess two = nights.worker();
            Future<RunReport> run = nights.run();
            awaitBoth(nights, run);
            nights.begin(WorkersNight.Trouble.HANGS);
            String taken = "select count(*) from key_range where range_number = 11 and attempts = ";
            nights.await(run, "the first has it", () -> nights.count(taken + 1) == 1);
            ChildProcess first = nights.rangeOf(one) == 11 ? one : two;
            ChildProcess second = first == one ? two : one;
            first.kill();
            nights.await(run, "the second has it", () -> nights.count(taken + 2) == 1);
            nights.await(run, "all others are stored", () -> nights.stored() == WorkersNight.RANGES - 1);
            ChildProcess third = nights.worker();
            third.awaitWhileAlive("the third waits", () -> said(third, "waits for ranges"));
            second.kill();

            RunReport lost = nights.ended(run);
            assertThat(lost.exit()).isEqualTo(ExitCode.BUG);
            assertThat(lost.state()).isEqualTo("OPENED");
            assertThat(lost.cause())
                    .startsWith(
                            "WORKER-LOST range 11 [L-00111, ) of run registry/tiny/2024-03-22/1: 2 workers took it and"
                                    + " did not come back, the last was " + second.pid() + "@")
                    .contains("then run again, or without --workers");
            assertThat(lost.next()).isEqualTo("run --target registry --source tiny --date 2024-03-22");
            assertThat(third.isAlive()).as("who only heard of it lives").isTrue();

            nights.mend();
            nights.assertFinished(nights.ended(nights.run()));
        }
    }

    private static void holdBothInTheMiddle(
            WorkersNight nights, Future<RunReport> run, ChildProcess one, ChildProcess two) throws Exception {
        awaitBoth(nights, run);
        nights.stopReading();
        nights.await(
                run,
                "both wait in the middle of a range",
                () -> nights.waitingToRead() == 2 && nights.rangeOf(one) >= 0 && nights.rangeOf(two) >= 0);
    }

    private static void awaitBoth(WorkersNight nights, Future<RunReport> run) throws Exception {
        nights.await(
                run,
                "some ranges are stored by both",
                () -> nights.count("select count(distinct claimed_by) from key_range where state = 'STORED'") == 2);
    }

    private static boolean said(ChildProcess child, String words) {
        try {
            return child.standardError().contains(words);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
