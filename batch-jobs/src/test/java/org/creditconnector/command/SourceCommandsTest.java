package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void aFolderCanBeCheckedAndTestedBeforeAnythingIsConfigured() throws Exception {
        Files.delete(home.resolve("credit-connector.yaml"));

        terminal.run("mapping", "check", "fineract");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).contains("fineract is right").contains("taken on trust");

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
