package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code mapping preview --watch}. */
class PreviewWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where the rows come from. */
    enum From {
        SAMPLE,
        FILES,
        H2,
        POSTGRESQL
    }

    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;
    private Thread watching;

    @BeforeEach
    void lay() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
    }

    private void watch(From from) throws Exception {
        switch (from) {
            case SAMPLE -> {}
            case FILES -> files();
            case H2, POSTGRESQL -> database(TestDatabase.valueOf(from.name()).empty());
        }
        String source = from == From.SAMPLE ? folder.toString() : "village";
        watching = new Thread(
                () -> terminal.run("mapping", "preview", source, "--key", "L-001", "--date", "2024-04-15", "--watch"),
                "watching");
        watching.start();
        await(terminal -> terminal.out().contains("L-001") && terminal.err().contains("watching "));
    }

    private void files() throws Exception {
        for (String table : List.of("instalments", "payments")) {
            Files.copy(folder.resolve("sample/" + table + ".csv"), home.resolve(table + ".csv"));
        }
        Files.copy(folder.resolve("sample/accounts.csv"), home.resolve("loans.csv"));
        VillageFolder.configure(home, "loans.csv");
    }

    private void database(StoreSettings place) throws Exception {
        try (Connection connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                Statement sql = connection.createStatement()) {
            for (String table : List.of("accounts", "instalments", "payments")) {
                List<String> lines = Files.readAllLines(folder.resolve("sample/" + table + ".csv"));
                String name = table.equals("accounts") ? "loans" : table;
                sql.execute("create table " + name + " (" + named(lines.get(0)).replace(",", " varchar(40), ")
                        + " varchar(40))");
                for (String line : lines.subList(1, lines.size())) {
                    sql.execute("insert into " + name + " values ('" + line.replace(",", "', '") + "')");
                }
            }
        }
        for (String query : List.of("accounts.sql", "instalments.sql", "payments.sql")) {
            String text = Files.readString(folder.resolve(query)).replaceAll(", [lip]\\.source_line", "");
            Files.writeString(
                    folder.resolve(query), text.replace("p.date", "p.paid_day").replace("i.number", "i.nth"));
        }
        Path mapping = folder.resolve("mapping.yaml");
        String text =
                Files.readString(mapping).replaceFirst("(?s)  kind: files.*?range-key", "  kind: jdbc\nrange-key");
        Files.writeString(
                mapping,
                text.replace("payments.date |", "payments.paid_day |")
                        .replace("instalments.number |", "instalments.nth |"));
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: ["%s"]
                sources:
                  village: {mapping: village-bank, url: "%s", user: %s%s}
                """.formatted(
                        home,
                        place.url(),
                        place.user(),
                        place.password().isEmpty() ? "" : ", password: \"${env:LENDER_PASSWORD}\""));
        terminal.with("LENDER_PASSWORD", place.password());
        // The sample has the columns of files.
        try (var sample = Files.list(folder.resolve("sample"))) {
            for (Path file : sample.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file).replace(",date,", ",paid_day,").replace("loan,number,", "loan,nth,"));
            }
        }
    }

    /** Words that a database keeps for itself are other words there. */
    private static String named(String header) {
        return header.replace("date", "paid_day").replace("number", "nth");
    }

    @AfterEach
    void end() throws Exception {
        watching.interrupt();
        watching.join(PATIENCE.toMillis());
    }

    private void await(Predicate<Terminal> seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.test(terminal)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen in time; out: " + terminal.out() + "\nerr: " + terminal.err());
            }
            Thread.onSpinWait();
        }
    }

    private boolean shows(String currency) {
        return terminal.out().contains("account.currency                " + currency)
                || terminal.out().contains("account.currency             " + currency);
    }

    @Test
    void aSaveOfTheSampleIsShown() throws Exception {
        watch(From.SAMPLE);
        String row = Files.readAllLines(folder.resolve("sample/accounts.csv")).get(1);

        VillageFolder.edit(folder, "sample/accounts.csv", row, row.replace("EUR", "CHF"));

        await(terminal -> shows("CHF"));
    }

    @ParameterizedTest
    @EnumSource(From.class)
    void aSaveOfTheMappingIsShownAndABrokenOneKeepsWhatWasShown(From from) throws Exception {
        watch(from);

        VillageFolder.edit(folder, "mapping.yaml", "account.kind: = NON_REVOLVING", "account.kind: = OTHER");
        await(terminal -> terminal.out().contains("OTHER"));

        long shown = times();
        VillageFolder.edit(folder, "mapping.yaml", "opened | date dd.MM.yyyy", "opend | date dd.MM.yyyy");
        await(terminal -> terminal.err().contains("STALE: what is shown above is of "));
        assertThat(terminal.err()).contains("MAP-COLUMN-UNKNOWN", "did you mean \"opened\"?");
        assertThat(times()).isEqualTo(shown);

        VillageFolder.edit(folder, "mapping.yaml", "opend | date dd.MM.yyyy", "opened | date dd.MM.yyyy");
        await(terminal -> times() == shown + 1);
    }

    @ParameterizedTest
    @EnumSource(From.class)
    void aSaveOfAQueryReadsTheRowsAgain(From from) throws Exception {
        watch(from);

        VillageFolder.edit(folder, "accounts.sql", "l.currency", "'NOK' as currency");

        // The sample is rows as a query gave them: there is nothing to ask again.
        await(terminal -> from == From.SAMPLE
                ? times() == 2
                : shows("NOK") || terminal.out().contains("NOK"));
    }

    @Test
    void itSaysHowManyTestsOfTheSamplePass() throws Exception {
        new Terminal(home)
                .run("mapping", "test", folder.toString(), "--accept", "--author", "Ada", "--reason", "as it is");
        watch(From.FILES);
        await(terminal -> terminal.err().contains("tests: 3 of 3 passed"));

        VillageFolder.edit(folder, "mapping.yaml", "account.kind: = NON_REVOLVING", "account.kind: = OTHER");

        await(
                terminal -> terminal.err()
                        .contains(
                                "tests: 1 of 3 passed; sample/expected/L-001.json account.kind: expected NON_REVOLVING, got OTHER"));
    }

    private long times() {
        return terminal.out().split("without a column", -1).length - 1;
    }

    @Test
    void itEndsWhenItIsToldTo() throws Exception {
        watch(From.SAMPLE);

        watching.interrupt();
        watching.join(PATIENCE.toMillis());

        assertThat(watching.isAlive()).isFalse();
        assertThat(terminal.exit()).isZero();
    }
}
