package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The commands between the first mapping and the first night, on the folder of the README. */
class MappingLoopTest {
    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void lay() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
    }

    private String run(String... words) {
        terminal.run(words);
        return terminal.out();
    }

    // ------------------------------------------------------------------ preview

    @Test
    void previewShowsEachColumnBesideWhatBecameOfIt() {
        String shown = run("mapping", "preview", folder.toString(), "--accounts", "1");

        assertThat(shown)
                .startsWith("L-001\n")
                .containsPattern("accounts  accounts.csv:2\n")
                .containsPattern("currency +EUR +→ +account.currency +EUR\n")
                .containsPattern("amount +\\*\\*\\* +→ +account.principal +###\n")
                .containsPattern("closed +nothing +→ +state.closing.closedOn +nothing\n")
                .containsPattern("account.kind +NON_REVOLVING +the mapping\n")
                .doesNotContain("state.closing.reason")
                .doesNotContain("Ada", "P0123", "1200");
    }

    @Test
    void previewOfOneKeyShowsRefusedValuesWithTheirFindings() {
        String shown = run("mapping", "preview", folder.toString(), "--key", "L-003");

        assertThat(shown)
                .startsWith("L-003  held\n")
                .containsPattern("opened +\\*\\*\\* +→ +account.openedOn +REFUSED\n")
                .contains("MAP-DATE accounts.csv:4 account.openedOn: ")
                .doesNotContain("L-001");
    }

    @Test
    void previewAsJsonHasRowsAndRecord() {
        JsonNode account = Terminal.parse(run("mapping", "preview", folder.toString(), "--json"))
                .at("/accounts/1");

        assertThat(account.at("/rows/0/position").asString()).isEqualTo("accounts.csv:3");
        assertThat(account.at("/rows/0/columns/4/column").asString()).isEqualTo("currency");
        assertThat(account.at("/rows/0/columns/4/fields/0").asString()).isEqualTo("account.currency");
        assertThat(account.at("/record/account/currency").asString()).isEqualTo("EUR");
    }

    // ------------------------------------------------------------------ explain

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "L-002 | account.openedOn          | mapping.yaml:22  account.openedOn: opened + date dd.MM.yyyy",
                "L-002 | account.openedOn          | source  accounts.csv:3  opened = ***",
                "L-002 | account.openedOn          | step    date dd.MM.yyyy → ####-##-##",
                "L-002 | account.openedOn          | rule    rules/rules.csv:12  REC-DATE-ORDER: a date is before the opening",
                "L-002 | state.status.value        | codes/status.csv:3  *** is ***",
                "L-003 | state.status.value        | step    codes status → refused",
                "L-003 | state.status.value        | finding MAP-CODE-UNMAPPED accounts.csv:4",
                "L-001 | account.kind              | literal = NON_REVOLVING → NON_REVOLVING",
                "L-001 | state.closing.closedOn    | missing no line of state.closing gives a value",
                "L-001 | instalments[1].due.interest | source  instalments.csv:3  instalments.interest = nothing",
                "L-001 | agreement.limit           | missing not-applicable",
                "L-001 | agreement.limit           | mapping.yaml:50",
                "L-001 | account.purpose           | missing unknown",
                "L-001 | account.instalmentLimit.amount | no line, which means that there is none",
                "L-001 | report.businessDate       | report.businessDate = 2024-04-15",
                "L-001 | report.businessDate       | filled  by the connector",
                "L-001 | report.accountKey         | source  accounts.csv:2  loan = L-001",
                "L-001 | position.overdueTotal     | fact    instalments[1]  instalments.csv:3",
                "L-001 | months[1].paid            | fact    repayments[0]  payments.csv:2",
                "L-001 | pbcrc:210.OpenDate        | made from account.openedOn  registries/pbcrc/origins.csv:63",
                "L-001 | pbcrc:210.OpenDate        | mapping.yaml:22  account.openedOn: opened + date dd.MM.yyyy",
                "L-001 | account.principal         | REC-AMOUNT-ABSURD: an amount is beyond 1000000000000000 → holds",
                "L-001 | account.principal         | REC-SCHEDULE-SUM: the principal of all instalments is not the amount lent → holds",
                "L-003 | account.principal         | REC-SCHEDULE-SUM: the principal of all instalments is not the amount lent → not checked, the account has no record",
                "L-001 | pbcrc:210.OpenDate        | told    nothing: held by ",
                "L-003 | pbcrc:210.OpenDate        | told    nothing: the account is held before any registry is asked",
                "L-001 | baihang:D2.mobile         | told    nothing: held by BAIHANG-MISSING",
                "L-001 | baihang:D2.mobile         | a field that every record must have has no value → found"
            })
    void explainTellsTheChainOfAField(String key, String field, String line) {
        run("mapping", "explain", folder.toString(), key, field);

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).contains(line.replace(" + ", " | "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pbcrc:210.OpenDate        | told    ***  in 210 of 2024-05-30 (as a first report",
                "pbcrc:210.OpenDate        | BLE009: the registry refuses it when the account opens after its due date → holds",
                "pbcrc:210.OpenDate        | PBCRC-ACCOUNT: the kind of account has no type",
                "pbcrc:110.Name            | told    ***  in 110 of ",
                "pbcrc:230.AcctCode        | the account is told in ",
                "baihang:D2.accountOpenDate | told    ***  in D2 of 2024-05-30"
            })
    void explainShowsWhatARegistryWouldBeTold(String field, String line) {
        run("mapping", "explain", "synthetic", "S0000000002", field);

        assertThat(terminal.out() + terminal.err()).contains(line);
    }

    @Test
    void explainShowsTheFindingOfARuleThatDoesNotHold() throws Exception {
        VillageFolder.edit(
                folder, "sample/instalments.csv", "L-002,1,29.03.2024,600.00,5.00", "L-002,1,29.03.2024,500.00,5.00");

        String shown = run("mapping", "explain", folder.toString(), "L-002", "account.principal");

        assertThat(shown)
                .containsPattern("REC-SCHEDULE-SUM: the principal of all instalments is not the amount lent → found\n"
                        + " +account.principal: the principal of all instalments is not the amount lent; look for");

        JsonNode rules = Terminal.parse(
                        run("mapping", "explain", folder.toString(), "L-002", "account.principal", "--json"))
                .at("/fields/0/rules");
        assertThat(rules.valueStream()
                        .filter(rule -> rule.get("verdict").asString().equals("found"))
                        .map(rule -> rule.get("rule").asString()))
                .contains("REC-SCHEDULE-SUM");
    }

    @Test
    void explainNamesElementsByGroupOfTheMapping() {
        String shown = run("mapping", "explain", "fineract", "2", "parties[borrower].documents[0].number");

        assertThat(shown)
                .contains("parties[0].documents[0].number = ***")
                .contains("parties[borrower].documents[].number: identifiers.document_key")
                .contains("when    fineract/mapping.yaml:")
                .contains("client_id | present");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acount.openedOn         | did you mean \"account.openedOn\"?",
                "account.openedAt        | did you mean \"account.openedOn\"?",
                "instalments.dueOn       | a list has an index or [] after its name: instalments[].dueOn",
                "parties[borower].role   | the mapping village-bank has no parties[borower]",
                "nowhere:210.OpenDate    | there is no target and no kind of registry \"nowhere\"",
                "pbcrc:210.OpenDat       | did you mean \"210.OpenDate\"?"
            })
    void explainOfAFieldThatThereIsNotSaysWhichOneWasMeant(String field, String sentence) {
        run("mapping", "explain", folder.toString(), "L-001", field);

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).hasLineCount(1).contains(sentence);
    }

    @Test
    void explainOfAKeyThatThereIsNotSaysSo() {
        run("mapping", "explain", folder.toString(), "L-009", "account.openedOn");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err())
                .contains("there is no account with the key L-009")
                .hasLineCount(1);
    }

    // ------------------------------------------------------------------ lineage

    @Test
    void lineageOfAColumnNamesAllThatDependsOnIt() {
        JsonNode told = Terminal.parse(run(
                "mapping", "lineage", folder.toString(), "--column", "payments.amount", "--target", "pbcrc", "--json"));

        assertThat(told.at("/lines/0/path").asString()).isEqualTo("repayments[].amount");
        assertThat(told.get("derived").propertyNames())
                .contains("position.balance")
                .doesNotContain("position.due");
        assertThat(told.get("registryFields").valueStream().map(JsonNode::asString))
                .contains("210.AcctBal", "210.TotOverd", "210.LatRpyAmt")
                .doesNotContain("210.OpenDate");
    }

    @Test
    void lineageOfAFigureNamesItsColumns() {
        JsonNode told =
                Terminal.parse(run("mapping", "lineage", folder.toString(), "--field", "position.due", "--json"));

        assertThat(told.get("lines")
                        .valueStream()
                        .map(line -> line.get("column").asString()))
                .containsExactly("instalments.due", "instalments.principal", "instalments.interest");
    }

    // ------------------------------------------------------------------ test

    @Test
    void testShowsTheDifferencesMaskedAndWritesNothing() throws Exception {
        accept("first");
        VillageFolder.edit(folder, "mapping.yaml", "account.currency: currency", "account.currency: = CHF");
        VillageFolder.edit(folder, "mapping.yaml", "\nfields:\n", "\nunused: [currency]\nfields:\n");
        VillageFolder.edit(
                folder, "mapping.yaml", "amount | decimal\n  account", "amount | decimal | times 2\n  account");
        String before = expected();

        String shown = run("mapping", "test", folder.toString());

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(shown)
                .contains("village-bank: 3 accounts, 1 held, ")
                .contains("sample/expected/L-001.json account.currency: expected EUR, got CHF\n")
                .contains("sample/expected/L-001.json account.principal: expected ***, got another value\n");
        assertThat(expected()).isEqualTo(before);
    }

    @Test
    void acceptShowsTheDifferencesAndKeepsWhoAndWhy() throws Exception {
        accept("first");
        VillageFolder.edit(folder, "sample/accounts.csv", "P0123,EUR", "P0123,CHF");

        String shown = accept("the bank has moved, \"as agreed\"");

        assertThat(terminal.exit()).isZero();
        assertThat(shown)
                .contains("account.currency: expected EUR, got CHF")
                .contains("accepted by Ada: the bank has moved");
        assertThat(Files.readAllLines(folder.resolve("sample/accepted.csv")))
                .hasSize(3)
                .first()
                .isEqualTo("day,author,reason,version,files");
        assertThat(Files.readString(folder.resolve("sample/accepted.csv")))
                .contains("2026-11-21,Ada,\"the bank has moved, \"\"as agreed\"\"\",");
        assertThat(run("mapping", "test", folder.toString())).contains(" 0 differences");
        assertThat(accept("nothing new")).contains(" 0 differences").doesNotContain("accepted by");
    }

    @Test
    void acceptNeedsAnAuthorAndAReason() {
        run("mapping", "test", folder.toString(), "--accept");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("--accept needs --author NAME and --reason TEXT");
    }

    private String accept(String reason) {
        return run("mapping", "test", folder.toString(), "--accept", "--author", "Ada", "--reason", reason);
    }

    private String expected() throws Exception {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(folder.resolve("sample"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
