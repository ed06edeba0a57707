package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.UUID;
import org.creditconnector.command.Typed;
import org.creditconnector.mapping.RecordMaking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping diff} after real nights: which state of the source it read, and whether that is what the night read. */
class MappingDiffInputTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final String OF_FRIDAY = "registry/tiny/2024-03-22/1";
    private static final String OF_SATURDAY = "registry/tiny/2024-03-23/1";

    @TempDir
    Path home;

    private NightFixture night;
    private Typed typed;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
        typed = new Typed(home);
    }

    @AfterEach
    void close() {
        night.close();
    }

    private String diff(LocalDate date) {
        night.reopen();
        assertThat(typed.run("mapping", "diff", "tiny", "--date", date.toString()))
                .as(typed.err())
                .isZero();
        return typed.out();
    }

    private void doubleThePrincipal() throws Exception {
        Path mapping = home.resolve("sources/tiny/mapping.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replace(
                                "account.principal: amount | decimal",
                                "account.principal: amount | decimal | times 2"));
    }

    @Test
    void filesAreKnownByTheirBytesAndNotByWhenTheyWereWritten() throws Exception {
        night.run(FRIDAY);
        night.lender.write(night.files());
        assertThat(diff(FRIDAY))
                .contains("input: read from the files as they are now, the same that " + OF_FRIDAY + " read\n")
                .containsPattern("loans.csv +[0-9]+ +[0-9]{4}-[0-9T:.-]+Z +[0-9a-f]{12}\n");

        night.lender.change(7, ",300.00,", ",301.00,");
        night.lender.write(night.files());
        assertThat(diff(FRIDAY))
                .contains("input: read from the files as they are now, which is NOT what " + OF_FRIDAY
                        + " read: loans.csv was changed at ")
                .doesNotContain("payments.csv was changed");
        assertThat(diff(SATURDAY)).contains("; as of 2024-03-23, that run was for 2024-03-22\n");
    }

    @Test
    void aRunThatHasKeptItsFilesIsReadAgainWhateverBecameOfThem() throws Exception {
        night.run(FRIDAY);
        night.reopen();
        night.target = "feedback-wait: 1s\nsign-off: true";
        assertThat(night.run(SATURDAY).exit()).isEqualTo(ExitCode.SIGN_OFF);
        doubleThePrincipal();
        night.lender.change(7, ",300.00,", ",999.00,");
        night.lender.write(night.files());

        assertThat(diff(SATURDAY))
                .contains("input: read from the copy that " + OF_SATURDAY
                        + " has kept of its files; since then: loans.csv was changed at ")
                .contains("10 accounts: 10 changed")
                .containsPattern("EUR +account.principal +10 +3000.00 +6000.00 +3000.00 +2\n");

        Files.delete(night.files().resolve("loans.csv"));
        assertThat(diff(SATURDAY)).contains("loans.csv is gone").contains("10 accounts: 10 changed");
    }

    @Test
    void ofADatabaseRowsAndSumsAreCompared() throws Exception {
        night.lender.write(night.files());
        night.folder(true);
        night.lenderUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        TinyLender.fill(night.files(), night.lenderUrl);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        doubleThePrincipal();
        assertThat(diff(FRIDAY))
                .contains(
                        "input: read from the database at 2026-11-21T17:00:00Z, with as many rows and the same sums as "
                                + OF_FRIDAY + " booked, begun at ")
                .contains("10 accounts, 30 instalments, 15 payments\n");

        try (Connection lender = DriverManager.getConnection(night.lenderUrl, "sa", "");
                Statement statement = lender.createStatement()) {
            statement.execute("delete from payments where loan = 'L-00004' and payment = '2'");
        }
        assertThat(diff(FRIDAY))
                .contains("which is NOT what " + OF_FRIDAY + " read: payments gives 14 rows, gave 15, EUR")
                .contains("EUR paid is another");
    }

    @Test
    void aNightOfAnotherReleaseIsSaidToBeOne() throws Exception {
        night.run(FRIDAY);
        Path out = Files.createDirectory(home.resolve("restored"));
        assertThat(typed.run("mapping", "restore", OF_FRIDAY, "--out", out.toString()))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).isEqualTo(out.resolve("tiny") + " is what " + OF_FRIDAY + " was made with\n");
        assertThat(night.run(SATURDAY).notes()).isEmpty();

        night.reopen();
        night.change("update submission_run set release_pin = '0-0123456789abcdef', release_name = '0.0.9'");
        Path again = Files.createDirectory(home.resolve("again"));
        typed.run("mapping", "restore", OF_FRIDAY, "--out", again.toString());
        assertThat(typed.out())
                .contains("its records were made by other rules or another derivation, those of release 0.0.9"
                        + " (0-0123456789abcdef), here development (" + RecordMaking.pin()
                        + "): for the same bytes, map with that release\n");
        assertThat(diff(SATURDAY))
                .contains("release: both versions are mapped by the rules and the derivation of development ("
                        + RecordMaking.pin() + "); " + OF_SATURDAY + " was made by 0.0.9 (0-0123456789abcdef)\n");
        assertThat(night.run(SATURDAY.plusDays(1)).notes())
                .containsExactly("rules or derivation are those of release development (" + RecordMaking.pin() + "), "
                        + OF_SATURDAY
                        + " was made by 0.0.9 (0-0123456789abcdef): accounts may go otherwise by that alone");

        night.reopen();
        night.change("update submission_run set release_pin = null");
        Path old = Files.createDirectory(home.resolve("old"));
        typed.run("mapping", "restore", OF_FRIDAY, "--out", old.toString());
        assertThat(typed.out()).contains("by which rules and derivation is not known");
    }
}
