package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mapping preview --watch}. */
class PreviewWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private Path folder;
    private Terminal terminal;
    private Thread watching;

    @BeforeEach
    void watch() throws Exception {
        folder = VillageFolder.in(home);
        terminal = new Terminal(home);
        watching = new Thread(
                () -> terminal.run("mapping", "preview", folder.toString(), "--key", "L-001", "--watch"), "watching");
        watching.start();
        await(terminal -> terminal.out().contains("L-001") && terminal.err().contains("watching "));
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

    @Test
    void aSaveIsShownInLessThanASecond() throws Exception {
        long longest = 0;
        for (String currency : new String[] {"CHF", "USD", "JPY", "SEK", "NOK"}) {
            long saved = System.nanoTime();
            VillageFolder.edit(folder, "sample/accounts.csv", firstCurrency(), "P0123," + currency);
            await(terminal -> terminal.out().contains("account.currency                " + currency));
            longest = Math.max(longest, System.nanoTime() - saved);
        }
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
    }

    private String firstCurrency() throws Exception {
        String row = java.nio.file.Files.readAllLines(folder.resolve("sample/accounts.csv"))
                .get(1);
        return "P0123," + row.split(",")[4];
    }

    @Test
    void aBrokenSaveKeepsTheLastGoodResultAndSaysThatItIsStale() throws Exception {
        VillageFolder.edit(folder, "mapping.yaml", "opened | date dd.MM.yyyy", "opend | date dd.MM.yyyy");
        await(terminal -> terminal.err().contains("STALE"));
        assertThat(terminal.err())
                .contains("MAP-COLUMN-UNKNOWN", "mapping.yaml:22", "did you mean \"opened\"?")
                .contains("STALE: what is shown above is of ");
        assertThat(terminal.out().split("account.currency", -1)).hasSize(2);

        VillageFolder.edit(folder, "mapping.yaml", "opend | date dd.MM.yyyy", "opened | date dd.MM.yyyy");
        await(terminal -> terminal.out().split("account.currency", -1).length == 3);
    }

    @Test
    void itEndsWhenItIsToldTo() throws Exception {
        watching.interrupt();
        watching.join(PATIENCE.toMillis());

        assertThat(watching.isAlive()).isFalse();
        assertThat(terminal.exit()).isZero();
    }
}
