package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code mapping …} and {@code doctor} on the real rows of the demo's lending system. */
class SourceCommandsTest {
    @TempDir
    static Path lenders;

    @TempDir
    Path home;

    private static DemoLender lender;
    private Terminal terminal;

    @BeforeEach
    void configure() throws Exception {
        if (lender == null) {
            lender = DemoLender.in(lenders);
        }
        write(lender.fineractUrl());
        terminal = new Terminal(home);
    }

    private void write(String url) throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                sources:
                  loans: {mapping: fineract, url: "%s", user: sa}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/", connect-timeout: 1s}
                """.formatted(url));
    }

    @Test
    void checkBindsTheFolderToTheColumnsOfTheSource() {
        terminal.run("mapping", "check", "loans", "--json");

        JsonNode answer = Terminal.parse(terminal.out());
        assertThat(terminal.err()).isEmpty();
        assertThat(answer.get("live").asBoolean()).isTrue();
        assertThat(answer.get("accounts").asInt()).isEqualTo(26);
    }

    @Test
    void aNewColumnOfTheDatabaseThatNobodyReadsIsNamedAndCounted() throws Exception {
        try (Connection database = DriverManager.getConnection(lender.fineractUrl(), "sa", "");
                Statement change = database.createStatement()) {
            change.execute("alter table m_loan add column risk_grade varchar(10)");
            try {
                change.execute("update m_loan set risk_grade = case when id < 3 then 'A' else ' ' end");

                terminal.run("mapping", "check", "loans");
                assertThat(terminal.err()).isEmpty();
                assertThat(terminal.exit()).isZero();
                assertThat(terminal.out())
                        .containsPattern(
                                "(?i)\n  nobody reads [0-9]+ columns of m_loan, the last of them .*risk_grade; how many rows: mapping coverage loans");

                terminal.run("mapping", "coverage", "loans", "--json");
                List<JsonNode> unread = Terminal.parse(terminal.out())
                        .get("unreadTableColumns")
                        .valueStream()
                        .filter(one -> one.get("table").asString().equals("m_loan"))
                        .toList();
                assertThat(unread).anySatisfy(one -> {
                    assertThat(one.get("column").asString()).isEqualToIgnoringCase("risk_grade");
                    assertThat(one.get("rows").asInt()).isEqualTo(58);
                    assertThat(one.get("filled").asInt()).isEqualTo(2);
                });
                assertThat(unread)
                        .noneSatisfy(one ->
                                assertThat(one.get("column").asString()).isEqualToIgnoringCase("principal_amount"));
            } finally {
                change.execute("alter table m_loan drop column risk_grade");
            }
        }
    }

    @Test
    void aFolderCanBeCheckedAndTestedBeforeAnythingIsConfigured() throws Exception {
        Files.delete(home.resolve("credit-connector.yaml"));

        terminal.run("mapping", "check", "fineract");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).contains("fineract is right").contains("fit what the select lists tell");

        terminal.run("mapping", "test");
        assertThat(terminal.out()).contains("fineract: ").contains(" 0 differences");
        assertThat(terminal.exit()).isZero();
    }

    @Test
    void anUnknownFolderIsExitCode3WithTheNearestName() {
        terminal.run("mapping", "check", "finerakt");

        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("did you mean \"fineract\"?").hasLineCount(1);
    }

    @Test
    void previewShowsMaskedRecordsAndFindings() {
        terminal.run("mapping", "preview", "loans", "--accounts", "2", "--date", "2013-02-05", "--json");

        JsonNode accounts = Terminal.parse(terminal.out()).get("accounts");
        assertThat(accounts.size()).isEqualTo(2);
        JsonNode record = accounts.get(0).get("record");
        assertThat(record.at("/report/accountKey").asString())
                .isEqualTo(accounts.get(0).get("accountKey").asString());
        assertThat(terminal.out()).contains("***");
    }

    @Test
    void previewOfOneKeyShowsThatAccount() {
        terminal.run("mapping", "preview", "loans", "--accounts", "5", "--date", "2013-02-05", "--json");
        int all = Terminal.parse(terminal.out()).get("accounts").size();

        terminal.run("mapping", "preview", "loans", "--key", "999999", "--json");
        assertThat(Terminal.parse(terminal.out()).get("accounts").size()).isZero();
        terminal.run("mapping", "preview", "loans", "--key", "x");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(all).isEqualTo(5);
    }

    private void explained(String key, String account) {
        terminal.run("mapping", "explain", "loans", key, "account.openedOn", "--date", "2013-02-05", "--json");
        assertThat(terminal.err()).as(key).isEmpty();
        assertThat(Terminal.parse(terminal.out()).get("accountKey").asString()).isEqualTo(account);
    }

    @Test
    void anAccountIsNamedAsListsShowIt() throws Exception {
        Path config = home.resolve("credit-connector.yaml");
        Files.writeString(
                config, Files.readString(config).replace("{mapping: fineract,", "{mapping: fineract, key-prefix: L-,"));

        explained("L-60", "L-60");
        explained("60", "L-60");
        terminal.run("mapping", "explain", "loans", "X-60", "account.openedOn");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("the key is \"X-60\", but loan_id holds whole numbers");
        terminal.run("mapping", "explain", "loans", "L-999999", "account.openedOn");
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(terminal.err()).contains("there is no account with the key L-999999");
    }

    @Test
    void anAccountIsFoundByTheKeyThatItIsReportedUnderWhereRangesGoByAnother() throws Exception {
        Path village = VillageFolder.in(Files.createDirectories(home.resolve("sources")));
        VillageFolder.edit(village, "mapping.yaml", "account-key: loan ", "account-key: customer ");
        Path loans = Files.writeString(home.resolve("loans.csv"), """
                loan,customer,name,passport,currency,amount,opened,status,closed
                C-2,C-1,Ada Example,P0123,EUR,1200.00,15.01.2024,A,
                L-002,C-2,Ben Muster,0077,EUR,600.00,29.02.2024,C,30.04.2024
                """);
        Path instalments = Files.writeString(
                home.resolve("instalments.csv"), "loan,number,due,principal,interest\nL-002,1,30.03.2024,600.00,\n");
        Path payments = Files.writeString(
                home.resolve("payments.csv"), "loan,payment,date,amount,cancelled\nL-002,P-1,30.04.2024,600.00,N\n");
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: [sources]
                sources:
                  loans: {mapping: village-bank, key-prefix: V-, files: {loans: "%s", instalments: "%s", payments: "%s"}}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """.formatted(loans, instalments, payments));

        explained("V-C-2", "V-C-2");
        explained("C-1", "V-C-1");
        explained("L-002", "V-C-2");
        terminal.run("mapping", "explain", "loans", "C-2", "account.principal");
        assertThat(terminal.out())
                .as("the account key comes before the range key")
                .contains("V-C-2");
        terminal.run("mapping", "preview", "loans", "--key", "V-C-1", "--json");
        assertThat(Terminal.parse(terminal.out()).at("/accounts/0/accountKey").asString())
                .isEqualTo("V-C-1");
    }

    @Test
    void aFieldOfEachRegistryIsExplained() {
        for (String field : new String[] {"pbcrc:210.OpenDate", "baihang:D2.accountOpenDate"}) {
            terminal.run("mapping", "explain", "loans", "60", field, "--date", "2013-02-05");
            assertThat(terminal.err()).as(field).isEmpty();
            assertThat(terminal.out()).contains("account.openedOn");
        }
    }

    @Test
    void previewOfAFolderShowsItsSample() {
        terminal.run("mapping", "preview", "uci-credit-card", "--accounts", "1");

        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out())
                .startsWith("1\n")
                .containsPattern("limit_bal +\\*\\*\\* +→ +account.creditLimit +###");
    }

    @Test
    void doctorNamesEachCheckAndEndsWithTheWorst() {
        terminal.run("doctor", "--json");
        JsonNode still = Terminal.parse(terminal.out()).at("/checks/3");
        assertThat(terminal.exit()).isEqualTo(3);
        assertThat(still.get("detail").asString()).contains("the database's clock is ");

        terminal.now().run("doctor", "--json");

        JsonNode checks = Terminal.parse(terminal.out()).get("checks");
        assertThat(checks.valueStream().map(check -> check.get("check").asString()))
                .containsExactly(
                        "configuration",
                        "calendar",
                        "home",
                        "store",
                        "store file",
                        "disk",
                        "source loans",
                        "target registry",
                        "drivers",
                        "mock registry");
        assertThat(checks.valueStream()
                        .filter(check -> !check.get("ok").asBoolean())
                        .map(check -> check.get("check").asString()))
                .containsExactly("target registry");
        assertThat(terminal.exit()).isEqualTo(8);
    }

    @Test
    void doctorSaysOfASourceThatIsDownWhatToDo() throws Exception {
        write("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1");

        terminal.now().run("doctor");

        assertThat(terminal.exit()).isEqualTo(12 /* worse than the target that is down */);
        assertThat(terminal.out()).containsPattern("source loans +FAILED +SRC-UNAVAILABLE");
    }
}
