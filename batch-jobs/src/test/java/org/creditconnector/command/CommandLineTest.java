package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.night.RunReport;
import org.creditconnector.night.RunRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandLineTest {
    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: Asia/Shanghai}
                sources:
                  loans: {mapping: fineract, url: "jdbc:h2:mem:x"}
                  cards: {mapping: uci-credit-card, files: {cards: cards.csv}}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """);
        terminal = new Terminal(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                              | a command is missing",
                "runn                            | did you mean",
                "run --taget x                   | did you mean --target",
                "run --date 2013-02-30           | '2013-02-30' is not a date; write it like 2026-11-21",
                "run --date                      | Missing required parameter",
                "run --target other              | there is no target \"other\"; known here: registry",
                "run --target registri           | did you mean \"registry\"?",
                "run --source loan               | did you mean \"loans\"?",
                "run --again                     | --again needs --author NAME and --reason TEXT",
                "run --again --author x          | --again needs --author NAME and --reason TEXT",
                "run --reason x                  | --author and --reason go with --again only",
                "run --date 2026-11-22           | is not complete in Asia/Shanghai; the last complete date is 2026-11-21",
                "config                          | a word is missing after config: check, schema",
                "help nothing                    | there is no command 'nothing'"
            })
    void aWrongCallIsOneLineAndExitCode2(String call, String sentence) {
        terminal.run(call.isEmpty() ? new String[0] : call.split(" "));

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).startsWith("USAGE: ").contains(sentence).hasLineCount(1);
        assertThat(terminal.nights().requests()).isEmpty();
    }

    @Test
    void everyCommandHasHelpWithoutConfiguration() throws Exception {
        Files.delete(home.resolve("credit-connector.yaml"));
        for (String name : terminal.commands()) {
            terminal.run((name + " --help").split(" "));

            assertThat(terminal.exit()).as(name).isZero();
            assertThat(terminal.out()).as(name).contains("Usage: credit-connector " + name);
            assertThat(terminal.err()).as(name).isEmpty();
        }
        assertThat(terminal.commands()).contains("run", "collect", "reconcile", "config schema", "help");
    }

    @Test
    void runWithoutDateTakesTheLastCompleteOneAndSaysSo() {
        terminal.run("run", "--target", "registry");

        assertThat(terminal.nights().requests())
                .extracting("source", "businessDate", "again")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("loans", LocalDate.of(2026, 11, 21), null),
                        org.assertj.core.groups.Tuple.tuple("cards", LocalDate.of(2026, 11, 21), null));
        assertThat(terminal.err()).contains("business date 2026-11-21 (the last complete one in Asia/Shanghai)");
    }

    @Test
    void runAsJsonIsOneObjectInTheOrderScriptsKnow() {
        terminal.nights().ends("cards", ExitCode.WORK_LIST);

        terminal.run("run", "--json", "--date", "2013-02-05");

        assertThat(terminal.exit()).isEqualTo(7);
        assertThat(terminal.out().strip())
                .startsWith("{\"command\":\"run\",\"runs\":[{\"target\":\"registry\",\"source\":\"loans\","
                        + "\"businessDate\":\"2013-02-05\",\"pass\":1,\"state\":\"RECONCILED\","
                        + "\"accounts\":{\"extracted\":26,\"held\":1,\"unchanged\":0,\"notDue\":0,\"waiting\":0,"
                        + "\"reported\":25,\"vanished\":0},"
                        + "\"items\":{\"staged\":25,\"unsent\":0,\"unanswered\":0,\"accepted\":25,\"rejected\":0,"
                        + "\"withdrawn\":0,\"superseded\":0},"
                        + "\"amounts\":[{\"currency\":\"KES\",\"principal\":\"100\",\"creditLimit\":null,"
                        + "\"outstanding\":\"0\",\"overdue\":\"-0.5\",\"paid\":\"12000000000000\"}],\"sourceAmounts\":[],"
                        + "\"packages\":1,\"overdue\":[],\"seconds\":1.5,\"exit\":0,\"cause\":null,\"next\":null,\"guilty\":[],"
                        + "\"staleCorrections\":[],\"notes\":[],\"endedBefore\":false}")
                .hasLineCount(1);
        assertThat(Terminal.parse(terminal.out()).get("runs").size()).isEqualTo(2);
    }

    @Test
    void runAsTextShowsBothBooksAndTheCommandThatMovesIt() {
        terminal.nights().ends("loans", ExitCode.SIGN_OFF);

        terminal.run("run", "--source", "loans", "--date", "2013-02-05");

        assertThat(terminal.exit()).isEqualTo(5);
        assertThat(terminal.out())
                .contains("registry/loans/2013-02-05/1  RECONCILED")
                .contains("26 extracted = 1 held + 0 unchanged + 0 not due + 0 waiting + 25 reported\n")
                .contains("25 staged = 0 unsent + 0 unanswered + 25 accepted")
                .containsPattern("KES +100 +- +0 +-0.5 +12000000000000")
                .contains("next      ./credit-connector approve registry/loans/2013-02-05/1");
    }

    @Test
    void listsOfCommandsSayWholeSentences() {
        for (String list : List.of("", "mapping ", "db ", "target ")) {
            terminal.run((list + "--help").split(" "));
            String commands =
                    terminal.out().replaceFirst("(?s).*?\nCommands:\n", "\n").replaceFirst("(?s)\n\n.*", "");
            assertThat(commands.split("\n(?=  [a-z])"))
                    .filteredOn(entry -> !entry.isBlank())
                    .hasSizeGreaterThan(2)
                    .allMatch(entry -> entry.strip().endsWith("."), "ends in a full stop");
        }
    }

    @Test
    void aNightThatHadEndedIsToldToNobodyAgain() throws Exception {
        Path told = home.resolve("told");
        Files.writeString(
                home.resolve("credit-connector.yaml"), """
                notify:
                  command: {run: [sh, -c, "echo told >> %s"], on: [success, attention, failure]}
                """.formatted(told), java.nio.file.StandardOpenOption.APPEND);
        terminal.run("run", "--source", "loans", "--date", "2013-02-05");
        assertThat(terminal.err()).doesNotContain("NOTIFY");
        assertThat(Files.readAllLines(told)).containsExactly("told");

        terminal.nights().endedBefore();
        terminal.run("run", "--source", "loans", "--date", "2013-02-05");
        assertThat(terminal.exit()).isZero();
        assertThat(Files.readAllLines(told)).containsExactly("told");
    }

    @Test
    void whatAProcessDidNotLiveToTellIsToldByTheNextOne() throws Exception {
        Path told = home.resolve("told");
        String target = """
                notify:
                  command: {run: [sh, -c, "cat >> %s"], on: [success, attention, failure]}
                """;
        Files.writeString(
                home.resolve("credit-connector.yaml"), target.formatted(told), java.nio.file.StandardOpenOption.APPEND);
        RunReport left = new FakeNights().run(new RunRequest("registry", "loans", LocalDate.of(2013, 2, 4), null));
        terminal.nights().untold(left);
        terminal.run("run", "--source", "loans", "--date", "2013-02-05");
        assertThat(Files.readString(told))
                .contains("\"businessDate\":\"2013-02-04\"")
                .contains("\"businessDate\":\"2013-02-05\"");
        assertThat(terminal.nights().calls())
                .containsExactly("told [registry/loans/2013-02-04/1]", "told [registry/loans/2013-02-05/1]");
    }

    @Test
    void whereTellingFailsNothingCountsAsTold() throws Exception {
        Files.writeString(
                home.resolve("credit-connector.yaml"),
                "notify:\n  command: {run: [\"false\"], on: [success]}\n",
                java.nio.file.StandardOpenOption.APPEND);
        terminal.run("run", "--source", "loans", "--date", "2013-02-05");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.err()).contains("NOTIFY notify.command: ");
        assertThat(terminal.nights().calls()).isEmpty();
    }

    @Test
    void aCopyThatCannotBeMadeChangesNothingAboutTheNight() {
        terminal.nights().copyFails();
        terminal.run("run", "--source", "loans", "--date", "2013-02-05");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.err())
                .contains("STORE-COPY no copy of the store was made: ")
                .contains("no room");
    }

    @Test
    void aSourceThatCannotBeOpenedDoesNotKeepTheOthersFromTheirNight() {
        terminal.nights().refuses("loans", new CommandException(ExitCode.UNAVAILABLE, "loans: no connection"));

        terminal.run("run", "--json", "--date", "2013-02-05");

        assertThat(terminal.exit()).isEqualTo(12);
        JsonNode runs = Terminal.parse(terminal.out()).get("runs");
        assertThat(runs.get(0).get("state").asString()).isEqualTo("FAILED");
        assertThat(runs.get(0).get("cause").asString()).isEqualTo("loans: no connection");
        assertThat(runs.get(1).get("state").asString()).isEqualTo("RECONCILED");
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void theProcessEndsWithTheCodeOfTheRun(ExitCode code) {
        terminal.nights().ends("loans", code);

        terminal.run("run", "--source", "loans", "--date", "2013-02-05", "--quiet");

        assertThat(terminal.exit()).isEqualTo(code.number());
    }

    @Test
    void collectAndReconcileGoThroughTheSeam() {
        terminal.run("collect", "--json", "--date", "2013-02-05");
        assertThat(Terminal.parse(terminal.out()).get("command").asString()).isEqualTo("collect");

        terminal.run("reconcile");
        assertThat(terminal.out()).isEqualTo("nothing to do\n");
        assertThat(terminal.nights().calls()).containsExactly("collect registry 2013-02-05", "reconcile registry null");
    }

    @Test
    void failuresBecomeTheirExitCodesWithoutAStackTrace() {
        fails(new CommandException(ExitCode.RUNNING, "busy"), 10, "RUNNING: busy");
        fails(new RegistryUnavailableException("registry: no answer"), 8, "TARGET_DOWN: registry: no answer");
        fails(new IllegalStateException(new SQLException("gone", "08006")), 12, "UNAVAILABLE: the database does not");
        fails(
                new IllegalStateException(new java.sql.SQLTransientConnectionException("pool timed out")),
                12,
                "UNAVAILABLE: ");
        fails(new IllegalStateException("odd\nsecond line"), 70, "BUG: IllegalStateException: odd;");
        assertThat(terminal.err()).contains("logs/credit-connector.log").doesNotContain("\tat ");

        terminal.run("collect", "--debug");
        assertThat(terminal.err()).contains("\tat ");
    }

    private void fails(RuntimeException problem, int exit, String line) {
        terminal.nights().fails(problem);
        terminal.run("collect", "--json");
        assertThat(terminal.exit()).isEqualTo(exit);
        assertThat(terminal.err()).startsWith(line);
        JsonNode error = Terminal.parse(terminal.out()).get("error");
        assertThat(error.get("exit").asInt()).isEqualTo(exit);
        assertThat(error.get("problems").get(0).asString()).startsWith(line);
    }

    @Test
    void aWrongConfigurationIsExitCode3WithAllProblems() throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), "lender: {code: L1}\nstore: {uri: x}\n");

        terminal.run("config", "check");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).hasLineCount(3).contains("did you mean \"url\"?");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void theHomeDirectoryComesFromOptionThenEnvironment() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));

        terminal.run("config", "check", "--home", other.toString());

        assertThat(terminal.err()).startsWith("CFG-FILE-MISSING " + other.resolve("credit-connector.yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"help", "help run", "help exit-codes", "config schema", "config check", "run --date 2013-02-05"})
    void everyResultParsesAsJsonAndHoldsNoEscapeBytes(String call) {
        terminal.run(call.split(" "));
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out() + terminal.err()).doesNotContain("\u001B");

        terminal.run((call + " --json").split(" "));
        assertThat(Terminal.parse(terminal.out()).isObject()).isTrue();
        assertThat(terminal.out() + terminal.err()).doesNotContain("\u001B");
    }

    @Test
    void colourIsForTerminalsWithoutNoColor() {
        assertThat(terminal.watched(true).run("run", "--help").out()).contains("\u001B");
        assertThat(terminal.watched(true).run("run", "--help", "--no-color").out())
                .doesNotContain("\u001B");
        assertThat(terminal.watched(true)
                        .with("NO_COLOR", "1")
                        .run("run", "--help")
                        .out())
                .doesNotContain("\u001B");
    }
}
