package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.faults.ChangedWay;
import org.creditconnector.ledger.Restoration;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.Effect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The store was lost and an old copy of it put back: nothing is sent before the books were compared with what the registry holds,
 * and then only what it does not have.
 */
abstract class RestoredStoreContract {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final LocalDate SUNDAY = FRIDAY.plusDays(2);
    private static final LocalDate MONDAY = FRIDAY.plusDays(3);
    private static final LocalDate TUESDAY = FRIDAY.plusDays(4);

    @TempDir
    Path home;

    private NightFixture night;

    abstract StoreSettings store(Path home);

    /** Copies the store; nobody has it open. */
    abstract void backUp(StoreSettings store) throws Exception;

    /** Puts the copy in the place of the store; nobody has it open. */
    abstract void putBack(StoreSettings store) throws Exception;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home, store(home));
    }

    @AfterEach
    void close() {
        night.close();
    }

    private static String subject(int number) {
        return "account:" + key(number);
    }

    private static void assertReconciled(RunReport run) {
        assertThat(run.cause()).isNull();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    }

    private void twoNightsAndABackup() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.lender.pay(1, 2, "23.03.2024", "110.00");
        assertReconciled(night.run(SATURDAY));
        night.reopen();
        backUp(night.store);
    }

    /** What changes in the nights that will be lost. */
    private void twoNightsThatGetLost() throws Exception {
        night.lender.pay(3, 2, "24.03.2024", "110.00");
        assertReconciled(night.run(SUNDAY));
        night.lender.pay(5, 2, "25.03.2024", "110.00");
        night.lender.add(11);
        assertReconciled(night.run(MONDAY));
        night.reopen();
        putBack(night.store);
    }

    private void assertNothingIsSent(LocalDate date, String words) {
        long puts = night.puts();
        assertThatThrownBy(() -> night.run(date))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.UNBALANCED))
                .hasMessageContaining("nothing is sent to target registry before")
                .hasMessageContaining("reconcile --target registry")
                .message()
                .contains(words);
        assertThat(night.puts()).isEqualTo(puts);
    }

    /** Each fact has one effect, and packages are numbered without gaps. */
    private void assertNoEffectTwice() {
        assertThat(night.kept()).doesNotHaveDuplicates();
        assertThat(night.accepted(0)).doesNotHaveDuplicates();
        List<Long> numbers = night.registry.effects().stream()
                .filter(effect -> effect.kind() == Effect.Kind.PACKAGE_KEPT)
                .map(Effect::packageSequence)
                .toList();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(night.registry.effects()).noneMatch(effect -> effect.kind() == Effect.Kind.ITEM_REJECTED);
    }

    private RunReport nextNightSendsOnlyAccount(int number) throws Exception {
        long before = night.lastEffect();
        RunReport next = night.run(TUESDAY);
        assertReconciled(next);
        assertThat(night.accepted(before)).containsExactly(subject(number) + " REPORT " + TUESDAY);
        assertThat(night.ask("select count(*) from registry_mirror_date where item_digest is null", Integer.class))
                .as("what was taken over can be compared by its bytes, too")
                .isZero();
        assertThat(night.nights().reconcile(TARGET, TUESDAY, true).get(0).exit())
                .isEqualTo(ExitCode.DONE);
        assertNoEffectTwice();
        return next;
    }

    @Test
    void nothingIsSentBeforeTheBooksWereComparedAndThenOnlyWhatIsMissing() throws Exception {
        twoNightsAndABackup();
        twoNightsThatGetLost();
        night.lender.pay(7, 2, "26.03.2024", "110.00");

        assertNothingIsSent(TUESDAY, "put back to an older state: it knows of 4 sends to target registry, 6 were made");
        night.reopen();
        assertNothingIsSent(SUNDAY, "put back to an older state");

        long puts = night.puts();
        assertThat(night.nights().reconcile(TARGET, null)).isEmpty();
        assertThat(night.puts()).isEqualTo(puts);

        nextNightSendsOnlyAccount(7);
        assertThat(night.ask(
                        "select count(*) from audit_entry where action in ('COMPARE-FIRST', 'COMPARED')", Long.class))
                .isEqualTo(2);
    }

    @Test
    void whatTheLenderNoLongerTellsTheSameWayIsTakenOverAndReportedAnew() throws Exception {
        twoNightsAndABackup();
        twoNightsThatGetLost();
        // The payment of the lost night is taken back since: the lost item cannot be made again.
        night.lender.payments.removeIf(line -> line.startsWith(key(3) + ",2,"));
        assertNothingIsSent(TUESDAY, "put back");
        night.nights().reconcile(TARGET, null);
        nextNightSendsOnlyAccount(3);
    }

    @Test
    void anotherHostWithoutAWitnessAsksTheRegistry() throws Exception {
        twoNightsAndABackup();
        twoNightsThatGetLost();
        forgetTheWitness();
        night.lender.pay(7, 2, "26.03.2024", "110.00");
        assertNothingIsSent(TUESDAY, "the registry has accepted 14 items, our books know of 11");
        night.nights().reconcile(TARGET, null);
        nextNightSendsOnlyAccount(7);
    }

    @Test
    void packagesThatNobodyJudgedYetShowThemselvesByTheirNumbersAndAreWaitedFor() throws Exception {
        twoNightsAndABackup();
        night.registry.scenarioPage("""
                description: Judges late.
                feedback-delay: 6h
                """);
        night.lender.pay(3, 2, "24.03.2024", "110.00");
        assertThat(night.run(SUNDAY).exit()).isEqualTo(ExitCode.PENDING);
        night.reopen();
        putBack(night.store);
        forgetTheWitness();

        night.lender.pay(7, 2, "26.03.2024", "110.00");
        int kept = night.kept().size();
        RunReport refused = night.run(TUESDAY);
        assertThat(refused.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(refused.cause()).contains("the registry expects package number 6, our books come to 5");
        assertThat(refused.next()).isEqualTo("reconcile --target registry");
        assertThatThrownBy(() -> night.nights().reconcile(TARGET, null))
                .hasMessageContaining("1 packages that our books do not know and that it has not judged yet");
        assertNothingIsSent(TUESDAY, "the registry expects package number 6");
        assertThat(night.kept()).hasSize(kept);

        night.registry.release();
        night.nights().reconcile(TARGET, null);
        night.registry.scenario("all-accepted");
        // Account 3 was prepared without knowing what the registry has of it: that item is withdrawn, 7 goes.
        RunReport run = night.run(TUESDAY);
        assertReconciled(run);
        assertThat(run.items().withdrawn()).isEqualTo(1);
        assertNoEffectTwice();
        assertThat(night.accepted(0)).contains(subject(7) + " REPORT " + TUESDAY);
    }

    @Test
    void whatWasSentAndIsJudgedButNotAnsweredYetIsOursAndWaitsForItsVerdict() throws Exception {
        AtomicReference<String> beginning = new AtomicReference<>();
        night.parts = night.parts.connections((routes, endpoint) -> new ChangedWay(routes.connect(endpoint)) {
            @Override
            public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
                if (beginning.get() == null) {
                    beginning.set(real.feedback(null).next());
                }
                return real.deliver(manifest, file);
            }

            @Override
            public FeedbackPage feedback(@Nullable String after) {
                return new FeedbackPage(List.of(), beginning.get(), false);
            }
        });
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.PENDING);
        night.reopen();
        forgetTheWitness();
        assertNothingIsSent(SATURDAY, "the registry has accepted 10 items, our books know of 0");

        night.nights().reconcile(TARGET, null);
        assertThat(night.ask("select count(*) from report_item where state = 'SENT'", Long.class))
                .as("items that still wait for their verdicts")
                .isEqualTo(10);

        night.reopen();
        night.parts = NightParts.standard();
        assertReconciled(night.run(FRIDAY));
        assertThat(night.accepted(0)).hasSize(NightFixture.ACCOUNTS);
        assertNoEffectTwice();
    }

    @Test
    void aPackageThatLeftAfterTheCopyWasTakenIsKnownByItsId() throws Exception {
        night.watch((step, done, total) -> {
            if (step.equals("package") && done == NightFixture.ACCOUNTS) {
                throw new IllegalStateException("the machine fails when all packages are built");
            }
        });
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.BUG);
        night.watch(Progress.SILENT);
        backUp(night.store);
        assertReconciled(night.run(FRIDAY));
        night.reopen();
        putBack(night.store);
        assertNothingIsSent(FRIDAY, "it knows of 0 sends to target registry, 3 were made from here");
        night.nights().reconcile(TARGET, null);
        long puts = night.puts();
        assertReconciled(night.run(FRIDAY));
        assertThat(night.puts()).isEqualTo(puts);
        assertNoEffectTwice();
        assertThat(night.accepted(0)).hasSize(NightFixture.ACCOUNTS);
    }

    @Test
    void whatAPersonDeclaresIsComparedTooAndBooksThatAgreeAreTrustedAtOnce() throws Exception {
        twoNightsAndABackup();
        try (Store store = Store.open(night.store)) {
            new Restoration(store).doubt(TARGET, "Ann", "disk of db1 replaced, copy of Saturday put back");
        }
        night.lender.pay(7, 2, "26.03.2024", "110.00");
        assertNothingIsSent(TUESDAY, "disk of db1 replaced");
        night.nights().reconcile(TARGET, null);
        nextNightSendsOnlyAccount(7);
    }

    @Test
    void anotherStoreInTheSameHomeIsNoticed() throws Exception {
        assertReconciled(night.run(FRIDAY));
        night.reopen();
        try (Store store = Store.open(night.store)) {
            JdbcClient.create(store.dataSource())
                    .sql("update store_identity set store_id = '00000000-0000-0000-0000-000000000000'")
                    .update();
        }
        assertNothingIsSent(SATURDAY, "this is another store than the one");
    }

    private void forgetTheWitness() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("witness"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
