package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.config.StoreConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping preview} and {@code explain} with {@code --reveal}: personal values of one account, for somebody who says who and why; never what identifies. */
class MappingRevealTest {
    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;

    @BeforeEach
    void layDown() throws Exception {
        folder = VillageFolder.in(home);
        for (String table : List.of("accounts", "instalments", "payments")) {
            Files.copy(folder.resolve("sample/" + table + ".csv"), home.resolve(table + ".csv"));
        }
        VillageFolder.configure(home, "accounts.csv");
        terminal = new Terminal(home);
    }

    @Test
    void whoSaysWhoAndWhySeesPersonalValuesAndNeverWhatIdentifies() throws Exception {
        for (String json : List.of("--quiet", "--json")) {
            terminal.run(
                    "mapping",
                    "preview",
                    "village",
                    "--key",
                    "L-001",
                    "--reveal",
                    "--author",
                    "Ada",
                    "--reason",
                    "call 7",
                    json);

            assertThat(terminal.exit()).as(terminal.err()).isZero();
            assertThat(terminal.out())
                    .contains("15.01.2024", "1200.00", "2024-01-15", "***")
                    .doesNotContain("Ada Example", "P0123");
        }
        assertThat(looks())
                .containsExactly(
                        "Ada REVEAL L-001 personal values of village: call 7",
                        "Ada REVEAL L-001 personal values of village: call 7");
    }

    @Test
    void aValuesWayIsToldInFullToWhoSaysWhoAndWhy() throws Exception {
        for (String json : List.of("--quiet", "--json")) {
            explain("account.openedOn", "--reveal", "--author", "Ada", "--reason", "call 7", json);
            assertThat(terminal.exit()).as(terminal.err()).isZero();
            assertThat(terminal.out()).contains("15.01.2024", "2024-01-15").doesNotContain("####");

            explain("position.overdueTotal", "--reveal", "--author", "Ada", "--reason", "call 7", json);
            assertThat(terminal.exit()).as(terminal.err()).isZero();
            assertThat(terminal.out()).contains("instalments[").doesNotContain("##");

            for (String identity : List.of("parties[0].person.fullName", "parties[0].documents[0].number")) {
                explain(identity, "--reveal", "--author", "Ada", "--reason", "call 7", json);
                assertThat(terminal.exit()).as(terminal.err()).isZero();
                assertThat(terminal.out()).contains(identity, "***").doesNotContain("Ada Example", "P0123");
            }
        }
        assertThat(looks()).hasSize(8).containsOnly("Ada REVEAL L-001 personal values of village: call 7");
    }

    @Test
    void aValuesWayIsMaskedForWhoDoesNotAndNothingWrittenDown() throws Exception {
        for (String field : List.of("account.openedOn", "account.principal", "position.overdueTotal")) {
            explain(field);
            assertThat(terminal.exit()).as(terminal.err()).isZero();
            assertThat(terminal.out()).contains("##").doesNotContain("15.01.2024", "2024-01-15", "1200.00");
        }
        explain("account.openedOn", "--reveal");
        notShown("--reveal needs --author NAME and --reason TEXT");
        explain("account.openedOn", "--reveal", "--author", "Ada", "--reason", " ");
        notShown("--reveal needs --author NAME and --reason TEXT");
        explain("account.openedOn", "--author", "Ada", "--reason", "x");
        notShown("go with --reveal only");
        explain("account.nothing", "--reveal", "--author", "Ada", "--reason", "x");
        notShown("the record has no field");
        terminal.run(
                "mapping",
                "explain",
                folder.toString(),
                "L-001",
                "account.openedOn",
                "--reveal",
                "--author",
                "Ada",
                "--reason",
                "x");
        notShown("--reveal is for the rows of a configured source");
        assertThat(looks()).isEmpty();
    }

