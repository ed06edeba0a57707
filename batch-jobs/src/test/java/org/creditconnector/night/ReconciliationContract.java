package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.creditconnector.night.NightFixture.FRIDAY;
import static org.creditconnector.night.NightFixture.TARGET;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.creditconnector.ledger.GuiltyRecord;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.creditconnector.mockregistry.Arrivals;
import org.creditconnector.mockregistry.Holding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books that do not balance name the guilty records, whatever the store. */
abstract class ReconciliationContract {
    @TempDir
    Path home;

    private NightFixture night;

    abstract StoreSettings store(Path home);

    @BeforeEach
    void open() throws IOException {
        night = new NightFixture(home, store(home));
    }

    @AfterEach
    void close() {
        night.close();
    }

    private RunReport reconcile(boolean deep) throws IOException {
        List<RunReport> runs = night.nights().reconcile(TARGET, FRIDAY, deep);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private long listings() {
        return night.registry
                .arrivals()
                .getOrDefault("listHoldings", new Arrivals(0, 0))
                .requests();
    }

    // ------------------------------------------------------------------ the registry

    @Test
    void aReconciledRunCanBeComparedAgainAndIsListedOnlyWhenAsked() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        assertThat(reconcile(false).exit()).isEqualTo(ExitCode.DONE);
        assertThat(listings()).as("totals and digests gave no reason to list").isZero();
        RunReport deep = reconcile(true);
        assertThat(deep.exit()).isEqualTo(ExitCode.DONE);
        assertThat(deep.cause()).isNull();
        assertThat(deep.guilty()).isEmpty();
        assertThat(listings()).isEqualTo(1);
        assertThat(night.nights().reconcile(TARGET, null)).as("nothing is left").isEmpty();
    }

    @Test
    void whatTheRegistryChangedAfterwardsIsNamedAndTheRunStaysReconciled() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        Holding lost = night.registry.holdings(null, FRIDAY).get(2);
        night.registry.forget(null, subject(3));
        night.registry.invent(null, new Holding("account:X", "invented", FRIDAY, 1, "0".repeat(64), "EUR", Map.of()));
        night.registry.alter(null, subject(7), "paid", new BigDecimal("1"));

