package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;
import static org.creditconnector.night.TinyLender.key;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.creditconnector.ledger.Decisions;
import org.creditconnector.ledger.Resolution;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.registry.Power;
import org.creditconnector.route.ConnectorRuntime;
import org.creditconnector.rules.RecordRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a night promises for each power of a target, both ways: with it, and when the registry really lacks it and the configuration
 * says so. The registry's own account judges. A new kind of registry or channel extends this class.
 */
abstract class TargetContract {
    private static final LocalDate SATURDAY = FRIDAY.plusDays(1);
    private static final String NOT_COMPARED =
            "the registry gives no statement: our books were compared with the source and the feedback only";

    @TempDir
    Path home;

    private NightFixture night;
    private OtherSide registry;
    /** Packages of a first night. */
    private int packages;
    /** Items of a first night. */
    private int items;

    /** Starts a registry that has forgotten everything. */
    abstract OtherSide start();

    @BeforeEach
    void open() throws Exception {
        registry = start();
        night = new NightFixture(home, new StoreSettings("jdbc:h2:file:" + home.resolve("store"), "sa", ""));
        night.where = registry.configuration();
        night.packageItems = registry.packageItems();
        packages = (ACCOUNTS + night.packageItems - 1) / night.packageItems + (registry.others() == 0 ? 0 : 1);
        items = ACCOUNTS + registry.others();
        registry.prepare(night);
        night.parts = night.parts
                .pauses(registry.pauses())
                .routes(kinds -> new ConnectorRuntime(kinds, RecordRules::check, registry::place));
    }

    @AfterEach
    void close() {
        night.close();
        registry.close();
    }

    /** The registry lacks these, and the target says so. Powers that the profile does not have are lacking anyway. */
    private void without(Power... powers) {
        Set<Power> lacking = EnumSet.noneOf(Power.class);
        lacking.addAll(List.of(powers));
        registry.lack(lacking);
        night.target = "feedback-wait: 1s\npowers: {"
                + lacking.stream().map(power -> power.key() + ": false").collect(Collectors.joining(", ")) + "}";
    }

    private void needs(Power... powers) {
        for (Power power : powers) {
            assumeTrue(registry.declared().has(power), "the profile declares " + power.key());
        }
    }

