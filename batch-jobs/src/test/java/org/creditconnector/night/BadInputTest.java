package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.creditconnector.ledger.FindingRow;
import org.creditconnector.ledger.LedgerQueries;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that is wrong: one clear line or a held account with its reason, the right exit code, nothing lost and nothing twice. */
class BadInputTest {
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

    private RunReport runAsItIs() throws Exception {
        return night.nights().run(new RunRequest(TARGET, TinyLender.NAME, FRIDAY, null));
    }

    private void assertNothingLeft(RunReport run, ExitCode exit, String... words) {
        assertThat(run.cause()).contains(words);
        assertThat(run.cause()).doesNotContain("\n").doesNotContain("Surname");
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(night.requests()).isZero();
        assertThat(night.executionsUnderWay()).isZero();
    }

    private void assertThenAllGo() throws Exception {
        RunReport run = night.run(FRIDAY);
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.verdicts())
                .hasSize(ACCOUNTS)
                .allSatisfy((subject, times) -> assertThat(times).isOne());
    }

    private List<LedgerQueries.HeldAccount> held() {
        try (Store store = Store.open(night.store)) {
            long run = new SubmissionLedger(store)
                    .run(TARGET, TinyLender.NAME, FRIDAY, 1)
                    .orElseThrow()
                    .runId();
            return new LedgerQueries(store).held(run, null, 20).rows();
        }
    }

    // ------------------------------------------------------------------ a file that cannot be used

    @Test
    void aMissingFileIsNamedAndTheNightGoesOnWhenItIsThere() throws Exception {
        night.lender.write(night.files());
        Files.delete(night.files().resolve("payments.csv"));
        assertNothingLeft(runAsItIs(), ExitCode.UNAVAILABLE, "SRC-FILE", "payments.csv: there is no such file");
        assertThenAllGo();
    }

    @Test
    void anEmptyFileIsNoLenderWithoutLoans() throws Exception {
        night.lender.write(night.files());
        Files.writeString(night.files().resolve("loans.csv"), "");
        assertNothingLeft(runAsItIs(), ExitCode.UNAVAILABLE, "SRC-FILE", "loans.csv:1: the file is empty");
        assertThenAllGo();
    }

    @Test
    void aFileInAnotherEncodingIsNotGuessedAt() throws Exception {
        night.lender.change(3, "Name3", "Zoë");
        night.lender.write(night.files(), StandardCharsets.ISO_8859_1);
        assertNothingLeft(runAsItIs(), ExitCode.UNAVAILABLE, "SRC-FILE", "loans.csv: holds bytes that are no UTF-8");
        assertThenAllGo();
    }

    @Test
    void aColumnThatIsGoneIsAMistakeOfTheMapping() throws Exception {
        night.lender.write(night.files());
        Path loans = night.files().resolve("loans.csv");
        Files.writeString(loans, Files.readString(loans).replace("passport", "pasport"));
        assertNothingLeft(runAsItIs(), ExitCode.CONFIGURATION, "SRC-QUERY", "passport");
        assertThenAllGo();
    }

    @Test
    void anAccountThatStandsTwiceStopsTheNight() throws Exception {
        night.lender.loans.add(night.lender.loans.get(2));
        assertNothingLeft(
                night.run(FRIDAY), ExitCode.CONFIGURATION, "SRC-KEY-DUPLICATE", "of 11 accounts 1 repeat another's");
        night.lender.loans.remove(ACCOUNTS);
        assertThenAllGo();
    }

    @Test
    void aQueryOutOfOrderStopsTheNight() throws Exception {
        Path query = home.resolve("sources/tiny/payments.sql");
        String right = Files.readString(query);
        Files.writeString(query, right.replace(":key(x.loan), x.payment", ":key(x.loan) desc"));
        assertNothingLeft(night.run(FRIDAY), ExitCode.CONFIGURATION, "SRC-ORDER payments", "expected ascending keys");
        Files.writeString(query, right);
        night.reopen();
        assertThenAllGo();
    }

    @Test
    void aRowWithoutItsAccountStopsTheNight() throws Exception {
        night.lender.pay(99, 1, "15.02.2024", "1.00");
        assertNothingLeft(night.run(FRIDAY), ExitCode.CONFIGURATION, "SRC-ORPHAN payments", key(99));
        night.lender.payments.removeIf(line -> line.startsWith(key(99)));
        assertThenAllGo();
    }

    // ------------------------------------------------------------------ an account that cannot be used

    /** A text in the line of loan 3 is replaced by another, and the account is held by a rule. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a status without meaning         | ,A,          | ,X,          | MAP-CODE-UNMAPPED
                    an amount that is none           | ,300.00,     | ,3oo,        | MAP-NUMBER
                    a decimal comma                  | ,300.00,     | ,300;00,     | MAP-NUMBER
                    a negative amount                | ,300.00,     | ,-300.00,    | REC-AMOUNT-NEGATIVE
                    more places than money has       | ,300.00,     | ,300.1234567,| MAP-NARROWING
                    29 February of a common year     | ,15.01.2024, | ,29.02.2023, | MAP-DATE
                    30 February                      | ,15.01.2024, | ,30.02.2024, | MAP-DATE
                    a year of two digits             | ,15.01.2024, | ,15.01.24,   | MAP-DATE
                    a year of the wrong millennium   | ,15.01.2024, | ,15.01.0024, | REC-DATE-RANGE
                    """)
    void theAccountIsHeldWithItsReasonAndTheOthersGo(String what, String text, String by, String rule)
            throws Exception {
        night.lender.change(3, text, by);
        assertThirdIsHeld(rule);

        night.lender.change(3, by, text);
        long before = night.lastEffect();
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.accepted(before)).containsExactly("account:" + key(3) + " REPORT 2024-03-23");
    }

    /** What either night held is left out on both sides, so that a mended account is no change of volume. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    a currency that does not exist | ,EUR,    | ,EUX,  | REC-CURRENCY
                    an absurd amount               | ,300.00, | ,3e17, | REC-AMOUNT-ABSURD
                    """)
    void aHeldAmountIsNotMissedByTheGateWhenItIsMended(String what, String text, String by, String rule)
            throws Exception {
        night.lender.change(3, text, by);
        assertThirdIsHeld(rule);
        night.lender.change(3, by, text);
        long before = night.lastEffect();
        RunReport next = night.run(FRIDAY.plusDays(1));
        assertThat(next.cause()).isNull();
        assertThat(next.exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.accepted(before)).containsExactly("account:" + key(3) + " REPORT 2024-03-23");
    }

    private void assertThirdIsHeld(String rule) throws Exception {
        RunReport run = night.run(FRIDAY);
        assertThat(run.cause()).isEqualTo("rejected items: 0, held accounts: 1");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.next()).isEqualTo("held");
        assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, 1, 0, 0, 0, ACCOUNTS - 1, 0));
        assertThat(night.verdicts()).hasSize(ACCOUNTS - 1).doesNotContainKey("account:" + key(3));

        assertThat(held()).hasSize(1);
        LedgerQueries.HeldAccount account = held().get(0);
        assertThat(account.accountKey()).isEqualTo(key(3));
        assertThat(account.sourcePosition()).isEqualTo("loans.csv:4");
        assertThat(account.findings()).extracting(FindingRow::ruleId).contains(rule);
    }

    @Test
    void aLineOfAPaymentThatCannotBeReadStopsTheNight() throws Exception {
        // Nobody knows whose a broken line of payments is: any account may be incomplete.
        night.lender.payments.add(3, key(3) + ",9,15.02.2024");
        assertNothingLeft(
                night.run(FRIDAY),
                ExitCode.UNAVAILABLE,
                "SRC-LINE payments.csv:5: the line has 3 fields, the header has 5",
                "nobody can tell whose row it is");
        night.lender.payments.remove(3);
        assertThenAllGo();
    }

    @Test
    void aLineOfALoanThatCannotBeReadIsHeldByItsPlace() throws Exception {
        night.lender.loans.set(2, key(3) + ",C-3,Name3 Surname");
        RunReport run = night.run(FRIDAY);
        assertThat(run.cause()).isEqualTo("rejected items: 0, held accounts: 1");
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, 1, 0, 0, 0, ACCOUNTS - 1, 0));
        assertThat(held()).hasSize(1);
        assertThat(held().get(0).sourcePosition()).isEqualTo("loans.csv:4");
        assertThat(held().get(0).findings().get(0).message())
                .contains("the line has 3 fields, the header has 9")
                .doesNotContain("Surname");
        assertThat(night.verdicts()).hasSize(ACCOUNTS - 1);
    }

    @Test
    void anAccountKeyOfAnotherSourceIsHeldUntilOneGetsAPrefix() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.target = "feedback-wait: 1s\ngate: {held-percent: 100}";
        String other = """
                  other:
                    mapping: tiny
                    %sfiles: {loans: "%2$s/loans.csv", instalments: "%2$s/instalments.csv", payments: "%2$s/payments.csv"}
                """;
        night.otherSource = other.formatted("", night.files());
        night.reopen();
        RunReport held = night.nights().run(new RunRequest(TARGET, "other", FRIDAY, null));
        assertThat(held.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, ACCOUNTS, 0, 0, 0, 0, 0));
        assertThat(held.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(night.ask("select count(*) from finding where rule_id = 'SRC-KEY-OTHER-SOURCE'", Integer.class))
                .isEqualTo(ACCOUNTS);
        assertThat(night.verdicts()).hasSize(ACCOUNTS);

        night.otherSource = other.formatted("key-prefix: O-\n    ", night.files());
        night.reopen();
        RunReport prefixed = night.nights().run(new RunRequest(TARGET, "other", FRIDAY.plusDays(1), null));
        assertThat(prefixed.accounts().reported()).isEqualTo(ACCOUNTS);
        assertThat(night.verdicts()).hasSize(2 * ACCOUNTS).containsKey("account:O-" + key(1));
    }

    // ------------------------------------------------------------------ a database that goes away

    @Test
    void aLendersDatabaseThatIsLostOnTheWayIsReadToTheEndByTheNextCall() throws Exception {
        night.folder(true);
        night.source = "range-size: 1";
        AtomicReference<Server> server = new AtomicReference<>(server(0));
        int port = server.get().getPort();
        night.lenderUrl = "jdbc:h2:tcp://127.0.0.1:%d/%s/lender".formatted(port, home);
        night.lender.write(night.files());
        TinyLender.fill(night.files(), night.lenderUrl);
        night.watch((step, done, total) -> {
            if (step.equals("prepare") && done >= 3) {
                server.get().stop();
            }
        });
        RunReport lost = runAsItIs();
        assertThat(lost.cause()).contains("SRC-UNAVAILABLE source tiny");
        long stored = night.ask("select count(*) from key_range where state = 'STORED'", Long.class);
        assertThat(stored).isBetween(3L, ACCOUNTS - 1L);
        assertNothingLeft(lost, ExitCode.UNAVAILABLE, "SRC-UNAVAILABLE source tiny");
        assertThat(lost.next()).startsWith("run --target registry");

        night.watch(Progress.SILENT);
        RunReport still = runAsItIs();
        assertThat(still.exit()).isEqualTo(ExitCode.UNAVAILABLE);

        server.set(server(port));
        try {
            RunReport run = runAsItIs();
            assertThat(run.cause()).isNull();
            assertThat(run.exit()).isEqualTo(ExitCode.DONE);
            assertThat(run.accounts()).isEqualTo(new RunReport.Accounts(ACCOUNTS, 0, 0, 0, 0, ACCOUNTS, 0));
            assertThat(night.verdicts())
                    .hasSize(ACCOUNTS)
                    .allSatisfy((subject, times) -> assertThat(times).isOne());
        } finally {
            server.get().stop();
        }
    }

    @Test
    void aQueryThatNeverEndsIsStoppedAndTheNightGoesOnWhenItIsMended() throws Exception {
        night.folder(true);
        night.source = "query-timeout: 1s";
        night.lenderUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        night.lender.write(night.files());
        TinyLender.fill(night.files(), night.lenderUrl);
        Path query = home.resolve("sources/tiny/payments.sql");
        String right = Files.readString(query);
        Files.writeString(
                query,
                right.replace(
                        "x.amount,",
                        "(select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b) as amount,"));
        assertNothingLeft(
                runAsItIs(),
                ExitCode.UNAVAILABLE,
                "SRC-TIMEOUT source tiny: the query payments was stopped after 1s, expected an answer before that",
                "raise sources.tiny.query-timeout; then run again");
        Files.writeString(query, right);
        night.reopen();
        RunReport run = runAsItIs();
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    }

    private Server server(int port) throws Exception {
        return Server.createTcpServer("-tcpPort", Integer.toString(port), "-baseDir", home.toString(), "-ifNotExists")
                .start();
    }
}