        RunReport red = reconcile(false);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.state()).isEqualTo("RECONCILED");
        assertThat(red.cause()).contains("3 items are not held as in our books: 1 missing, 1 extra, 1 altered");
        assertThat(red.guilty())
                .extracting(GuiltyRecord::rule, GuiltyRecord::subject, GuiltyRecord::accountKey)
                .containsExactlyInAnyOrder(
                        tuple(GuiltyRecord.REGISTRY_MISSING, subject(3), TinyLender.key(3)),
                        tuple(GuiltyRecord.REGISTRY_EXTRA, "account:X", null),
                        tuple(GuiltyRecord.REGISTRY_ALTERED, subject(7), TinyLender.key(7)));
        assertThat(red.guilty().get(0).next())
                .isEqualTo("resubmit L-00003 --target registry --author NAME --reason TEXT");
        assertThat(night.run(FRIDAY).exit()).as("the date's last word").isEqualTo(ExitCode.UNBALANCED);
        assertThat(reconcile(false).guilty()).hasSize(3);
        night.reopen();
        assertThat(
                        night.rows(
                                "select account_key as k, rule_id as r from finding where rule_id like 'RECON-%' order by rule_id"))
                .as("kept once, whoever asks")
                .extracting(row -> row.get("k"), row -> row.get("r"))
                .containsExactly(
                        tuple(TinyLender.key(7), GuiltyRecord.REGISTRY_ALTERED),
                        tuple(null, GuiltyRecord.REGISTRY_EXTRA),
                        tuple(TinyLender.key(3), GuiltyRecord.REGISTRY_MISSING));

        night.registry.invent(null, lost);
        night.registry.forget(null, "account:X");
        night.registry.alter(null, subject(7), "paid", new BigDecimal("110"));
        RunReport bytes = reconcile(false);
        assertThat(bytes.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(bytes.guilty())
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .endsWith("with another content: only the digest of its bytes differs"));
    }

    @Test
    void aRegistryThatIsMendedBalancesAgain() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        Holding lost = night.registry.holdings(null, FRIDAY).get(2);
        night.registry.forget(null, subject(3));
        assertThat(reconcile(false).exit()).isEqualTo(ExitCode.UNBALANCED);
        night.registry.scenarioPage("{description: x, faults: [{on: getStatement, do: unavailable}]}");
        assertThat(reconcile(false).exit()).isEqualTo(ExitCode.TARGET_DOWN);
        assertThat(night.run(FRIDAY).exit())
                .as("a registry that is down says nothing new about an ended run")
                .isEqualTo(ExitCode.UNBALANCED);
        night.registry.scenario("all-accepted");
        night.registry.invent(null, lost);
        assertThat(reconcile(true).exit()).isEqualTo(ExitCode.DONE);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void itemsOnTheirWayOfAnotherPassExplainTheStatementAndAccuseNobody() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.lender.pay(3, 2, "21.03.2024", "110.00");
        night.registry.scenarioPage("{description: Judged when asked., feedback-delay: on-release}");
        RunReport again =
                night.run(new RunRequest(TARGET, TinyLender.NAME, FRIDAY, new RunRequest.Again("Ada", "late payment")));
        assertThat(again.exit()).isEqualTo(ExitCode.PENDING);
        assertThat(night.registry.release())
                .as("judged, and the feedback not fetched")
                .isEqualTo(1);

        List<RunReport> runs = night.nights().reconcile(TARGET, FRIDAY, false);
        assertThat(runs).extracting(RunReport::exit).containsExactly(ExitCode.DONE, ExitCode.PENDING);
        assertThat(runs.get(0).guilty()).isEmpty();
        assertThat(runs.get(0).cause())
                .isEqualTo("2 items at the registry are of nights whose feedback is not in our books yet:"
                        + " they are on their way");
        night.registry.forget(null, subject(5));
        runs = night.nights().reconcile(TARGET, FRIDAY, true);
        assertThat(runs).extracting(RunReport::exit).containsExactly(ExitCode.UNBALANCED, ExitCode.UNBALANCED);
        assertThat(runs.get(1).guilty())
                .as("only what nothing explains")
                .extracting(GuiltyRecord::subject)
                .containsExactly(subject(5));
    }

    @Test
    void aStatementThatIsNotOfItsOwnListingIsTheRegistrysFault() throws Exception {
        night.registry.scenarioPage("{description: x, faults: [{on: getStatement, do: wrong-totals}]}");
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.cause()).contains(" by the registry's statement, ", " by its own listing, ");
        assertThat(red.guilty()).isEmpty();
    }

    // ------------------------------------------------------------------ the source

    /** A control query that adds up something else than the rows. */
    private void control(String sql) throws IOException {
        Path folder = home.resolve("sources").resolve(TinyLender.NAME);
        String mapping = Files.readString(folder.resolve("mapping.yaml"));
        if (!mapping.contains("control:")) {
            Files.writeString(
                    folder.resolve("mapping.yaml"),
                    mapping.replaceFirst("(?m)^queries:", "control: control.sql\nqueries:"));
        }
        Files.writeString(folder.resolve("control.sql"), sql);
    }

    private static final String CONTROL = """
            select x.currency, count(*) as accounts, sum(%s) as principal, cast(null as decimal(24, 6)) as credit_limit,
                   cast(null as decimal(24, 6)) as outstanding, cast(null as decimal(24, 6)) as overdue,
                   cast(null as decimal(24, 6)) as paid
              from loans x
             where :range(x.loan) %s
             group by x.currency
            """;
    private static final String AMOUNT = "cast(x.amount as decimal(24, 6))";

    @Test
    void aSourceWhoseOwnTotalsAreRightBalances() throws Exception {
        control(CONTROL.formatted(AMOUNT, ""));
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
    }

    private static final String WRONG = "case when x.loan = 'L-00006' then 301 else " + AMOUNT + " end";

    @Test
    void aSourceThatContradictsItselfIsAskedForEverSmallerPartsUntilTheAccountIsFound() throws Exception {
        night.source = "range-size: 100";
        control(CONTROL.formatted(WRONG, ""));
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(night.requests()).as("nothing is sent").isZero();
        assertThat(red.cause())
                .startsWith(
                        "extract: EUR principal 3001 by the source's control query, 3000 by our books, 1 more; in range 0 [, );"
                                + " accounts that did not change and of which ")
                .contains(
                        "control.sql tells something else than the rows as the mapping reads them: 1; the mapping engineer")
                .endsWith("mend it, reject the run, and run the night anew")
                .doesNotContain("[accounts=");
        assertThat(red.guilty())
                .extracting(GuiltyRecord::rule, GuiltyRecord::accountKey, GuiltyRecord::next)
                .containsExactly(tuple(
                        GuiltyRecord.SOURCE_CONTROL, "L-00006", "mapping explain tiny L-00006 account.principal"));
        assertThat(red.guilty().get(0).message()).contains("another principal of account L-00006");
        assertThat(red.amounts().get(0).principal()).isEqualByComparingTo("3000");
        assertThat(red.sourceAmounts().get(0).principal()).isEqualByComparingTo("3001");

        control(CONTROL.formatted(AMOUNT, "and x.loan <> 'L-00009'"));
        night.reopen();
        RunReport count = night.run(FRIDAY);
        assertThat(count.guilty())
                .as("what was counted then is compared with what the source shows now")
                .extracting(GuiltyRecord::rule, GuiltyRecord::accountKey)
                .containsExactly(tuple(GuiltyRecord.SOURCE_CONTROL, "L-00009"));
    }

    @Test
    void aControlQueryThatIsWrongThroughoutIsNotAskedAboutEachAccount() throws Exception {
        night.source = "range-size: 100";
        for (int number = NightFixture.ACCOUNTS + 1; number <= 40; number++) {
            night.lender.add(number);
        }
        control(CONTROL.formatted(AMOUNT + " + 1", ""));
        RunReport red = night.run(FRIDAY);
        assertThat(red.guilty()).hasSize(SourceComparison.MOST_CONTRADICTED);
        assertThat(red.cause()).contains("as the mapping reads them: 20 and perhaps more;");
    }

    @Test
    void aFigureThatNoLineFillsIsShownAsTheSourcesOnly() throws Exception {
        night.source = "range-size: 100";
        control(CONTROL.formatted(AMOUNT, "")
                .replace("cast(null as decimal(24, 6)) as credit_limit", "sum(1) as credit_limit"));
        RunReport red = night.run(FRIDAY);
        assertThat(red.exit()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(red.cause())
                .contains("EUR credit limit 10 by the source's control query, none by our books, 10 more")
                .contains("no line of the mapping fills the credit limit: let ")
                .contains("control.sql give null for it, or fill it");
        assertThat(red.amounts().get(0).creditLimit()).as("not ours").isNull();
        assertThat(red.sourceAmounts().get(0).creditLimit()).isEqualByComparingTo("10");
    }

    @Test
    void aSourceThatChangedSinceIsComparedAccountByAccount() throws Exception {
        night.source = "range-size: 100";
        control(CONTROL.formatted(AMOUNT + " + 1", ""));
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        night.lender.drop(4);
        night.lender.change(6, "300.00", "350.00");
        night.lender.add(11);
        night.reopen();
        RunReport red = night.run(FRIDAY);
        assertThat(red.guilty())
                .extracting(GuiltyRecord::rule, GuiltyRecord::accountKey)
                .containsExactlyInAnyOrder(
                        tuple(GuiltyRecord.SOURCE_EXTRA, "L-00004"),
                        tuple(GuiltyRecord.SOURCE_ALTERED, "L-00006"),
                        tuple(GuiltyRecord.SOURCE_MISSING, "L-00011"));
        assertThat(red.guilty().get(0).message()).contains("with another principal");
        assertThat(red.cause())
                .contains("accounts that the source shows otherwise now than they were booked: 3; it changed");
    }

    // ------------------------------------------------------------------ the way out

    private void decline(LocalDate date) {
        night.reopen();
        try (Store store = Store.open(night.store)) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            long run =
                    ledger.run(TARGET, TinyLender.NAME, date, 1).orElseThrow().runId();
            ledger.decline(run, "Ada", "the control query was wrong");
        }
    }

    private RunReport anew(LocalDate date) throws IOException {
        return night.run(new RunRequest(
                TARGET, TinyLender.NAME, date, new RunRequest.Again("Ada", "the control query is mended")));
    }

    @Test
    void aNightBehindOneWhoseBooksDifferSaysWhatItsAccountsWaitFor() throws Exception {
        control(CONTROL.formatted(WRONG, ""));
        assertThat(night.run(FRIDAY).state()).isEqualTo("PREPARED");
        control(CONTROL.formatted(AMOUNT, ""));
        night.reopen();
        RunReport behind = night.run(FRIDAY.plusDays(1));
        assertThat(behind.exit()).isEqualTo(ExitCode.DONE);
        assertThat(behind.accounts().waiting()).isEqualTo(NightFixture.ACCOUNTS);
        assertThat(behind.notes())
                .containsExactly(
                        "10 accounts wait for run registry/tiny/2024-03-22/1, which nobody has decided on;"
                                + " `reject registry/tiny/2024-03-22/1` moves it, or `run` of its date where its books balance");
    }

    @Test
    void aRunWhoseBooksDifferFromTheSourceIsRejectedAndTheNightIsMadeAnew() throws Exception {
        control(CONTROL.formatted(WRONG, ""));
        RunReport red = night.run(FRIDAY);
        assertThat(red.state()).isEqualTo("PREPARED");
        assertThat(red.next()).isEqualTo("reject registry/tiny/2024-03-22/1 --author NAME --reason TEXT");

        control(CONTROL.formatted(AMOUNT, ""));
        night.reopen();
        RunReport still = night.run(FRIDAY);
        assertThat(still.exit()).as("it keeps what it read").isEqualTo(ExitCode.UNBALANCED);
        assertThat(still.cause()).contains("the source folder was changed since, and that seems to have mended it");
        assertThat(still.guilty()).isEmpty();
        assertThat(still.next()).isEqualTo(red.next());

        assertThatThrownBy(() -> anew(FRIDAY)).hasMessageContaining("reject it, or let it go on, first");
        decline(FRIDAY);
        RunReport declined = night.run(FRIDAY);
        assertThat(declined.exit()).isEqualTo(ExitCode.DONE);
        assertThat(declined.state()).isEqualTo("DECLINED");
        assertThat(declined.cause()).isEqualTo("declined by Ada: nothing was sent; `run --again` makes the night anew");
        assertThat(declined.items().withdrawn()).isEqualTo(NightFixture.ACCOUNTS);
        assertThat(night.requests()).as("nothing was sent").isZero();

        RunReport second = anew(FRIDAY);
        assertThat(second.exit()).isEqualTo(ExitCode.DONE);
        assertThat(second.pass()).isEqualTo(2);
        assertThat(second.items().accepted()).isEqualTo(NightFixture.ACCOUNTS);
        assertEachIsHeldOnceAndNumbersHaveNoGap();
        assertThat(night.run(FRIDAY.plusDays(1)).exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theNextNightGoesOnBeforeTheUnbalancedOneIsRejected() throws Exception {
        control(CONTROL.formatted(WRONG, ""));
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.UNBALANCED);
        control(CONTROL.formatted(AMOUNT, ""));
        night.reopen();
        RunReport saturday = night.run(FRIDAY.plusDays(1));
        assertThat(saturday.exit()).isEqualTo(ExitCode.DONE);
        assertThat(saturday.accounts().waiting())
                .as("what Friday made of them may still be sent")
                .isEqualTo(NightFixture.ACCOUNTS);

        decline(FRIDAY);
        RunReport sunday = night.run(FRIDAY.plusDays(2));
        assertThat(sunday.exit()).isEqualTo(ExitCode.DONE);
        assertThat(sunday.items().accepted()).isEqualTo(NightFixture.ACCOUNTS);
        assertThat(night.registry.holdings(null, FRIDAY.plusDays(2)))
                .extracting(Holding::subject)
                .hasSize(NightFixture.ACCOUNTS)
                .doesNotHaveDuplicates();
    }

    private void assertEachIsHeldOnceAndNumbersHaveNoGap() {
        assertThat(night.registry.holdings(null, FRIDAY))
                .extracting(Holding::subject)
                .hasSize(NightFixture.ACCOUNTS)
                .doesNotHaveDuplicates();
        night.reopen();
        List<Map<String, Object>> packages =
                night.rows("select sequence as s, state as st from submission_package order by sequence");
        assertThat(packages).extracting(row -> row.get("st")).containsOnly("RECONCILED");
        assertThat(packages)
                .extracting(row -> ((Number) row.get("s")).intValue())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, packages.size()).boxed().toList());
    }

    private static String subject(int number) {
        return "account:" + TinyLender.key(number);
    }
}
