package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that comes in several files: one path with a pattern, and a query that says which delivery of a row counts. */
class DeliveriesTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final String HEADER = "loan,customer,name,passport,currency,amount,opened,status,closed";
    private static final String NEWEST_DELIVERY = """
            select l.loan, l.customer, l.name, l.passport, l.currency, l.amount, l.opened, l.status, l.closed, l.source_line
              from (select x.*, row_number() over (partition by x.loan order by x.source_file desc) as nth
                      from loans x) l
             where l.nth = 1 and :range(l.loan)
             order by :key(l.loan)
            """;

    @TempDir
    Path home;

    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""));
        night.loans = "loans_*.csv";
        Files.writeString(home.resolve("sources/tiny/accounts.sql"), NEWEST_DELIVERY);
        Files.createDirectories(night.files());
    }

    @AfterEach
    void close() {
        night.close();
    }

    private Path deliver(String date, List<String> loans) throws IOException {
        return deliver(date, HEADER, loans);
    }

    private Path deliver(String date, String header, List<String> loans) throws IOException {
        List<String> lines = new ArrayList<>(loans);
        lines.add(0, header);
        return Files.write(night.files().resolve("loans_" + date + ".csv"), lines);
    }

    private String loan(int number) {
        return night.lender.loans.get(number - 1);
    }

    private List<LedgerQueries.HeldAccount> held(LocalDate date) {
        try (Store store = Store.open(night.store)) {
            long run = new SubmissionLedger(store)
                    .run(TARGET, TinyLender.NAME, date, 1)
                    .orElseThrow()
                    .runId();
            return new LedgerQueries(store).held(run, null, 20).rows();
        }
    }

    private void assertUnavailable(String cause) throws IOException {
        RunReport run = night.run(FRIDAY);
        assertThat(run.cause()).isEqualTo(cause);
        assertThat(run.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(night.requests()).isZero();
    }

    @Test
    void theLaterDeliveryReplacesTheEarlierOne() throws Exception {
        deliver("2024-03-21", night.lender.loans);
        RunReport first = night.run(FRIDAY);
        assertThat(first.cause()).isNull();
        assertThat(first.exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.verdicts()).hasSize(ACCOUNTS);

        deliver("2024-03-22", List.of(loan(3).replace("Name3 ", "Renamed ")));
        night.reopen();
        long before = night.lastEffect();
        RunReport second = night.run(SATURDAY);
        assertThat(second.cause()).isNull();
        assertThat(second.exit()).isEqualTo(ExitCode.DONE);
        assertThat(second.accounts().extracted()).isEqualTo(ACCOUNTS);
        assertThat(night.accepted(before)).containsExactly("account:" + key(3) + " REPORT 2024-03-23");
    }

    @Test
    void aFindingNamesTheFileAndTheLineOfTheDeliveryThatCounts() throws Exception {
        deliver("2024-03-21", night.lender.loans);
        deliver("2024-03-22", List.of(loan(9), loan(3).replace(",A,", ",X,"), key(4) + ",C-4,Name4 Surname"));
        night.target = "feedback-wait: 1s\ngate: {held-percent: 100}";
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        // Loan 3 and the line that cannot be read; loan 4 itself goes as the earlier delivery has it.
        assertThat(run.cause()).isEqualTo("rejected items: 0, held accounts: 2");
        assertThat(held(FRIDAY))
                .extracting(LedgerQueries.HeldAccount::sourcePosition)
                .containsExactlyInAnyOrder("loans_2024-03-22.csv:3", "loans_2024-03-22.csv:4");
        assertThat(night.verdicts()).hasSize(ACCOUNTS - 1).doesNotContainKey("account:" + key(3));
    }

    @Test
    void aDeliveryWithOtherColumnsIsNamedWithTheOneItDiffersFrom() throws Exception {
        deliver("2024-03-21", night.lender.loans);
        Path other = deliver("2024-03-22", HEADER.replace("passport", "pasport"), List.of(loan(3)));
        assertUnavailable(
                "SRC-FILE " + other + ": it has no passport, and loans_2024-03-21.csv has; it has pasport, and"
                        + " loans_2024-03-21.csv has not, expected the same columns in every file of the table loans; have the"
                        + " lender deliver it again, or let the path in `files` of the source match files of one form only,"
                        + " then run again");

        Files.delete(other);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aDeliveryWithoutHeaderShowsNobodysValues() throws Exception {
        deliver("2024-03-21", night.lender.loans);
        Path other = deliver("2024-03-22", loan(3).replace("2024,A,", "2024,A,-"), List.of());
        assertUnavailable("SRC-FILE " + other + ": its first line names none of the columns of loans_2024-03-21.csv,"
                + " expected the same columns in every file of the table loans; have the lender deliver it again, or"
                + " let the path in `files` of the source match files of one form only, then run again");
    }

    @Test
    void aPatternThatNothingMatchesIsAMissingFile() throws Exception {
        assertUnavailable("SRC-FILE " + night.files().resolve("loans_*.csv")
                + ": no file matches; check `files` of the source and that the lender has delivered, then run again");

        deliver("2024-03-21", night.lender.loans);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theNameOfTheNewestFileTellsHowFreshTheTableIs() throws Exception {
        Path mapping = home.resolve("sources/tiny/mapping.yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("\nqueries:", """

                contract:
                  loans:
                    key: [loan, source_file]
                    newest: {column: source_file, pattern: "'loans_'yyyy-MM-dd'.csv'", within-days: 1}
                queries:"""));
        deliver("2024-03-19", night.lender.loans);
        deliver("2024-03-20", night.lender.loans);
        RunReport late = night.run(FRIDAY);
        assertThat(late.exit()).isEqualTo(ExitCode.HELD);
        assertThat(late.cause())
                .isEqualTo("SRC-CONTRACT source tiny is not as agreed: the newest loans.source_file is 2024-03-20,"
                        + " expected 2024-03-21 or later for 2024-03-22; nothing was read: have the lender deliver again,"
                        + " or change the contract in mapping.yaml");

        deliver("2024-03-21", List.of(loan(1)));
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }
}
