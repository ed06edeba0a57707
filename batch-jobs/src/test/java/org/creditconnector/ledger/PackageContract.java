package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.creditconnector.delivery.CurrencyTotals;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.route.PreparedAccount;
import org.creditconnector.route.PreparedRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class PackageContract {
    private static final DeliveryOutcome.Refused REFUSED =
            new DeliveryOutcome.Refused("not the next one", "out-of-order");

    private final TestDatabase database;

    private PaperNight night;

    PackageContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
    }

    /** Accounts with one item each. */
    private PreparedRange accounts(String prefix, int count) {
        return night.range(IntStream.range(0, count)
                .mapToObj(number -> night.reported(prefix + number, MONDAY))
                .toArray(PreparedAccount[]::new));
    }

    private Run fourPackages() {
        return night.released(MONDAY, accounts("a", 4), accounts("b", 7));
    }

    @Test
    void itemsArePackedInOrderWithinTheLimits() {
        List<StoredPackage> built = night.buildAll(fourPackages());
        assertThat(built).extracting(StoredPackage::itemCount).containsExactly(3, 3, 3, 2);
        assertThat(built).extracting(StoredPackage::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(built.stream().flatMap(one -> night.itemsOf(one).stream()))
                .extracting(item -> item.split("/")[1])
                .containsExactly("a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3", "b4", "b5", "b6");
        StoredPackage second = built.get(1);
        assertThat(night.bytesOf(second))
                .isEqualTo("package " + second.packageId() + " number 2 of 3 items\n<"
                        + String.join(">\n<", night.itemsOf(second)) + ">\n");
        assertThat(second.byteCount()).isEqualTo(night.bytesOf(second).length());
        SubmissionPackage manifest = night.ledger.manifest(second.packageId());
        assertThat(manifest.getItemCount()).isEqualTo(3);
        assertThat(manifest.getBusinessDate()).isEqualTo(MONDAY);
        CurrencyTotals totals = manifest.getTotals().get(0);
        assertThat(totals.getItems()).isEqualTo(3);
        assertThat(totals.getPrincipal()).isEqualByComparingTo(new BigDecimal("303"));
        assertThat(totals.getCreditLimit()).isNull();
    }

    @Test
    void aLimitOfBytesCutsTooAndDeletionsCountInNoCurrency() {
        Run run = night.released(
                MONDAY,
                night.range(
                        night.reported("a", MONDAY),
                        night.reported("b", night.item("b", MONDAY, 2, ItemKind.DELETION, "gone"))));
        int length = ("<" + night.target + "/a/2026-03-02/1/REPORT>\n").length();
        StoredPackage first = night.ledger
                .buildPackage(
                        run.runId(), PaperNight.PROFILE, new RegistryProfile.PackageLimits(10, length), night.token)
                .orElseThrow();
        assertThat(first.itemCount()).isEqualTo(1);
        StoredPackage second = night.ledger
                .buildPackage(run.runId(), PaperNight.PROFILE, new RegistryProfile.PackageLimits(10, 1), night.token)
                .orElseThrow();
        assertThat(second.itemCount()).as("an oversized item travels alone").isEqualTo(1);
        assertThat(night.ledger.manifest(second.packageId()).getTotals()).isEmpty();
    }

    @Test
    void bytesOfManyPartsComeBackAsTheyWere() {
        Run run = night.released(MONDAY, night.range(night.reported("a", MONDAY)));
        RegistryProfile wide = new WideProfile(2_500_000);
        StoredPackage built = night.ledger
                .buildPackage(run.runId(), wide, wide.packageLimits(), night.token)
                .orElseThrow();
        assertThat(built.byteCount()).isEqualTo(2_500_000);
        assertThat(night.bytesOf(built)).hasSize(2_500_000).endsWith("xyz");
        byte[] altered = new byte[1 << 20];
        altered[77] = 1;
        night.store
                .jdbc()
                .sql("update package_part set content = ? where package_id = ? and part_number = 2")
                .params(altered, built.packageId())
                .update();
        assertThatThrownBy(() -> night.bytesOf(built))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing may be sent from this store");
    }

    @Test
    void noPackageIsBuiltOfItemsWhoseBytesAreGone() {
        Run run = fourPackages();
        night.store
                .jdbc()
                .sql("delete from item_block where run_id = ?")
                .param(run.runId())
                .update();

        assertThatThrownBy(() -> night.buildAll(run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("block of range 0 of run " + run.runId() + " any more");
        assertThat(night.ledger.run(run.runId()).orElseThrow().state()).isEqualTo(RunState.RELEASED);
    }

    /** Writes a package of a given size, by single bytes and in large pieces. */
    private record WideProfile(int size) implements RegistryProfile {
        @Override
        public void writePackage(SubmissionPackage manifest, Iterator<byte[]> items, OutputStream out)
                throws IOException {
            out.write(new byte[size - 3]);
            for (char one : "xyz".toCharArray()) {
                out.write(one);
            }
        }

        @Override
        public String code() {
            return PaperNight.PROFILE.code();
        }

        @Override
        public Powers powers() {
            return PaperNight.PROFILE.powers();
        }

        @Override
        public String subject(String accountKey) {
            return PaperNight.PROFILE.subject(accountKey);
        }

        @Override
        public DueItems due(CreditRecord record, SubjectHistory history) {
            return PaperNight.PROFILE.due(record, history);
        }

        @Override
        public ReportItem render(String target, String accountKey, DueItems.Due due) {
            return PaperNight.PROFILE.render(target, accountKey, due);
        }

        @Override
        public PackageLimits packageLimits() {
            return PaperNight.PROFILE.packageLimits();
        }

        @Override
        public List<LocalDate> calendarDates(LocalDate after, LocalDate until) {
            return List.of();
        }
    }

    @Test
    void aCrashWhileBuildingLeavesNoNumberBehind() {
        Run run = fourPackages();
        RegistryProfile broken = new WideProfile(0);
        assertThatThrownBy(() -> night.ledger.buildPackage(run.runId(), broken, broken.packageLimits(), night.token))
                .isInstanceOf(NegativeArraySizeException.class);
        assertThat(night.ledger.packagesOf(run.runId())).isEmpty();
        assertThat(night.buildAll(run).get(0).sequence()).isEqualTo(1);
    }

    @Test
    void twoBuildersLeaveNoGapAndNoItemTwice() throws Exception {
        Run one = night.released(MONDAY, accounts("a", 12));
        Run two = night.released(MONDAY.plusDays(1), accounts("b", 12));
        CyclicBarrier start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        List<StoredPackage> built = new ArrayList<>();
        try {
            List<Future<List<StoredPackage>>> builders = new ArrayList<>();
            for (Run run : List.of(one, two)) {
                builders.add(pool.submit(() -> {
                    start.await();
                    return night.buildAll(run);
                }));
            }
            for (Future<List<StoredPackage>> builder : builders) {
                built.addAll(builder.get());
            }
        } finally {
            pool.shutdown();
        }
        assertThat(built.stream().map(StoredPackage::sequence).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 8).boxed().toList());
        assertThat(built.stream().flatMap(each -> night.itemsOf(each).stream()))
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    @Test
    void aSendIsWrittenDownBeforeAndAfter() {
        Run run = fourPackages();
        StoredPackage first = night.buildAll(run).get(0);
        assertThat(night.ledger.markSending(first.packageId(), true, night.token))
                .isEqualTo(SendPermit.GRANTED);
        assertThat(night.state(first)).isEqualTo(PackageState.SENDING);
        assertThat(night.books.items(run.runId()).unanswered())
                .as("perhaps sent")
                .isEqualTo(3);
        assertThat(night.ledger.markSending(first.packageId(), true, night.token))
                .isEqualTo(SendPermit.NOT_BUILT);

        assertThat(night.ledger.recordOutcome(
                        first.packageId(),
                        new DeliveryOutcome.NotSent("no connection", Duration.ofSeconds(30)),
                        night.token))
                .isEqualTo(PackageState.BUILT);
        assertThat(night.books.items(run.runId()).unsent()).isEqualTo(11);
        night.deliver(first);
        assertThat(night.ledger.storedPackage(first.packageId()).orElseThrow().receipt())
                .isEqualTo("receipt of 1");
        assertThat(night.store
                        .jdbc()
                        .sql("select outcome from package_attempt where package_id = ? order by attempt_number")
                        .param(first.packageId())
                        .query(String.class)
                        .list())
                .containsExactly("NOT_SENT", "RECEIVED");
        assertThatThrownBy(() -> night.ledger.recordOutcome(first.packageId(), REFUSED, night.token))
                .as("an outcome is recorded once")
                .isInstanceOf(StaleStateException.class);
    }

    @Test
    void nothingLeavesWhilePausedUnreleasedOrOutOfTurn() {
        Run run = night.prepared(MONDAY, accounts("a", 4));
        List<StoredPackage> built = night.buildAll(run);
        String first = built.get(0).packageId();
        assertThat(night.ledger.markSending(first, true, night.token)).isEqualTo(SendPermit.RUN_NOT_RELEASED);
        night.ledger.moveRun(run.runId(), RunState.PREPARED, RunState.RELEASED, night.token);
        Targets targets = new Targets(night.store);
        targets.pause(night.target, "Ann", "the registry asked us to");
        assertThat(night.ledger.markSending(first, true, night.token)).isEqualTo(SendPermit.TARGET_PAUSED);
        targets.resume(night.target, "Ann", "they are back");
        String second = built.get(1).packageId();
        assertThat(night.ledger.markSending(second, true, night.token)).isEqualTo(SendPermit.OUT_OF_TURN);
        assertThat(night.state(built.get(1))).isEqualTo(PackageState.BUILT);
        assertThat(night.ledger.markSending(second, false, night.token)).isEqualTo(SendPermit.GRANTED);
        assertThat(night.ledger.markSending(first, true, night.token)).isEqualTo(SendPermit.GRANTED);
    }

    @Test
    void whereOrderIsNotNeededALaterVersionStillNeverPassesAnEarlierOne() {
        PreparedAccount twoVersions = night.reported(
                "a",
                night.item("a", MONDAY, 1, ItemKind.REPORT, null),
                night.item("a", MONDAY.plusDays(1), 2, ItemKind.REPORT, null));
        Run run = night.released(MONDAY, night.range(twoVersions, night.reported("b", MONDAY)));
        RegistryProfile.PackageLimits one = new RegistryProfile.PackageLimits(1, 1_000);
        List<StoredPackage> built = IntStream.range(0, 3)
                .mapToObj(number -> night.ledger
                        .buildPackage(run.runId(), PaperNight.PROFILE, one, night.token)
                        .orElseThrow())
                .toList();
        String earlier = built.get(0).packageId();
        String later = built.get(1).packageId();
        assertThat(permit(later)).as("the earlier one is not sent").isEqualTo(SendPermit.OUT_OF_TURN);
        assertThat(permit(built.get(2).packageId())).as("another account").isEqualTo(SendPermit.GRANTED);

        assertThat(permit(earlier)).isEqualTo(SendPermit.GRANTED);
        assertThat(permit(later)).as("it is on the wire").isEqualTo(SendPermit.OUT_OF_TURN);
        night.ledger.recordOutcome(earlier, new DeliveryOutcome.Unknown("no answer"), night.token);
        assertThat(permit(later)).as("nobody knows").isEqualTo(SendPermit.OUT_OF_TURN);
        night.ledger.resolve(earlier, Resolution.REFUSED, "they refused it", null, "Ann", "telephone");
        assertThat(permit(later)).as("it waits for a person").isEqualTo(SendPermit.OUT_OF_TURN);
    }

    @Test
    void whenTheEarlierVersionIsThereTheLaterOneMayGo() {
        PreparedAccount twoVersions = night.reported(
                "a",
                night.item("a", MONDAY, 1, ItemKind.REPORT, null),
                night.item("a", MONDAY.plusDays(1), 2, ItemKind.REPORT, null));
        Run run = night.released(MONDAY, night.range(twoVersions));
        RegistryProfile.PackageLimits one = new RegistryProfile.PackageLimits(1, 1_000);
        StoredPackage earlier = night.ledger
                .buildPackage(run.runId(), PaperNight.PROFILE, one, night.token)
                .orElseThrow();
        StoredPackage later = night.ledger
                .buildPackage(run.runId(), PaperNight.PROFILE, one, night.token)
                .orElseThrow();
        night.deliver(earlier);
        assertThat(permit(later.packageId())).isEqualTo(SendPermit.GRANTED);
    }

    private SendPermit permit(String packageId) {
        return night.ledger.markSending(packageId, false, night.token);
    }

    @Test
    void aRepeatOfAnUnknownSendSettlesItOnlyWhenItIsReceived() {
        String first = night.buildAll(fourPackages()).get(0).packageId();
        night.ledger.markSending(first, true, night.token);
        night.ledger.recordOutcome(first, new DeliveryOutcome.Unknown("no answer"), night.token);
        for (DeliveryOutcome repeat : List.of(
                REFUSED,
                new DeliveryOutcome.NotSent("HTTP 429", Duration.ofSeconds(60)),
                new DeliveryOutcome.Unknown("reset"))) {
            assertThat(night.ledger.markSending(first, true, night.token)).isEqualTo(SendPermit.NOT_BUILT);
            assertThat(night.ledger.markSendingAgain(first, true, night.token)).isEqualTo(SendPermit.GRANTED);
            assertThat(night.ledger.recordOutcome(first, repeat, night.token))
                    .as(repeat.detail())
                    .isEqualTo(PackageState.UNKNOWN);
        }
        assertThat(night.ledger.markSendingAgain(first, true, night.token)).isEqualTo(SendPermit.GRANTED);
        assertThat(night.ledger.recordOutcome(first, new DeliveryOutcome.Received("201", "r"), night.token))
                .isEqualTo(PackageState.RECEIVED);
        assertThat(night.ledger.storedPackage(first).orElseThrow().detail())
                .isEqualTo("sent again with the same bytes after an unknown outcome: 201");
    }

    @Test
    void aPauseThatTheRegistryAskedForBindsWhoeverComesNextUntilAPersonOpensTheTarget() {
        String first = night.buildAll(fourPackages()).get(0).packageId();
        assertThat(night.ledger.silence(night.target)).isEmpty();
        night.ledger.markSending(first, true, night.token);
        night.ledger.recordOutcome(first, new DeliveryOutcome.NotSent("503", Duration.ofHours(2)), night.token);
        assertThat(night.ledger.silence(night.target).orElseThrow().left())
                .isBetween(Duration.ofMinutes(100), Duration.ofHours(2));
        new Targets(night.store).resume(night.target, "Ann", "they called");
        assertThat(night.ledger.silence(night.target)).isEmpty();
    }

    @Test
    void aPauseOfBeforeTheClockWasPutBackIsNotWaitedFor() {
        String first = night.buildAll(fourPackages()).get(0).packageId();
        night.ledger.markSending(first, true, night.token);
        night.ledger.recordOutcome(first, new DeliveryOutcome.NotSent("503", Duration.ofHours(2)), night.token);
        assertThat(night.ledger.silence(night.target)).isPresent();
        night.store
                .jdbc()
                .sql("update package_attempt set ended_at = ended_at + interval '1' day")
                .update();
        assertThat(night.ledger.silence(night.target)).isEmpty();
    }

    @Test
    void aProcessThatSleptSendsNothingAndItsSendsBecomeUnknown() {
        List<StoredPackage> built = night.buildAll(fourPackages());
        String first = built.get(0).packageId();
        assertThat(night.ledger.markSending(first, true, night.token)).isEqualTo(SendPermit.GRANTED);
        LeaseToken heir = night.overtake();
        assertThatThrownBy(() -> night.ledger.markSending(built.get(1).packageId(), false, night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(night.state(built.get(1))).isEqualTo(PackageState.BUILT);
        assertThatThrownBy(
                        () -> night.ledger.recordOutcome(first, new DeliveryOutcome.Received("201", "r"), night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(night.state(built.get(0))).isEqualTo(PackageState.SENDING);

        assertThat(night.ledger.adoptStrandedSends(night.target, heir))
                .extracting(StoredPackage::packageId, StoredPackage::state)
                .containsExactly(tuple(first, PackageState.UNKNOWN));
        assertThat(night.ledger.adoptStrandedSends(night.target, heir)).isEmpty();
        assertThatThrownBy(() -> night.ledger.recordOutcome(first, new DeliveryOutcome.Received("201", "r"), heir))
                .isInstanceOf(StaleStateException.class);
    }

    @Test
    void ownSendsUnderWayAreNotAdopted() {
        StoredPackage first = night.buildAll(fourPackages()).get(0);
        assertThat(night.ledger.markSending(first.packageId(), true, night.token))
                .isEqualTo(SendPermit.GRANTED);
        assertThat(night.ledger.adoptStrandedSends(night.target, night.token)).isEmpty();
        assertThat(night.state(first)).isEqualTo(PackageState.SENDING);
    }

    @Test
    void anUnknownOutcomeIsResolvedByNameAndReason() {
        Run run = fourPackages();
        List<StoredPackage> built = night.buildAll(run);
        StoredPackage first = built.get(0);
        DeliveryOutcome.Unknown unknown = new DeliveryOutcome.Unknown("no answer after the last byte");
        assertThat(night.send(first, unknown)).isEqualTo(PackageState.UNKNOWN);
        assertThat(night.books.items(run.runId()).unanswered()).isEqualTo(3);
        assertThat(night.ledger.markSending(built.get(1).packageId(), true, night.token))
                .isEqualTo(SendPermit.OUT_OF_TURN);

        night.ledger.resolve(
                first.packageId(), Resolution.NOT_SENT, "not on their list", null, "Ann", "asked by phone");
        assertThat(night.state(first)).isEqualTo(PackageState.BUILT);
        assertThat(night.books.items(run.runId()).unsent()).isEqualTo(11);
        assertThat(night.send(first, unknown)).isEqualTo(PackageState.UNKNOWN);
        night.ledger.resolve(first.packageId(), Resolution.RECEIVED, "on their list", "R-77", "Ann", "asked again");
        assertThat(night.ledger.storedPackage(first.packageId()).orElseThrow().receipt())
                .isEqualTo("R-77");
        assertThatThrownBy(() -> night.ledger.resolve(first.packageId(), Resolution.REFUSED, "x", null, "Bob", "y"))
                .isInstanceOf(StaleStateException.class);
        assertThat(night.store
                        .jdbc()
                        .sql("select reason from audit_entry where subject = ? order by entry_id")
                        .param(first.packageId())
                        .query(String.class)
                        .list())
                .containsExactly("NOT_SENT: asked by phone", "RECEIVED: asked again");
    }

    @Test
    void aRefusedPackageWaitsForAPersonAndIsReplacedUnderItsNumber() {
        Run run = fourPackages();
        List<StoredPackage> built = night.buildAll(run);
        night.deliver(built.get(0));
        StoredPackage refused = built.get(1);
        assertThat(night.send(refused, REFUSED)).isEqualTo(PackageState.REFUSED);
        assertThat(night.findings(run.runId())).containsExactly("out-of-order");
        assertThat(night.buildAll(run)).as("its items wait").isEmpty();
        assertThat(night.ledger.markSending(built.get(2).packageId(), true, night.token))
                .isEqualTo(SendPermit.OUT_OF_TURN);

        assertThat(night.ledger.returnItems(refused.packageId(), "Ann", "counter was reset"))
                .isEqualTo(3);
        assertThatThrownBy(() -> night.ledger.returnItems(refused.packageId(), "Ann", "twice"))
                .isInstanceOf(StaleStateException.class);
        List<StoredPackage> rebuilt = night.buildAll(run);
        assertThat(rebuilt).extracting(StoredPackage::sequence).containsExactly(2L, 3L, 4L);
        assertThat(rebuilt.get(0).supersedes()).isEqualTo(refused.packageId());
        assertThat(rebuilt.get(0).packageId()).isNotEqualTo(refused.packageId());
        assertThat(night.itemsOf(rebuilt.get(0)).get(0)).contains("/a3/");
        rebuilt.forEach(night::deliver);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(11, 0, 11, 0, 0, 0, 0));
        assertThat(night.books.imbalances(run.runId())).isEmpty();
    }

    @Test
    void withdrawnItemsOfARefusedPackageLeaveNoGap() {
        Run run = fourPackages();
        List<StoredPackage> built = night.buildAll(run);
        assertThat(night.send(built.get(0), REFUSED)).isEqualTo(PackageState.REFUSED);
        assertThat(night.ledger.withdrawItems(built.get(0).packageId(), "Ann", "sent by hand"))
                .isEqualTo(3);
        List<StoredPackage> rebuilt = night.buildAll(run);
        assertThat(rebuilt).extracting(StoredPackage::sequence).containsExactly(1L, 2L, 3L);
        rebuilt.forEach(night::deliver);
        assertThat(night.books.items(run.runId())).isEqualTo(new ItemBook(11, 0, 8, 0, 0, 3, 0));
    }
}
