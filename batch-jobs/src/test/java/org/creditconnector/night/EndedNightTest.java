package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.creditconnector.command.Typed;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.route.ConnectorRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a night when it is over, and what a process leaves open when it cannot begin. */
class EndedNightTest {
    @TempDir
    Path home;

    private NightFixture night;

    @BeforeEach
    void open() throws Exception {
        night = new NightFixture(home);
    }

    @AfterEach
    void close() {
        night.close();
    }

    @Test
    void aSecondCallSaysThatTheNightHadEnded() throws Exception {
        assertThat(night.run(FRIDAY).endedBefore()).isFalse();
        RunReport again = night.run(FRIDAY);
        assertThat(again.endedBefore()).isTrue();
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theGateOfASentRunShowsWhatTheDecisionWasAbout() throws Exception {
        night.target = "sign-off: true\nfeedback-wait: 1s";
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.SIGN_OFF);
        night.reopen();
        Typed typed = new Typed(home);
        String name = "registry/tiny/" + FRIDAY + "/1";
        assertThat(typed.run("gate", name)).isZero();
        String content = typed.out()
                .lines()
                .filter(line -> line.contains("content"))
                .findFirst()
                .orElseThrow();
        assertThat(content).contains("10 items of 10 accounts; 0 accounts are held; digest ");
        assertThat(typed.run("approve", name, "--author", "Ada", "--reason", "looked at"))
                .isZero();
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.reopen();
        assertThat(typed.run("gate", name)).isZero();
        assertThat(typed.out()).contains("RECONCILED", content);
    }

    @Test
    void theGateOfADeclinedRunShowsWhatWasDeclined() throws Exception {
        night.target = "sign-off: true";
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.SIGN_OFF);
        night.reopen();
        Typed typed = new Typed(home);
        String name = "registry/tiny/" + FRIDAY + "/1";
        typed.run("gate", name);
        String content = typed.out()
                .lines()
                .filter(line -> line.contains("content"))
                .findFirst()
                .orElseThrow();
        assertThat(typed.run("reject", name, "--author", "Ada", "--reason", "wrong file"))
                .isZero();
        assertThat(typed.run("gate", name)).isZero();
        assertThat(typed.out()).contains("DECLINED", content);
    }

    @Test
    void aTargetThatCannotBeAskedByIdIsCheckedByWhatItCanBeAsked() throws Exception {
        night.registry.scenarioPage("{description: Knows no package by its id., lacks: [status-query]}");
        night.target = "powers: {status-query: false}";
        night.config();
        Typed typed = new Typed(home);
        assertThat(typed.run("target", "check")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("answers as a registry-api registry, asked for its totals");
        assertThat(typed.run("doctor", "--json")).as(typed.out()).isNotEqualTo(ExitCode.TARGET_DOWN.number());
        assertThat(typed.out()).contains("asked for its totals").contains("\"check\":\"disk\",\"ok\":true");

        night.registry.scenarioPage("{description: Lists only., lacks: [status-query, statement]}");
        night.target = "powers: {status-query: false, statement: false}";
        night.config();
        assertThat(typed.run("target", "check")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("asked for what it holds");

        night.registry.scenarioPage("{description: Judges only., lacks: [status-query, statement, listing]}");
        night.target = "powers: {status-query: false, statement: false, listing: false}";
        night.config();
        assertThat(typed.run("target", "check")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("asked for its feedback");

        long before = night.requests();
        night.target = "powers: {status-query: false, statement: false, listing: false, feedback: false}";
        night.config();
        assertThat(typed.run("target", "check")).as(typed.err()).isZero();
        assertThat(typed.out()).contains("was not asked");
        assertThat(night.requests()).isEqualTo(before);
    }

    @Test
    void doctorSaysHowLargeTheStoreIsAndWhetherTheNextNightFindsRoom() throws Exception {
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.reopen();
        Typed typed = new Typed(home);
        typed.run("doctor");
        assertThat(typed.out())
                .containsPattern(
                        "store file +ok +" + home + "/store/credit-connector.mv.db, \\d+ MB, \\d+ MB free there")
                .containsPattern("disk +ok +\\d+ MB are free, a night of tiny needs 25\\d MB");

        night.more = "disk: {least-megabytes: 10000000}\n";
        night.config();
        assertThat(typed.run("doctor")).isNotZero();
        assertThat(typed.out())
                .containsPattern("store file +FAILED +.*expected 10000000 MB at least \\(disk.least-megabytes\\)")
                .containsPattern("disk +FAILED +.*MB are missing; nothing was read or sent; make room");
    }

    @Test
    void whatCannotBeginLeavesNoRoutesOpen() {
        AtomicReference<ConnectorRuntime> routes = new AtomicReference<>();
        AtomicReference<RegistryConnection> registry = new AtomicReference<>();
        night.parts = night.parts
                .routes(registries -> {
                    ConnectorRuntime made = NightParts.standard().routes().apply(registries);
                    try {
                        registry.set(made.connect(
                                night.config().targets().get("registry").endpoint("TINY", registries)));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    assertThat(registry.get().check()).contains("answers");
                    routes.set(made);
                    return made;
                })
                .jobs(store -> {
                    throw new IllegalStateException("Batch does not start");
                });
        assertThatThrownBy(() -> night.nights()).hasMessage("Batch does not start");
        long before = night.requests();
        assertThatThrownBy(() -> registry.get().check())
                .as("the routes are closed")
                .isNotNull();
        assertThat(night.requests()).isEqualTo(before);
        night.parts = NightParts.standard();
    }
}