    private void assertReconciled(RunReport run) {
        if (registry.declared().has(Power.STATEMENT)) {
            assertThat(run.cause()).isNull();
        } else {
            assertThat(run.cause()).isEqualTo(NOT_COMPARED);
        }
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.accounts().balances()).isTrue();
        assertThat(run.items().balances()).isTrue();
    }

    private void assertEachAccountTookEffectOnce() {
        assertThat(registry.effective())
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, number -> number + 1)
                        .limit(ACCOUNTS)
                        .map(number -> key(number) + " 1 REPORT")
                        .toList());
        assertThat(registry.kept()).doesNotHaveDuplicates().hasSize(packages);
    }

    /** What a person does who asked the registry by telephone. */
    private void resolve(RunReport stopped, Resolution resolution) {
        assertThat(stopped.next()).startsWith("resolve ");
        try (Store store = Store.open(night.store)) {
            new SubmissionLedger(store)
                    .resolve(
                            stopped.next().split(" ")[1],
                            resolution,
                            "asked by telephone",
                            null,
                            "Ada",
                            "they have it");
        }
        night.reopen();
    }

    // ------------------------------------------------------------------ idempotent by id, status query

    @Test
    void whatIsTakenOnceGoesAgainWhenNobodyCanBeAsked() throws Exception {
        needs(Power.IDEMPOTENT_BY_ID);
        without(Power.STATUS_QUERY);
        registry.loseNextAnswer();
        assertReconciled(night.run(FRIDAY));
        assertThat(registry.arrivals()).as("one went twice").isEqualTo(packages + 1);
        assertEachAccountTookEffectOnce();
        assertThat(night.rows("select repeats_unknown, outcome from package_attempt order by started_at"))
                .extracting(row -> row.get("repeats_unknown") + " " + row.get("outcome"))
                .startsWith("false UNKNOWN", "true RECEIVED", "false RECEIVED");
    }

    @Test
    void whoCanBeAskedIsAskedAndNothingGoesTwice() throws Exception {
        needs(Power.STATUS_QUERY);
        without(Power.IDEMPOTENT_BY_ID);
        registry.loseNextAnswer();
        assertReconciled(night.run(FRIDAY));
        assertThat(registry.arrivals()).isEqualTo(packages);
        assertEachAccountTookEffectOnce();
    }

    @Test
    void whatARegistryDoesNotKnowWhenAskedIsSentAgain() throws Exception {
        needs(Power.STATUS_QUERY);
        without(Power.IDEMPOTENT_BY_ID);
        registry.loseNextPackage();
        assertReconciled(night.run(FRIDAY));
        assertThat(registry.arrivals()).isEqualTo(packages + 1);
        assertEachAccountTookEffectOnce();
    }

    @Test
    void withNeitherPowerAnUnknownOutcomeWaitsForAPerson() throws Exception {
        without(Power.IDEMPOTENT_BY_ID, Power.STATUS_QUERY);
        registry.loseNextAnswer();
        RunReport unknown = night.run(FRIDAY);
        assertThat(unknown.exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(unknown.cause())
                .startsWith("it is not known whether package ")
                .endsWith("the registry cannot be asked about it; it was not sent again");
        for (int call = 0; call < 3; call++) {
            night.reopen();
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNKNOWN);
        }
        assertThat(registry.arrivals())
                .as("whatever is called, nothing goes again")
                .isEqualTo(registry.declared().ordered() ? 1 : packages);

        resolve(unknown, Resolution.RECEIVED);
        assertReconciled(night.run(FRIDAY));
        assertThat(registry.arrivals()).isEqualTo(packages);
        assertEachAccountTookEffectOnce();
    }

    // ------------------------------------------------------------------ replace

    private RunReport changedOnTheSameDate() throws Exception {
        assertReconciled(night.run(FRIDAY));
        registry.changeWhatWasTold(night.lender, 5);
        return night.run(new RunRequest(
                TARGET, TinyLender.NAME, FRIDAY, new RunRequest.Again("Ada", "a payment was booked late")));
    }

    @Test
    void aCorrectionTakesEffect() throws Exception {
        needs(Power.REPLACE);
        assertReconciled(changedOnTheSameDate());
        assertThat(registry.effective()).endsWith(key(5) + " 2 CORRECTION");
    }

    @Test
    void whereNothingIsReplacedTheAccountIsHeldAndGoesWithTheNextDate() throws Exception {
        without(Power.REPLACE);
        RunReport held = changedOnTheSameDate();
        assertThat(held.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(held.accounts().held()).isOne();
        assertThat(night.rows("select rule_id, message from finding where account_key = '" + key(5) + "'"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.get("rule_id") + " " + finding.get("message"))
                        .startsWith("TARGET-NO-REPLACE facts of " + FRIDAY + " differ from item ")
                        .contains("it takes no corrections, so nothing was sent"));
        assertThat(registry.arrivals()).isEqualTo(packages);
        if (registry.tellsAllEachDate()) {
            assertReconciled(night.run(SATURDAY));
            assertThat(registry.effective()).endsWith(key(5) + " 2 REPORT");
        }
    }

    // ------------------------------------------------------------------ ordering

    @Test
    void whereOrderIsNeededNothingPassesAPackageThatIsStuck() throws Exception {
        needs(Power.ORDERING);
        without(Power.IDEMPOTENT_BY_ID, Power.STATUS_QUERY);
        registry.loseNextPackage();
        RunReport stuck = night.run(FRIDAY);
        assertThat(stuck.exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(registry.arrivals()).isOne();
        resolve(stuck, Resolution.NOT_SENT);
        assertReconciled(night.run(FRIDAY));
        assertEachAccountTookEffectOnce();
    }

    @Test
    void whereOrderIsNotNeededTheOthersGoOn() throws Exception {
        without(Power.IDEMPOTENT_BY_ID, Power.STATUS_QUERY, Power.ORDERING);
        registry.loseNextPackage();
        RunReport stuck = night.run(FRIDAY);
        assertThat(stuck.exit()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(registry.arrivals()).as("all but the stuck one are there").isEqualTo(packages);
        assertThat(registry.kept()).hasSize(packages - 1);
        resolve(stuck, Resolution.NOT_SENT);
        assertReconciled(night.run(FRIDAY));
        assertEachAccountTookEffectOnce();
    }

    // ------------------------------------------------------------------ partial acceptance

    @Test
    void oneBadItemIsRejectedAlone() throws Exception {
        needs(Power.PARTIAL_ACCEPTANCE);
        registry.reject(key(2));
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().rejected()).isOne();
        assertThat(run.items().accepted()).isEqualTo(items - 1);
    }

    @Test
    void whereAllOrNothingIsTakenTheOthersOfThePackageAreRejectedTooAndGoWhenAPersonSaysSo() throws Exception {
        without(Power.PARTIAL_ACCEPTANCE);
        registry.reject(key(2));
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.WORK_LIST);
        assertThat(run.items().rejected()).as("its whole package").isEqualTo(night.packageItems);
        assertThat(run.items().balances()).isTrue();
        registry.reject("nobody any more");
        try (Store store = Store.open(night.store)) {
            Decisions decisions = new Decisions(store);
            for (Map<String, Object> row :
                    night.rows("select account_key, subject from report_item where state = 'REJECTED'")) {
                decisions.resubmit(
                        new Decisions.About(TARGET, TinyLender.NAME, (String) row.get("account_key")),
                        new Decisions.By("Ada", "they have mended their rule"),
                        (String) row.get("subject"));
            }
        }
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.items().accepted()).isEqualTo(night.packageItems);
        assertThat(registry.effective()).hasSize(ACCOUNTS).doesNotHaveDuplicates();
    }

    // ------------------------------------------------------------------ feedback, statement

    @Test
    void withVerdictsEveryItemIsAnswered() throws Exception {
        needs(Power.FEEDBACK);
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.items().accepted()).isEqualTo(items);
    }

    @Test
    void withVerdictsOnlyWhatChangedSinceGoesTheNextNight() throws Exception {
        needs(Power.FEEDBACK);
        assertReconciled(night.run(FRIDAY));
        registry.somethingHappens(night.lender, 3);
        RunReport next = night.run(SATURDAY);
        assertReconciled(next);
        assertThat(next.accounts().unchanged()).isEqualTo(ACCOUNTS - 1);
        assertThat(registry.effective()).hasSize(ACCOUNTS + 1).endsWith(key(3) + " 2 REPORT");
    }

    @Test
    void withoutVerdictsReceivedIsTheEndAndOnlyWhatChangesGoesAgain() throws Exception {
        without(Power.FEEDBACK);
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.cause())
                .startsWith("the registry gives no verdicts: " + items + " items are received and stay unanswered");
        assertThat(run.items().unanswered()).as("nobody guesses").isEqualTo(items);
        assertThat(run.items().balances()).isTrue();
        assertThat(night.ask("select count(*) from registry_mirror", Long.class))
                .isZero();

        registry.somethingHappens(night.lender, 3);
        RunReport next = night.run(SATURDAY);
        assertThat(next.exit())
                .as(String.valueOf(night.rows("select rule_id, message from finding")))
                .isEqualTo(ExitCode.DONE);
        assertThat(next.accounts().unchanged()).isEqualTo(ACCOUNTS - 1);
        assertThat(next.accounts().reported()).isOne();
        assertThat(registry.effective()).hasSize(ACCOUNTS + 1).endsWith(key(3) + " 2 REPORT");
    }

    @Test
    void withAStatementTheBooksAreComparedWithIt() throws Exception {
        needs(Power.STATEMENT, Power.FEEDBACK);
        assertReconciled(night.run(FRIDAY));
        assertThat(night.ask("select count(*) from registry_statement", Long.class))
                .isOne();
    }

    @Test
    void withoutAStatementTheRunSaysWhatWasNotCompared() throws Exception {
        needs(Power.FEEDBACK);
        without(Power.STATEMENT, Power.LISTING);
        RunReport run = night.run(FRIDAY);
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
        assertThat(run.state()).isEqualTo("RECONCILED");
        assertThat(run.cause()).isEqualTo(NOT_COMPARED);
        assertThat(night.ask("select count(*) from registry_statement", Long.class))
                .isZero();
    }
}
