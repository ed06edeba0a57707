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
                          next  ./credit-connector run --target registry --source loans --date 2013-02-05
                        """);
        assertThat(stored().decision().author()).isEqualTo("A. Operator");
    }

    @Test
    void rejectEndsARunForGood() {
        run(RunState.HELD);

        type("reject", RUN, "--json");

        JsonNode answer = Terminal.parse(terminal.out());
        assertThat(answer.get("state").asString()).isEqualTo("DECLINED");
        assertThat(answer.get("next").isNull()).isTrue();
        assertThat(stored().state()).isEqualTo(RunState.DECLINED);
    }

    @Test
    void onlyAStoppedRunIsDecidedOnAndOnlyOnce() {
        run(RunState.HELD);
        type("approve", RUN);
        type("approve", RUN);

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err())
                .contains("is RELEASED; only a run that is HELD or AWAITING_SIGN_OFF can be decided on");

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

    private long run(RunState state) {
        try (Store store = open()) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            Lease lease = new Lease(store);
            LeaseToken token = lease.acquire(LeaseToken.ofTarget("registry"), "test", Duration.ofMinutes(1))
                    .orElseThrow();
            LocalDate date = LocalDate.of(2013, 2, 5);
            Run run = ledger.openRun(new RunOrder("registry", "loans", date, date, "L1", "v1", null), token);
            for (RunState next : List.of(RunState.PREPARED, state)) {
                Run now = ledger.run(run.runId()).orElseThrow();
                ledger.moveRun(run.runId(), now.state(), next, token);
            }
            lease.release(token);
            return run.runId();
        }
    }

    private void storePackage(long runId, String state) throws SQLException {
        try (Store store = open();
                Connection connection = store.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into submission_package (package_id, target, run_id, sequence, live_sequence, state, send_class,
                          item_count, items_digest, byte_count, sha256, manifest, built_at)
                        values (?, 'registry', ?, 1, ?, ?, 'accounts', 0, '', 0, '', X'00', current_timestamp)""")) {
            insert.setString(1, PACKAGE);
            insert.setLong(2, runId);
            insert.setObject(3, state.equals("REFUSED") ? null : 1L);
            insert.setString(4, state);
            insert.executeUpdate();
        }
    }
}
