package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.creditconnector.faults.FaultyRegistry;
import org.creditconnector.faults.Life;
import org.creditconnector.faults.WireFault;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three senders, each with a lease of its own, on a wire that fails at random: the registry's own account shows the order. */
class ThreeSendersTest {
    private static final int SENDERS = 3;
    private static final int DATES = 4;
    private static final int MOST_ROUNDS = 60;
    private static final List<WireFault> FAULTS = List.of(
            WireFault.UNREACHABLE,
            WireFault.LOST_BEFORE_EFFECT,
            WireFault.LOST_AFTER_EFFECT,
            WireFault.BROKEN_AFTER_EFFECT,
            WireFault.GARBLED,
            WireFault.NONE,
            WireFault.NONE,
            WireFault.NONE);

    @TempDir
    Path home;

    @Test
    void versionsOfAnAccountTakeEffectInOrderWhoeverSendsThem() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        List<Nights> senders = new ArrayList<>();
        try (NightFixture night = new NightFixture(
                home, new StoreSettings("jdbc:h2:file:" + home.resolve("store") + ";AUTO_SERVER=TRUE", "sa", ""))) {
            night.packageItems = 2;
            for (int number = 0; number < SENDERS; number++) {
                senders.add(sender(night, number));
            }
            for (int day = 0; day < DATES; day++) {
                LocalDate date = FRIDAY.plusDays(day);
                night.lender.pay(1, 10 + day, "22.03.2024", (10 + day) + ".00");
                night.lender.pay(4, 10 + day, "22.03.2024", (20 + day) + ".00");
                night.lender.write(night.files());
                untilReconciled(threads, senders, date);
            }
            Map<String, List<Long>> effective = new TreeMap<>();
            for (Effect effect : night.registry.effects()) {
                Effect.Item item = effect.item();
                if (item != null) {
                    assertThat(effect.kind()).as("nothing came out of order").isEqualTo(Effect.Kind.ITEM_ACCEPTED);
                    effective
                            .computeIfAbsent(item.subject(), subject -> new ArrayList<>())
                            .add(item.sequence());
                }
            }
            assertThat(effective).hasSize(NightFixture.ACCOUNTS);
            assertThat(effective)
                    .allSatisfy((subject, sequences) ->
                            assertThat(sequences).isSorted().doesNotHaveDuplicates());
            assertThat(effective.get("account:" + TinyLender.key(1))).containsExactly(1L, 2L, 3L, 4L);
            assertThat(night.kept()).doesNotHaveDuplicates();
            assertThat(night.rows("select sequence from submission_package order by sequence"))
                    .extracting(row -> ((Number) row.get("sequence")).intValue())
                    .as("gap-free")
                    .isEqualTo(java.util.stream.IntStream.rangeClosed(
                                    1, night.kept().size())
                            .boxed()
                            .toList());
        } finally {
            senders.forEach(Nights::close);
            threads.shutdownNow();
        }
    }

    private static Nights sender(NightFixture night, int number) throws Exception {
        Random random = new Random(number);
        NightParts parts = NightParts.standard()
                .pauses(new QuickPauses())
                .holder("sender-" + number)
                .connections((routes, endpoint) -> new FaultyRegistry(
                        routes.connect(endpoint),
                        new Life(),
                        call -> call == FaultyRegistry.Call.DELIVER || call == FaultyRegistry.Call.PACKAGE_KNOWLEDGE
                                ? FAULTS.get(random.nextInt(FAULTS.size()))
                                : WireFault.NONE));
        return StoredNights.open(night.config(), Progress.SILENT, parts);
    }

    /** All of them try at once, again and again; one at a time gets the lease. */
    private static void untilReconciled(ExecutorService threads, List<Nights> senders, LocalDate date)
            throws Exception {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Future<Boolean>> calls = new ArrayList<>();
            for (Nights sender : senders) {
                calls.add(threads.submit(() -> reconciles(sender, date)));
            }
            boolean done = false;
            for (Future<Boolean> call : calls) {
                done |= call.get();
            }
            if (done) {
                return;
            }
        }
        throw new AssertionError("the night of " + date + " was not reconciled in " + MOST_ROUNDS + " rounds");
    }

    private static boolean reconciles(Nights sender, LocalDate date) {
        try {
            return sender.run(new RunRequest(TARGET, TinyLender.NAME, date, null))
                    .state()
                    .equals("RECONCILED");
        } catch (CommandException e) {
            assertThat(e.exit()).as("another one has the lease").isEqualTo(ExitCode.RUNNING);
            return false;
        }
    }
}
