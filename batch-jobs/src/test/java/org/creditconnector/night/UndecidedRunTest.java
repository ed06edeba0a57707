package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.command.Typed;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that waits for a person, and ends by a refusal: what it keeps of the lender's files, and what is said of the nights behind it. */
class UndecidedRunTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final String FIRST = "registry/tiny/" + FRIDAY + "/1";

    @TempDir
    Path home;

    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
    }

    @AfterEach
    void close() {
        night.close();
    }

    /** Two accounts of ten cannot be used: too many for the gate. */
    private void heldOn(LocalDate date) throws Exception {
        for (int number = 1; number <= 2; number++) {
            night.lender.change(number, ",A,", ",X,");
        }
        assertThat(night.run(date).exit()).isEqualTo(ExitCode.HELD);
        for (int number = 1; number <= 2; number++) {
            night.lender.change(number, ",X,", ",A,");
        }
    }

    private void reject(String run) {
        night.reopen();
        Typed typed = new Typed(home);
        assertThat(typed.run("reject", run, "--author", "Ada", "--reason", "wrong file"))
                .as(typed.err())
                .isZero();
    }

    /** Everything below work, by its path. */
    private List<String> copies() throws IOException {
        Path work = home.resolve("work");
        if (!Files.exists(work)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(work)) {
            return paths.filter(path -> !path.equals(work))
                    .map(path -> work.relativize(path).toString().replaceAll("-[0-9a-f]{32}", "-DIGEST"))
                    .sorted()
                    .toList();
        }
    }

    // ------------------------------------------------------------------ private copies

    @Test
    void aRejectedRunLeavesNoCopyOfTheLendersFiles() throws Exception {
        heldOn(FRIDAY);
        assertThat(copies()).as("the run may go on").containsExactly("run-1", "run-1/files-DIGEST.duckdb");
        reject(FIRST);
        assertThat(copies()).isEmpty();
    }

    @Test
    void copiesOfFilesThatWereDeliveredAnewGoWithTheRunToo() throws Exception {
        heldOn(FRIDAY);
        Files.writeString(
                home.resolve("work/run-1/files-" + "0".repeat(32) + ".duckdb"), "of the files before they changed");
        reject(FIRST);
        assertThat(copies()).isEmpty();
    }

    @Test
    void whatAnEndedRunLeftIsRemovedWhenTheTargetIsWorkedOnNext() throws Exception {
        heldOn(FRIDAY);
        night.reopen();
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            ledger.decline(1, "Ada", "as an earlier version did, which left the copy");
        }
        Files.writeString(home.resolve("work/files-" + "0".repeat(32) + ".duckdb"), "of a command that only looked");
        Files.createDirectories(home.resolve("work/run-77"));
        Files.writeString(home.resolve("work/run-77/files-x.duckdb"), "of a run that is in no store");
        Files.writeString(home.resolve("work/notes.txt"), "not ours");
        assertThat(copies()).contains("run-1/files-DIGEST.duckdb", "files-DIGEST.duckdb", "run-77/files-x.duckdb");

        assertThat(night.nights().collect(NightFixture.TARGET, null)).isEmpty();

        assertThat(copies()).containsExactly("notes.txt");
    }

    @Test
    void aRunThatEndsLeavesTheCopyOfOneThatWaitsAlone() throws Exception {
        heldOn(FRIDAY);
        assertThat(night.run(SATURDAY).state()).isEqualTo("RECONCILED");
        assertThat(copies()).containsExactly("run-1", "run-1/files-DIGEST.duckdb");
        night.nights().reconcile(NightFixture.TARGET, SATURDAY, true);
        assertThat(copies()).as("a run that is compared again ends again").hasSize(2);
    }

    // ------------------------------------------------------------------ nights behind it

    @Test
    void aNightBehindARunThatNobodyDecidedOnSaysSo() throws Exception {
        heldOn(FRIDAY);
        RunReport behind = night.run(SATURDAY);
        assertThat(behind.exit()).isEqualTo(ExitCode.DONE);
        assertThat(behind.accounts().waiting()).isEqualTo(8);
        assertThat(behind.notes())
                .containsExactly("8 accounts wait for run " + FIRST + ", which nobody has decided on; `reject " + FIRST
                        + "` or `approve " + FIRST + "` moves it");
        reject(FIRST);
        RunReport after = night.run(SATURDAY.plusDays(1));
        assertThat(after.notes()).isEmpty();
        assertThat(after.accounts().waiting()).isZero();
        assertThat(after.items().accepted()).isEqualTo(8);
    }
}