    @Test
    void whatAnOpenRegistryReceivesIsExplainedByThePathOfTheRecord() {
        explain("account.openedOn");
        String path = terminal.out();
        for (String field : List.of("registry-api:account.openedOn", "registry:account.openedOn")) {
            explain(field);
            assertThat(terminal.exit()).as(terminal.err()).isZero();
            assertThat(terminal.out()).isEqualTo(path);
        }
        explain("registry-api:account.opened");
        notShown("the record has no field \"account.opened\"");
        explain("registry-api:");
        notShown("the record has no field \"\"");
        explain("nowhere:account.openedOn");
        notShown("there is no target and no kind of registry \"nowhere\"");
    }

    private void explain(String field, String... options) {
        String[] words = new String[options.length + 5];
        System.arraycopy(new String[] {"mapping", "explain", "village", "L-001", field}, 0, words, 0, 5);
        System.arraycopy(options, 0, words, 5, options.length);
        terminal.run(words);
    }

    @Test
    void withoutItEverythingIsMaskedAndNothingWrittenDown() throws Exception {
        terminal.run("mapping", "preview", "village", "--key", "L-001");

        assertThat(terminal.out()).doesNotContain("15.01.2024", "1200.00", "2024-01-15");
        assertThat(looks()).isEmpty();
    }

    @Test
    void nobodyIsShownAnythingWithoutAKeyANameAndAReason() throws Exception {
        refused("--reveal needs --key KEY, --author NAME and --reason TEXT", "--reveal");
        refused("--reveal needs", "--reveal", "--author", "Ada", "--reason", "call 7");
        refused("--reveal needs", "--reveal", "--key", "L-001", "--author", "Ada");
        refused("--reveal needs", "--reveal", "--key", "L-001", "--author", "Ada", "--reason", " ");
        refused("leave --watch out", "--reveal", "--key", "L-001", "--author", "Ada", "--reason", "x", "--watch");
        refused("go with --reveal only", "--key", "L-001", "--author", "Ada", "--reason", "x");
        assertThat(looks()).isEmpty();
    }

    @Test
    void whereTheLookCannotBeWrittenDownNothingIsShown() throws Exception {
        Path config = home.resolve("credit-connector.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        + "store: {url: 'jdbc:postgresql://127.0.0.1:1/none', user: u, password: p}\n");

        terminal.run("mapping", "preview", "village", "--key", "L-001", "--reveal", "--author", "Ada", "--reason", "x");

        assertThat(terminal.exit()).isNotZero();
        assertThat(terminal.out() + terminal.err()).doesNotContain("15.01.2024", "1200.00");

        explain("account.openedOn", "--reveal", "--author", "Ada", "--reason", "x");

        assertThat(terminal.exit()).isNotZero();
        assertThat(terminal.out() + terminal.err()).doesNotContain("15.01.2024", "2024-01-15");
    }

    @Test
    void aSampleHoldsNobody() throws Exception {
        terminal.run(
                "mapping",
                "preview",
                folder.toString(),
                "--key",
                "L-001",
                "--reveal",
                "--author",
                "Ada",
                "--reason",
                "x");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("--reveal is for the rows of a configured source");
    }

    private void refused(String why, String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "mapping";
        words[1] = "preview";
        words[2] = "village";
        System.arraycopy(options, 0, words, 3, options.length);
        terminal.run(words);
        notShown(why);
    }

    private void notShown(String why) {
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains(why);
        assertThat(terminal.out()).doesNotContain("15.01.2024", "1200.00");
    }

    private List<String> looks() throws Exception {
        StoreConfig config = StoreConfig.embedded(home);
        List<String> looks = new ArrayList<>();
        if (!anyStore()) {
            return looks;
        }
        try (Connection store = DriverManager.getConnection(
                        config.url(), config.user(), config.password().value());
                Statement statement = store.createStatement();
                ResultSet rows =
                        statement.executeQuery("select author || ' ' || action || ' ' || subject || ' ' || reason"
                                + " from audit_entry order by entry_id")) {
            while (rows.next()) {
                looks.add(rows.getString(1));
            }
        }
        return looks;
    }

    /** A command that writes nothing down does not even make a store. */
    private boolean anyStore() throws Exception {
        try (Stream<Path> files = Files.walk(home)) {
            return files.anyMatch(file -> file.toString().endsWith(".mv.db"));
        }
    }
}
