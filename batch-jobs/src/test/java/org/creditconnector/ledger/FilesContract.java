package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.PackageNames;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.SubjectHistory;
import org.creditconnector.route.PreparedAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that takes files by name, and answers by name and place. */
abstract class FilesContract {
    private static final int MOST_NAMES = 4;

    private final TestDatabase database;

    private PaperNight night;
    private FakeProfile profile;
    private Run run;
    private StoredPackage sent;

    FilesContract(TestDatabase database) {
        this.database = database;
    }

    /** Serials within a kind. */
    private record Names(String prefix) implements PackageNames {
        @Override
        public String series(String sendClass, Instant createdAt) {
            return prefix + sendClass;
        }

        @Override
        public String name(String series, int serial) {
            if (serial > MOST_NAMES) {
                throw new IllegalStateException("series " + series + " has no name left");
            }
            return series + "-" + serial + ".txt";
        }
    }

    @BeforeEach
    void send() {
        night = new PaperNight(database.shared());
        profile = new FakeProfile(new Names(night.target));
        run = night.released(
                MONDAY,
                night.range(IntStream.range(0, 4)
                        .mapToObj(number -> night.reported("a" + number, MONDAY))
                        .toArray(PreparedAccount[]::new)));
        sent = build(run).orElseThrow();
        night.deliver(sent);
    }

    private Optional<StoredPackage> build(Run of) {
        return night.ledger.buildPackage(of.runId(), profile, profile.packageLimits(), night.token);
    }

    private String nameOf(StoredPackage one) {
        return String.valueOf(night.ledger.manifest(one.packageId()).getFileName());
    }

    private Feedback answer(
            String file, PackageOutcome outcome, int accepted, int rejected, Verdict others, Integer... places) {
        List<ItemVerdict> verdicts = new ArrayList<>();
        for (Integer place : places) {
            verdicts.add(new ItemVerdict(
                    "", Verdict.REJECTED, List.of(new RegistryFinding("BLE017", false, "TotOverd", "", false)), place));
        }
        return new Feedback(
                "of " + file, "", null, outcome, accepted, rejected, List.of(), List.of(), verdicts, file, others);
    }

