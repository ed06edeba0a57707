package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.creditconnector.faults.FaultyStore;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.StoreFaults;
import org.creditconnector.ledger.Store;
import org.creditconnector.mockregistry.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code db backup} of an H2 store at every commit of a night. Each copy is put back after the night: the next run says that the
 * books are old and sends nothing; after {@code reconcile} it ends the night, and what the registry has stays as it is.
 */
@Tag("long")
class CopyInARunTest {
    private static final int ACCOUNTS = 4;
    /** Every copy is put back; of so many one is compared, too, which takes longer. */
    private static final int COMPARED = Integer.getInteger("copies.compared", 7);

    @TempDir
    Path home;

    private NightFixture night;
    private Path file;
    private Store store;

    /** Copies by what the commit after them wrote. */
    private final Map<Path, String> copies = new LinkedHashMap<>();

    @BeforeEach
    void open() throws Exception {
        file = home.resolve("store/credit-connector.mv.db");
        night = new NightFixture(home);
        for (int number = NightFixture.ACCOUNTS; number > ACCOUNTS; number--) {
            night.lender.drop(number);
        }
        night.partitions = 1;
        night.source = "range-size: 2";
        night.packageItems = 2;
        // Whoever the copy says to be at work is gone by then.
        night.parts = night.parts
                .holder(Holders.name(ProcessHandle.current().pid(), "1"))
                .leaseTime(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void aCopyTakenAtAnyCommitOfANightIsNoticedAndComparedBeforeAnythingIsSent() throws Exception {
        copyAtEveryCommitOf(FRIDAY);
        assertThat(copies).hasSizeGreaterThan(30);
        List<Effect> effects = night.registry.effects();
        Path witness = home.resolve("witness").resolve(TARGET);
        String after = Files.readString(witness);
        night.parts = NightParts.standard();
        List<String> unnoticed = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<Path, String> copy : copies.entrySet()) {
            putBack(copy.getKey());
            Files.writeString(witness, after);
            long puts = night.puts();
            try {
                night.run(FRIDAY);
                unnoticed.add(copy.toString());
                continue;
            } catch (CommandException e) {
                assertThat(e.exit()).as("%s: %s", copy, e.getMessage()).isEqualTo(ExitCode.UNBALANCED);
                assertThat(e).hasMessageContaining("nothing is sent to target registry before");
            }
            if (tried++ % COMPARED != 0) {
                continue;
            }
            night.nights().reconcile(TARGET, null);
            RunReport run = night.run(FRIDAY);
            assertThat(run.cause()).as("%s", copy).isNull();
            assertThat(run.exit()).as("%s", copy).isEqualTo(ExitCode.DONE);
            assertThat(night.puts()).as("%s", copy).isEqualTo(puts);
            assertThat(night.registry.effects()).as("%s", copy).isEqualTo(effects);
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void theNextNightSendsOnlyWhatChangedAlsoAfterACopyOfTheMiddle() throws Exception {
        copyAtEveryCommitOf(FRIDAY);
        List<Path> all = List.copyOf(copies.keySet());
        night.parts = NightParts.standard();
        putBack(all.get(all.size() / 2));
        night.lender.pay(1, 2, "23.03.2024", "110.00");
        long before = night.lastEffect();
        assertThatThrownBy(() -> night.run(FRIDAY.plusDays(1))).hasMessageContaining("put back to an older state");
        night.nights().reconcile(TARGET, null);
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.accepted(before)).containsExactly("account:" + key(1) + " REPORT " + FRIDAY.plusDays(1));
    }

    private void copyAtEveryCommitOf(java.time.LocalDate date) throws Exception {
        Life life = new Life();
        StoreFaults copying = new StoreFaults() {
            private String writes = "";

            @Override
            public synchronized void beforeStatement(String sql, Life mine) {
                writes = sql.replaceAll("\\s+", " ");
            }

            @Override
            public synchronized void beforeCommit(Life mine) {
                Path copy = home.resolve("copy-" + copies.size() + ".zip");
                store.backup(copy);
                copies.put(copy, writes);
            }
        };
        try (Store opened = Store.open(night.store)) {
            store = opened;
            night.parts = night.parts.store(
                    settings -> Store.open(settings, pool -> new FaultyStore(pool, () -> life, () -> copying)));
            assertThat(night.run(date).exit()).isEqualTo(ExitCode.DONE);
            night.reopen();
        }
    }

    /** As an operator does it by hand; nobody has the store open. */
    private void putBack(Path copy) throws IOException {
        night.reopen();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path old : files.toList()) {
                Files.delete(old);
            }
        }
        try (var zip = new ZipInputStream(Files.newInputStream(copy))) {
            zip.getNextEntry();
            Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
