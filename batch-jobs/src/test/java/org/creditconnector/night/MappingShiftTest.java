package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.ledger.MappingFolders;
import org.creditconnector.ledger.Publications;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.ledger.TestDatabase;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.record.CreditRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A changed source folder: what it alone makes otherwise stops the night, and the folder of an old night is kept. */
class MappingShiftTest {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final int ACCOUNTS = 40;

    @TempDir
    Path home;

    private NightFixture night;

    private void open(TestDatabase database) throws IOException {
        night = new NightFixture(home, database.empty());
        night.source = "range-size: 15";
        for (int number = NightFixture.ACCOUNTS + 1; number <= ACCOUNTS; number++) {
            night.lender.add(number);
        }
    }

    @AfterEach
    void close() {
        night.close();
    }

    private void change(String text, String by) throws IOException {
        Path mapping = home.resolve("sources/tiny/mapping.yaml");
        String before = Files.readString(mapping);
        assertThat(before).contains(text);
        Files.writeString(mapping, before.replace(text, by));
        night.reopen();
    }

    private Run ledgerRun(SubmissionLedger ledger, LocalDate date) {
        return ledger.run(TARGET, TinyLender.NAME, date, 1).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatTheChangeAloneMakesOtherwiseWaitsForAPerson(TestDatabase database) throws Exception {
        open(database);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        change("account.kind: = NON_REVOLVING", "account.kind: = DRAWDOWN");
        long effects = night.lastEffect();
        RunReport held = night.run(SATURDAY);
        assertThat(held.exit()).isEqualTo(ExitCode.HELD);
        assertThat(held.cause())
                .contains("the source folder or the record's schema has changed since registry/tiny/2024-03-22/1 (")
                .contains("40 of 40 accounts go otherwise by that alone, expected at most 5 %;"
                        + " look at it with `mapping diff tiny`; nobody has published this folder: `mapping publish tiny"
                        + " --author NAME --reason TEXT`, then another person approves or rejects");
        assertThat(held.next()).isEqualTo("mapping publish tiny --author NAME --reason TEXT");
        assertThat(night.lastEffect()).isEqualTo(effects);
        night.reopen();
        try (Store store = Store.open(night.store)) {
            Run saturday = ledgerRun(new SubmissionLedger(store), SATURDAY);
            new Publications(store)
                    .publish(TinyLender.NAME, saturday.mappingVersion(), "Ada", "it is one drawdown each");
        }
        RunReport published = night.run(SATURDAY);
        assertThat(published.cause()).contains("; Ada published this folder, so another person approves or rejects");
        assertThat(published.next()).isEqualTo("approve registry/tiny/2024-03-23/1 --author NAME --reason TEXT");
        night.reopen();
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            long run = ledgerRun(ledger, SATURDAY).runId();
            assertThatThrownBy(() -> ledger.approve(run, "ada", "I wrote it"))
                    .hasMessageContaining("Ada published the changed source folder of run registry/tiny/2024-03-23/1");
            ledger.approve(run, "Ben", "the product is one, I looked at the contracts");
        }
        assertThat(night.run(SATURDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.run(SATURDAY.plusDays(1)).exit())
                .as("from then on the new folder is the one before")
                .isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeThatMakesLittleOtherwiseStopsNothing(TestDatabase database) throws Exception {
        open(database);
        night.lender.change(7, ",300.00,", ",301.00,");
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        change("account.principal: amount | decimal", "account.principal: amount | decimal | abs");
        assertThat(night.run(SATURDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFolderThatIsChangedInTheMiddleOfANightPassesNoGate(TestDatabase database) throws Exception {
        open(database);
        night.partitions = 1;
        night.watch((stage, done, total) -> {
            if (stage.equals("prepare") && done > 15) {
                throw new IllegalStateException("pulled the plug in the second range");
            }
        });
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.BUG);
        night.watch(Progress.SILENT);
        change("account.kind: = NON_REVOLVING", "account.kind: = DRAWDOWN");
        RunReport held = night.run(FRIDAY);
        assertThat(held.exit()).isEqualTo(ExitCode.HELD);
        assertThat(held.cause())
                .contains(
                        "was changed while the night was made, and stored ranges stay as they were; `reject` it and make it"
                                + " anew (")
                .contains("40 of 40 accounts go otherwise by that alone");
        assertThat(night.lastEffect()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whereTheVersionBeforeDoesNotFitTheSourceAnyMoreNobodyCanSay(TestDatabase database) throws Exception {
        open(database);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.reopen();
        Path loans = night.files().resolve("loans.csv");
        Files.writeString(loans, Files.readString(loans).replace("loan,customer,", "loan,client,"));
        Path accounts = home.resolve("sources/tiny/accounts.sql");
        Files.writeString(accounts, Files.readString(accounts).replace("x.customer,", "x.client as customer,"));
        RunReport held = night.nights().run(new RunRequest(TARGET, TinyLender.NAME, SATURDAY, null));
        assertThat(held.exit()).isEqualTo(ExitCode.HELD);
        assertThat(held.cause())
                .contains("the version before does not fit the source any more: nobody can say what the change does");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOldNightIsMappedAgainWithItsOldFolderByteForByte(TestDatabase database) throws Exception {
        open(database);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        change("parties[].person.fullName: name", "parties[].person.fullName: name | upper");
        night.reopen();
        try (Store store = Store.open(night.store)) {
            Run friday = ledgerRun(new SubmissionLedger(store), FRIDAY);
            MappingFolders.Kept kept =
                    new MappingFolders(store).find(friday.mappingVersion()).orElseThrow();
            SourceMapping old = SourceMapping.load(SourceFolder.unpacked(kept.name(), kept.content()));
            assertThat(old.version()).isEqualTo(friday.mappingVersion());
            String stored = String.join("", StagedBytes.of(store));
            ConnectorConfig config = night.config();
            try (Lender now = new Lender(
                            config, Objects.requireNonNull(config.sources().get(TinyLender.NAME)), FRIDAY);
                    Lender then = now.with(old)) {
                List<String> before = records(then);
                assertThat(before).hasSize(ACCOUNTS).allMatch(stored::contains);
                assertThat(records(now)).noneMatch(stored::contains);
            }
        }
    }

    /** Bytes of all records without their lineage, which never leaves the house; a character for each byte. */
    private static List<String> records(Lender lender) {
        return lender.read(KeyRange.all()).accounts().stream()
                .map(lender.map())
                .map(MappedAccount::record)
                .map(MappingShiftTest::bytes)
                .toList();
    }

    private static String bytes(CreditRecord record) {
        record.setLineage(null);
        return new String(new CreditRecordCodec().encode(record), StandardCharsets.ISO_8859_1);
    }
}