    @Test
    void serialsAreBurntWhateverBecomesOfTheFile() {
        assertThat(nameOf(sent)).isEqualTo(night.target + "accounts-1.txt");
        assertThat(Instant.parse(
                        String.valueOf(night.ledger.manifest(sent.packageId()).getCreatedAt())))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(5));
        StoredPackage second = build(run).orElseThrow();
        assertThat(night.send(second, new DeliveryOutcome.Refused("name is malformed", "ABN003")))
                .isEqualTo(PackageState.REFUSED);
        night.ledger.returnItems(second.packageId(), "operator", "name was taught");
        StoredPackage again = build(run).orElseThrow();
        assertThat(nameOf(again)).isEqualTo(night.target + "accounts-3.txt");
        assertThat(again.sequence())
                .as("numbers of packages stay without a gap")
                .isEqualTo(second.sequence());
        assertThat(night.send(again, new DeliveryOutcome.NotSent("connection refused", null)))
                .isEqualTo(PackageState.BUILT);
        night.deliver(again);
        assertThat(nameOf(night.ledger.storedPackage(again.packageId()).orElseThrow()))
                .as("the same file goes again")
                .isEqualTo(night.target + "accounts-3.txt");
    }

    @Test
    void allThatStandsIsKnownOldestFirst() {
        for (StoredPackage one : List.of(sent, build(run).orElseThrow())) {
            if (night.state(one) == PackageState.BUILT) {
                night.deliver(one);
            }
            night.answer(night.feedback("f" + one.sequence(), one, night.itemsOf(one), List.of()));
        }
        String first = night.item("a1", MONDAY, 1, ItemKind.REPORT, null).itemId();
        String next =
                night.item("a1", MONDAY.plusDays(1), 2, ItemKind.REPORT, null).itemId();
        night.acceptAll(night.released(
                MONDAY.plusDays(1),
                night.range(night.reported(
                        "a1",
                        night.item("a1", MONDAY.plusDays(1), 2, ItemKind.REPORT, null),
                        night.item("a1", MONDAY, 3, ItemKind.CORRECTION, first)))));
        Map<String, SubjectHistory> histories =
                night.mirror.histories(night.target, List.of("account:a0", "account:a1", "account:x"), profile);
        assertThat(histories.get("account:a1").standing())
                .extracting(SubjectHistory.Accepted::itemId)
                .containsExactly(
                        night.item("a1", MONDAY, 3, ItemKind.CORRECTION, first).itemId(), next);
        assertThat(histories.get("account:a0").standing()).hasSize(1);
        assertThat(histories.get("account:x").standing()).isEmpty();
        assertThat(histories.get("account:a1").standing().get(1).reportedState())
                .isEqualTo(histories.get("account:a1").accepted().reportedState());
    }

    @Test
    void aSeriesWithoutNamesLeftMakesNoPackage() {
        night.store
                .jdbc()
                .sql("update file_serial set last_serial = ? where target = ?")
                .params(MOST_NAMES, night.target)
                .update();
        assertThatThrownBy(() -> build(run)).hasMessageContaining("has no name left");
        assertThat(night.ledger.packagesOf(run.runId())).hasSize(1);
    }

    @Test
    void allOthersAreAcceptedWhereOnlyTheBadPlacesAreNamed() {
        FeedbackResult result =
                night.answer(answer(nameOf(sent), PackageOutcome.PARTLY_ACCEPTED, 2, 1, Verdict.ACCEPTED, 2));
        assertThat(result.detail()).isNotBlank();
        assertThat(result.state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsExactly("ACCEPTED", "REJECTED", "ACCEPTED");
        assertThat(night.findings(run.runId())).containsExactly("BLE017");
        assertThat(night.state(sent)).isEqualTo(PackageState.PARTLY_ACCEPTED);
        assertThat(night.answer(answer(nameOf(sent), PackageOutcome.PARTLY_ACCEPTED, 2, 1, Verdict.ACCEPTED, 2))
                        .state())
                .as("the same file fetched twice")
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.findings(run.runId())).containsExactly("BLE017");
    }

    @Test
    void aFileThatWeNeverSentOrAPlaceItDoesNotHaveIsKeptOut() {
        assertThat(night.answer(answer("foreign.txt", PackageOutcome.ACCEPTED, 3, 0, Verdict.ACCEPTED))
                        .state())
                .isEqualTo(FeedbackState.QUARANTINED);
        FeedbackResult beyond =
                night.answer(answer(nameOf(sent), PackageOutcome.PARTLY_ACCEPTED, 3, 1, Verdict.ACCEPTED, 9));
        assertThat(beyond.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(beyond.detail()).contains("at place 9");
        FeedbackResult miscounted = night.answer(answer(nameOf(sent), PackageOutcome.ACCEPTED, 2, 0, Verdict.ACCEPTED));
        assertThat(miscounted.state()).isEqualTo(FeedbackState.QUARANTINED);
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsOnly("SENT");
    }

    @Test
    void aWholeFileThatIsRefusedRejectsEveryItem() {
        assertThat(night.answer(answer(nameOf(sent), PackageOutcome.REJECTED, 0, 3, Verdict.REJECTED))
                        .state())
                .isEqualTo(FeedbackState.APPLIED);
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsOnly("REJECTED");
        assertThat(night.state(sent)).isEqualTo(PackageState.REJECTED);
    }

    private Feedback nameUsedBefore() {
        Feedback refusal = answer(nameOf(sent), PackageOutcome.REJECTED, 0, 3, Verdict.REJECTED);
        refusal.setFeedbackId("second " + nameOf(sent));
        refusal.setFindings(List.of(new RegistryFinding("ABF009", false, "", "", true)));
        return refusal;
    }

    @Test
    void aFileThatWentOnceAndIsRefusedForItsNameIsRefused() {
        assertThat(night.answer(nameUsedBefore()).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsOnly("REJECTED");
    }

    /** Whichever of the two answers comes first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereAFileWentTwiceTheAnswerToItsFirstArrivalCounts(boolean secondFirst) {
        sent = build(run).orElseThrow();
        night.send(sent, new DeliveryOutcome.Unknown("the connection broke off"));
        night.ledger.markSendingAgain(sent.packageId(), false, night.token);
        night.ledger.recordOutcome(sent.packageId(), new DeliveryOutcome.Received("there", "receipt"), night.token);
        int items = night.itemsOf(sent).size();
        Feedback first = answer(nameOf(sent), PackageOutcome.ACCEPTED, items, 0, Verdict.ACCEPTED);
        if (!secondFirst) {
            assertThat(night.answer(first).state()).isEqualTo(FeedbackState.APPLIED);
        }
        assertThat(night.answer(nameUsedBefore()).state()).isEqualTo(FeedbackState.SUPERSEDED);
        if (secondFirst) {
            assertThat(night.itemsOf(sent).stream().map(night::state))
                    .as("nobody guesses")
                    .containsOnly("SENT");
            assertThat(night.answer(first).state()).isEqualTo(FeedbackState.APPLIED);
        }
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsOnly("ACCEPTED");
    }

    private Feedback alreadyThere(StoredPackage about, int place, int items) {
        return new Feedback(
                "already " + nameOf(about),
                "",
                null,
                PackageOutcome.PARTLY_ACCEPTED,
                items - 1,
                1,
                List.of(),
                List.of(),
                List.of(new ItemVerdict(
                        "",
                        Verdict.REJECTED,
                        List.of(new RegistryFinding("ABR004", false, "RptDate", "", true)),
                        place)),
                nameOf(about),
                Verdict.ACCEPTED);
    }

    @Test
    void aRecordThatIsThereAlreadyThoughNothingLeftBeforeStaysRefused() {
        assertThat(night.answer(alreadyThere(sent, 2, 3)).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.itemsOf(sent).stream().map(night::state)).containsExactly("ACCEPTED", "REJECTED", "ACCEPTED");
    }

    /** The first answer refused the file's second arrival; what the first one brought is on file. */
    @Test
    void aRecordThatIsThereAlreadyFromAFileThatLeftBeforeIsAccepted() {
        night.answer(answer(nameOf(sent), PackageOutcome.REJECTED, 0, 3, Verdict.REJECTED));
        night.deliver(build(run).orElseThrow());
        ReportItem later = night.item("a0", MONDAY, 2, ItemKind.REPORT, null);
        ReportItem sameAgain = new ReportItem(
                later.itemId(),
                later.subject(),
                later.accountKey(),
                later.kind(),
                later.reportDate(),
                later.sequence(),
                null,
                night.item("a0", MONDAY, 1, ItemKind.REPORT, null).contentHash(),
                later.totals(),
                later.sendClass(),
                later.bytes(),
                later.reportedState());
        Run next = night.released(MONDAY.plusDays(1), night.range(night.reported("a0", sameAgain)));
        StoredPackage again = build(next).orElseThrow();
        night.deliver(again);
        assertThat(night.answer(alreadyThere(again, 1, 1)).state()).isEqualTo(FeedbackState.APPLIED);
        assertThat(night.itemsOf(again).stream().map(night::state)).containsExactly("ACCEPTED");
        assertThat(night.mirror
                        .histories(night.target, List.of("account:a0"), profile)
                        .get("account:a0")
                        .standing())
                .hasSize(1);
        assertThat(night.answer(alreadyThere(again, 1, 1)).state())
                .as("the same file fetched twice")
                .isEqualTo(FeedbackState.APPLIED);
    }
}
