package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.config.StoreConfig;
import org.creditconnector.ledger.Lease;
import org.creditconnector.ledger.LeaseToken;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.RunOrder;
import org.creditconnector.ledger.RunState;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Commands that move something in the ledger, on a real H2 store that other commands opened before. */
class LedgerCommandsTest {
    private static final String RUN = "registry/loans/2013-02-05/1";
    private static final String PACKAGE = "11111111-2222-3333-4444-555555555555";
    private static final String[] BY = {"--author", "A. Operator", "--reason", "looked at it"};

    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                sources:
                  loans: {mapping: fineract, url: "jdbc:h2:mem:x"}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/", connect-timeout: 2s}
                """);
        terminal = new Terminal(home);
    }

    @ParameterizedTest
    @CsvSource({"HELD", "AWAITING_SIGN_OFF"})
    void approveLetsAStoppedRunPassAndNamesTheCommandThatSendsIt(RunState stopped) {
        run(stopped);

        type("approve", RUN);

        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).isEqualTo("""
                        registry/loans/2013-02-05/1  RELEASED  by A. Operator
                          before    no run of this source was sent before
                          content   0 items of 0 accounts; 0 accounts are held; digest e3b0c44298fc
                          next      ./credit-connector run --target registry --source loans --date 2013-02-05
                        """);
        assertThat(stored().decision().author()).isEqualTo("A. Operator");
    }

    @Test
    void gateShowsWhatIsDecidedOnDownToTheAccounts() throws Exception {
        long run = run(RunState.HELD);
        execute("insert into gate_reason (run_id, reason_number, sentence) values (" + run
                + ", 1, '2 closed accounts are open again, expected at most 0')");
        execute("update submission_run set compared_with = run_id");
        for (String key : List.of("L-7", "L-8", "L-9")) {
            execute("insert into gate_suspect (run_id, account_key, kind, before_run) values (" + run + ", '" + key
                    + "', '" + (key.equals("L-7") ? "VANISHED" : "REOPENED") + "', " + run + ")");
        }

        terminal.run("gate", RUN, "--limit", "2");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).isEqualTo("""
                        registry/loans/2013-02-05/1  HELD
                          why       2 closed accounts are open again, expected at most 0
                          before    registry/loans/2013-02-05/1
                          content   0 items of 0 accounts; 0 accounts are held; digest e3b0c44298fc
                          listed    2 x reopened: was closed and is open again
                          listed    1 x vanished: was there before and is gone from the source
                            L-8  was closed and is open again; last known in registry/loans/2013-02-05/1
                            L-9  was closed and is open again; last known in registry/loans/2013-02-05/1
                            ... and 1 more; see --limit, or --json for all
                          next      ./credit-connector approve registry/loans/2013-02-05/1 --content e3b0c44298fc --author NAME --reason TEXT
                        """);

        terminal.run("gate", RUN, "--limit", "2", "--json");
        JsonNode answer = Terminal.parse(terminal.out());
        assertThat(answer.at("/suspects/REOPENED").asInt()).isEqualTo(2);
        assertThat(answer.get("list").size()).as("all of them").isEqualTo(3);
        assertThat(answer.at("/list/2/accountKey").asString()).isEqualTo("L-7");

        terminal.run("held", "--run", RUN);
        assertThat(terminal.out())
                .contains("2 x reopened: was closed and is open again; see ./credit-connector gate " + RUN);
    }

    @Test
    void approveShowsWhatItLetsPassAndRefusesAnotherContent() throws Exception {
        long run = run(RunState.HELD);
        execute("insert into gate_reason (run_id, reason_number, sentence) values (" + run
                + ", 1, '2 closed accounts are open again, expected at most 0')");
        type("approve", RUN, "--content", "0123456789ab");
        assertThat(terminal.exit()).isNotZero();
        assertThat(terminal.err()).contains("it is not what was looked at").hasLineCount(1);
        assertThat(stored().state()).isEqualTo(RunState.HELD);

        type("approve", RUN, "--content", "e3b0c44298fc");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).contains("  why       2 closed accounts are open again, expected at most 0\n");
    }

    @Test
    void rejectEndsARunForGood() {
        run(RunState.HELD);

        type("reject", RUN, "--json");

        JsonNode answer = Terminal.parse(terminal.out());
        assertThat(answer.get("state").asString()).isEqualTo("DECLINED");
        assertThat(answer.get("next").asString())
                .isEqualTo(
                        "run --target registry --source loans --date 2013-02-05 --again --author NAME --reason TEXT");
        assertThat(stored().state()).isEqualTo(RunState.DECLINED);
    }

    @Test
    void aRunThatDiffersFromItsSourceIsRejectedAndNeverApproved() throws Exception {
        long run = run(RunState.PREPARED);
        execute("update submission_run set exit_code = 11, cause = 'extract: EUR principal 2 and 1' where run_id = "
                + run);

        terminal.run("status");
        assertThat(terminal.out())
                .contains("loans 2013-02-05: extract: EUR principal 2 and 1\n    next  ./credit-connector reject " + RUN
                        + " --author NAME --reason TEXT");

        terminal.run("gate", RUN);
        assertThat(terminal.out())
                .contains("  why       extract: EUR principal 2 and 1\n")
                .contains("  next      ./credit-connector reject " + RUN + " --author NAME --reason TEXT");

        type("approve", RUN);
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("is PREPARED: its books were not balanced")
                .contains("`reject` refuses it");
        assertThat(stored().state()).isEqualTo(RunState.PREPARED);

        type("reject", RUN);
        assertThat(terminal.exit()).isZero();
        assertThat(stored().state()).isEqualTo(RunState.DECLINED);
        assertThat(terminal.out())
                .contains("  next      ./credit-connector run --target registry --source loans --date 2013-02-05"
                        + " --again --author NAME --reason TEXT");
    }

    @Test
    void onlyAStoppedRunIsDecidedOnAndOnlyOnce() {
        run(RunState.HELD);
        type("approve", RUN);
        type("approve", RUN);

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("is RELEASED; only a run that is HELD or AWAITING_SIGN_OFF can be approved");
        type("reject", RUN);
        assertThat(terminal.err())
                .contains("is RELEASED; only a run that is PREPARED, HELD or AWAITING_SIGN_OFF can be rejected");

        type("approve", "registry/loans/2013-02-06/1");
        assertThat(terminal.err()).contains("there is no run registry/loans/2013-02-06/1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "approve registry/loans/2013-02-05/1, Missing required options",
                "approve 12 --author a --reason b, '12' is not a run",
                "approve registry/loans/2013-02-31/1 --author a --reason b, is not a run",
                "resolve x --as perhaps --author a --reason b, there is no package x",
                "target pause other --author a --reason b, there is no target \"other\""
            })
    void aWrongCallChangesNothing(String call, String sentence) {
        terminal.run(call.split(" "));

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void anEmptyReasonIsNoReason() {
        run(RunState.HELD);

        terminal.run("approve", RUN, "--author", "a", "--reason", " ");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(stored().state()).isEqualTo(RunState.HELD);
    }

    @Test
    void aPackageOfUnknownOutcomeIsSettledByAPerson() throws Exception {
        storePackage(run(RunState.HELD), "UNKNOWN");

        type("resolve", PACKAGE, "--as", "received");

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).startsWith(PACKAGE + "  RECEIVED  resolved as received\n  next  ");
        type("resolve", PACKAGE, "--as", "not-sent");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("is RECEIVED; only one that is UNKNOWN can be moved so");
    }

    @Test
    void onlyARefusedPackageIsTakenApartAndOnlyOnce() throws Exception {
        storePackage(run(RunState.HELD), "REFUSED");

        type("retry-package", PACKAGE);

        // The package holds no items any more: somebody has decided on them before.
        assertThat(terminal.exit()).isEqualTo(10);
        assertThat(terminal.err()).contains("were decided on before");
    }

    @Test
    void aPauseIsKeptAndShown() {
        type("target", "pause", "registry");
        assertThat(terminal.out())
                .contains("registry is paused")
                .contains("./credit-connector target resume registry --author NAME --reason TEXT");

        terminal.run("target", "list");
        assertThat(terminal.out()).contains("registry-api").contains("paused by A. Operator: looked at it");

        type("target", "resume", "registry");
        terminal.run("target", "list", "--json");
        assertThat(Terminal.parse(terminal.out()).at("/targets/0/paused").asBoolean())
                .isFalse();
    }

    @Test
    void statusShowsRunsMissedNightsAndWhatMovesThem() throws Exception {
        storePackage(nightOf(LocalDate.of(2026, 11, 10)), "UNKNOWN");

        terminal.run("status");

        assertThat(terminal.out())
                .contains("registry\n  date ")
                .containsPattern("2026-11-11 .. 2026-11-20  loans  +MISSED +LATE")
                .containsPattern("2026-11-10 +loans +1 +AWAITING_SIGN_OFF +0 .*LATE")
                .as("before the first night")
                .doesNotContain("2026-11-09")
                .contains("./credit-connector approve registry/loans/2026-11-10/1 --author NAME --reason TEXT")
                .contains("the oldest is loans 2026-11-11\n")
                .contains("./credit-connector run --target registry --source loans --date 2026-11-11")
                .contains("package " + PACKAGE + " UNKNOWN: it may or may not have taken effect")
                .contains("./credit-connector resolve " + PACKAGE
                        + " --as received|not-sent --author NAME --reason TEXT");

        terminal.run("status", "--json", "--nights", "3");
        JsonNode target = Terminal.parse(terminal.out()).at("/targets/0");
        assertThat(target.at("/nights").size()).isEqualTo(4);
        assertThat(target.at("/nights/0/state").asString()).isEqualTo("MISSED");
        assertThat(target.at("/nights/0/businessDate").asString()).isEqualTo("2026-11-20");
        assertThat(target.at("/stuckPackages/0/package").asString()).isEqualTo(PACKAGE);
    }

    @Test
    void aRunOfAnOldDateMakesNoNightsMissed() throws Exception {
        run(RunState.AWAITING_SIGN_OFF);
        terminal.run("status");
        assertThat(terminal.out())
                .containsPattern("2013-02-05 +loans +1 +AWAITING_SIGN_OFF ")
                .containsPattern("2026-11-20 +loans +DUE")
                .doesNotContain("MISSED")
                .doesNotContain("2026-11-19");

        nightOf(LocalDate.of(2026, 11, 18));
        terminal.run("status");
        assertThat(terminal.out())
                .as("now the nights have begun")
                .containsPattern("2026-11-19 .. 2026-11-20  loans  +MISSED +LATE")
                .doesNotContain("2026-11-17")
                .containsPattern("2013-02-05 +loans +1 +AWAITING_SIGN_OFF ");
    }

    @Test
    void anOldDateThatIsFilledInDoesNotMoveTheBeginning() throws Exception {
        nightOf(LocalDate.of(2026, 11, 18));
        openedAt(run(RunState.AWAITING_SIGN_OFF, LocalDate.of(2026, 11, 9)), LocalDate.of(2026, 11, 21));
        terminal.run("status");
        assertThat(terminal.out())
                .containsPattern("2026-11-19 .. 2026-11-20  loans  +MISSED")
                .containsPattern("2026-11-09 +loans +1 +AWAITING_SIGN_OFF ")
                .doesNotContain("2026-11-10");
    }

    @Test
    void statusOfANewStoreOffersTheLastCompleteNightAndMissesNone() {
        terminal.run("status");

        assertThat(terminal.out())
                .containsPattern("2026-11-20 +loans +DUE")
                .contains("run --target registry --source loans --date 2026-11-20")
                .doesNotContain("2026-11-19")
                .doesNotContain("LATE");
    }

    @Test
    void shownCommandsCarryTheHomeDirectoryThatWasNamed() {
        terminal.run("status", "--home", home.toString());

        assertThat(terminal.out()).contains("./credit-connector --home " + home + " run --target registry");
    }

    @Test
    void heldNamesTheAccountsAndTheReasons() throws Exception {
        long run = run(RunState.HELD);
        execute("insert into account_verdict (run_id, account_key, range_number, source_position, verdict) values ("
                + run + ", 'L-7', 0, 'accounts loan_id 7', 'HELD')");
        execute(
                "insert into finding (run_id, account_key, rule_id, severity, origin, path, masked_value, message, position,"
                        + " found_at) values (" + run
                        + ", 'L-7', 'MAP-CODE-UNMAPPED', 'ERROR', 'MAPPING', 'account.kind', '9',"
                        + " 'the code is in no table; add it', null, current_timestamp)");

        terminal.run("held");
        assertThat(terminal.out()).isEqualTo("""
                        registry/loans/2013-02-05/1
                          L-7  (accounts loan_id 7)
                            MAP-CODE-UNMAPPED account.kind: the code is in no table; add it (value 9)
                        """);

        terminal.run("held", "--run", RUN, "--json");
        assertThat(Terminal.parse(terminal.out())
                        .at("/runs/0/held/0/findings/0/ruleId")
                        .asString())
                .isEqualTo("MAP-CODE-UNMAPPED");
        terminal.run("journey", "L-7", "--json");
        assertThat(Terminal.parse(terminal.out()).get("steps").isArray()).isTrue();
    }

    @Test
    void rejectsAreGroupedByTheRegistrysReason() throws Exception {
        long run = run(RunState.HELD);
        storePackage(run, "REJECTED");
        execute(
                "insert into report_item (item_id, target, run_id, range_number, send_class, block_offset, block_length,"
                        + " account_key, subject, kind, report_date, sequence, content_hash, reported_state, state, package_id) values ('i1',"
                        + " 'registry', " + run
                        + ", 0, 'accounts', 0, 0, 'L-7', 'account:L-7', 'REPORT', date '2013-02-05', 1, '', X'00',"
                        + " 'REJECTED', '" + PACKAGE + "')");
        execute("insert into finding (run_id, account_key, item_id, rule_id, severity, origin, path, message, found_at)"
                + " values (" + run + ", 'L-7', 'i1', 'X201', 'ERROR', 'REGISTRY', '', 'on file elsewhere',"
                + " current_timestamp)");

        terminal.run("rejects");

        assertThat(terminal.out()).isEqualTo("""
                        registry
                          1 x X201: on file elsewhere
                          L-7  REPORT of 2013-02-05  in registry/loans/2013-02-05/1
                            X201: on file elsewhere
                        """);
        terminal.run("rejects", "--rule", "X999", "--json");
        assertThat(Terminal.parse(terminal.out()).get("targets").size()).isZero();
    }

    @Test
    void anAccountThatNobodySawHasNoJourney() {
        terminal.run("journey", "L-404");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("no run has ever seen an account L-404");
    }

    @Test
    void purgeKeepsWhatIsNotOver() {
        run(RunState.HELD);

        type("purge", "--older-than", "1y", "--json");
        assertThat(Terminal.parse(terminal.out()).get("before").asString()).isEqualTo("2025-11-21");
        assertThat(Terminal.parse(terminal.out()).get("runs").asInt()).isZero();
        type("purge", "--older-than", "soon");
        assertThat(terminal.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"status", "held", "rejects", "target list", "db migrate"})
    void everyAnswerParsesAsJson(String call) {
        terminal.run((call + " --json").split(" "));

        assertThat(terminal.exit()).isZero();
        assertThat(Terminal.parse(terminal.out()).get("command").asString()).isEqualTo(call);
    }

    @Test
    void aTargetThatIsNotThereIsExitCode8() {
        terminal.run("target", "check");

        assertThat(terminal.exit()).isEqualTo(8);
        assertThat(terminal.err()).startsWith("TARGET_DOWN: ").hasLineCount(1);
    }

    @Test
    void theStoreIsMigratedOnceAndBackedUpWhileItIsInUse() {
        terminal.run("db", "migrate", "--json");
        assertThat(Terminal.parse(terminal.out()).get("applied").asInt()).isPositive();
        terminal.run("db", "migrate");
        assertThat(terminal.out()).isEqualTo("the schema is up to date\n");

        Path copy = home.resolve("copy.zip");
        terminal.run("db", "backup", copy.toString());
        assertThat(terminal.out()).contains("was copied to " + copy);
        assertThat(copy).isNotEmptyFile();
        terminal.run("db", "backup", copy.toString());
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).startsWith("STORE-BACKUP ").contains("exists and is not overwritten");
    }

    @Test
    void aStoreThatIsDownIsExitCode12() throws Exception {
        String configuration = Files.readString(home.resolve("credit-connector.yaml"));
        Files.writeString(
                home.resolve("credit-connector.yaml"),
                configuration + "store: {url: 'jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1'}\n");

        terminal.run("target", "list");

        assertThat(terminal.exit()).isEqualTo(12);
        assertThat(terminal.err()).startsWith("STORE-UNAVAILABLE ").hasLineCount(1);
    }

    private void type(String... words) {
        String[] call = java.util.stream.Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(BY))
                .toArray(String[]::new);
        terminal.run(call);
    }

    private Store open() {
        StoreConfig config = StoreConfig.embedded(home);
        return Store.open(
                new StoreSettings(config.url(), config.user(), config.password().value()));
    }

    private Run stored() {
        try (Store store = open()) {
            return new SubmissionLedger(store)
                    .run("registry", "loans", LocalDate.of(2013, 2, 5), 1)
                    .orElseThrow();
        }
    }

    /** A run that was begun on the morning after its date. */
    private long nightOf(LocalDate date) throws SQLException {
        long run = run(RunState.AWAITING_SIGN_OFF, date);
        openedAt(run, date.plusDays(1));
        return run;
    }

    private void openedAt(long run, LocalDate day) throws SQLException {
        execute("update submission_run set opened_at = timestamp with time zone '" + day
                + " 05:00:00+00:00' where run_id = " + run);
    }

    private long run(RunState state) {
        return run(state, LocalDate.of(2013, 2, 5));
    }

    private long run(RunState state, LocalDate date) {
        try (Store store = open()) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            Lease lease = new Lease(store);
            LeaseToken token = lease.acquire(LeaseToken.ofTarget("registry"), "test", Duration.ofMinutes(1))
                    .orElseThrow();
            Run run = ledger.openRun(new RunOrder("registry", "loans", date, date, "L1", "v1", null), token);
            for (RunState next : state == RunState.PREPARED ? List.of(state) : List.of(RunState.PREPARED, state)) {
                Run now = ledger.run(run.runId()).orElseThrow();
                ledger.moveRun(run.runId(), now.state(), next, token);
            }
            lease.release(token);
            return run.runId();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Store store = open();
                Connection connection = store.dataSource().getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void storePackage(long runId, String state) throws SQLException {
        try (Store store = open();
                Connection connection = store.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into submission_package (package_id, target, run_id, sequence, live_sequence, state, send_class,
                          first_range, first_offset, last_range, last_offset, item_count, items_digest, byte_count, sha256, manifest, accepted_count, rejected_count, built_at)
                        values (?, 'registry', ?, 1, ?, ?, 'accounts', 0, 0, 0, 0, 1, '', 0, '', X'00', 0, 1, current_timestamp)""")) {
            insert.setString(1, PACKAGE);
            insert.setLong(2, runId);
            insert.setObject(3, state.equals("REFUSED") ? null : 1L);
            insert.setString(4, state);
            insert.executeUpdate();
        }
    }
}
