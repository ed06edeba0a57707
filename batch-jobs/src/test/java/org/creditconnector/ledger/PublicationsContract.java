package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.ledger.PaperNight.MONDAY;

import java.util.List;
import org.creditconnector.ledger.Publications.Publication;
import org.creditconnector.registry.AccountVerdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A night that a changed source folder stopped is approved by another person than who published the folder. */
abstract class PublicationsContract {
    private static final Release FIRST = new Release("1-aa", "0.1");

    private final TestDatabase database;

    private PaperNight night;
    private Publications publications;
    private String source;

    PublicationsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        night = new PaperNight(database.shared());
        publications = new Publications(night.store);
        source = "of " + night.target;
    }

    private Run opened(String version) {
        return night.ledger.openRun(
                new RunOrder(night.target, source, MONDAY, MONDAY, "BANK1", version, null), night.token);
    }

    private Run stopped(String version) {
        Run run = opened(version);
        night.ledger.saveRanges(run.runId(), List.of(new StoredRange(0, null, null, false)), night.token);
        night.ledger.settleVanished(storedAll(run), night.token);
        night.ledger.moveRun(run.runId(), RunState.OPENED, RunState.PREPARED, night.token);
        night.ledger.holdForSecondPerson(
                run.runId(), RunState.PREPARED, List.of("the folder has changed"), night.token);
        return night.ledger.run(run.runId()).orElseThrow();
    }

    private long storedAll(Run run) {
        var range = night.range(night.quiet("a", AccountVerdict.NOT_DUE));
        night.ledger.storeRange(new RangeId(run.runId(), 0), range, PaperNight.totals(range), night.token);
        return run.runId();
    }

    @Test
    void whatNobodyPublishedNobodyApproves() {
        Run run = stopped("v2");
        assertThat(run.secondPerson()).isTrue();
        assertThat(publications.next(run)).isEqualTo("mapping publish " + source + " --author NAME --reason TEXT");
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), "Ben", "looks right"))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessage("the changed source folder of run " + run.name()
                        + " is not the one that somebody published, so nobody answers for it; `mapping publish "
                        + source
                        + " --author NAME --reason TEXT` first, then another person approves");
        assertThat(night.ledger.run(run.runId()).orElseThrow()).isEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Example", "ada example", " Ada  EXAMPLE ", "Ada\tExample"})
    void thePublisherIsNoSecondPersonHoweverTheNameIsTyped(String name) {
        Run run = stopped("v2");
        publications.publish(source, "v2", "Ada Example", "another product code");
        assertThat(publications.next(run)).isEqualTo("approve " + run.name() + " --author NAME --reason TEXT");
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), name, "I know what I did"))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessage("Ada Example published the changed source folder of run " + run.name()
                        + ", and what it makes otherwise is beyond the limit; another person must approve it");
        night.ledger.approve(run.runId(), "Ben", "I looked at the contracts");
        assertThat(night.ledger.run(run.runId()).orElseThrow().state()).isEqualTo(RunState.RELEASED);
    }

    @Test
    void whoPublishedMayRefuse() {
        Run run = stopped("v2");
        publications.publish(source, "v2", "Ada", "another product code");
        night.ledger.decline(run.runId(), "Ada", "it was a mistake");
        assertThat(night.ledger.run(run.runId()).orElseThrow().state()).isEqualTo(RunState.DECLINED);
    }

    @Test
    void theFirstPublisherOfAVersionStaysUntilAnotherVersionIsPublished() {
        Publication first = publications.publish(source, "v2", "Ada", "another product code");
        assertThat(publications.publish(source, "v2", "Ben", "me too")).isEqualTo(first);
        assertThat(publications.publish(source, "v3", "Ben", "once more").author())
                .isEqualTo("Ben");
        Run run = stopped("v2");
        assertThat(publications.of(run)).as("not the one in force").isEmpty();
        assertThat(publications
                        .publish(source, "v2", "Cleo", "back to the one before")
                        .author())
                .isEqualTo("Cleo");
        assertThat(publications.inForce("another " + source)).isEmpty();
        night.ledger.approve(run.runId(), "Ada", "Cleo went back to it");
    }

    @Test
    void aRunThatStopsOnceMoreGoesOnNeedingASecondPerson() {
        Run run = stopped("v2");
        publications.publish(source, "v2", "Ada", "another product code");
        night.ledger.approve(run.runId(), "Ben", "looked at it");
        night.ledger.holdRun(run.runId(), RunState.RELEASED, List.of("the content has changed"), night.token);
        assertThatThrownBy(() -> night.ledger.approve(run.runId(), "Ada", "only a little"))
                .isInstanceOf(DecisionRefusedException.class);
    }

    @Test
    void aFolderThatIsChangedInTheMiddleOfARunIsNotForgotten() {
        Run run = opened("v1");
        night.ledger.saveRanges(
                run.runId(),
                List.of(new StoredRange(0, null, "m", false), new StoredRange(1, "m", null, false)),
                night.token);
        assertThat(night.ledger.madeWith(run, "v2", FIRST, night.token).mappingVersion())
                .isEqualTo("v2");
        assertThat(night.ledger.earlierVersions(run.runId()))
                .as("nothing was made with it")
                .isEmpty();
        storedAll(run);
        assertThat(night.ledger.madeWith(run, "v2", FIRST, night.token).mappingVersion())
                .isEqualTo("v2");
        night.ledger.madeWith(run, "v3", FIRST, night.token);
        assertThat(night.ledger.earlierVersions(run.runId())).containsExactly("v2");
        night.ledger.madeWith(run, "v2", FIRST, night.token);
        assertThat(night.ledger.run(run.runId()).orElseThrow().mappingVersion()).isEqualTo("v2");
        assertThat(night.ledger.earlierVersions(run.runId())).containsExactly("v3");
    }

    @Test
    void whoHasLostTheLeaseChangesNoVersion() {
        Run run = opened("v1");
        night.overtake();
        assertThatThrownBy(() -> night.ledger.madeWith(run, "v2", FIRST, night.token))
                .isInstanceOf(LeaseLostException.class);
        assertThat(night.ledger.run(run.runId()).orElseThrow().mappingVersion()).isEqualTo("v1");
    }

    @Test
    void theReleaseThatMadeARunIsKeptAndASecondOneBesideItOnceSomethingIsStored() {
        Run run = opened("v1");
        assertThat(night.ledger.release(run.runId())).isEmpty();
        night.ledger.saveRanges(
                run.runId(),
                List.of(new StoredRange(0, null, "m", false), new StoredRange(1, "m", null, false)),
                night.token);
        night.ledger.madeWith(run, "v1", FIRST, night.token);
        Release second = new Release("2-bb", "0.2");
        night.ledger.madeWith(run, "v1", second, night.token);
        assertThat(night.ledger.release(run.runId())).contains(second);
        storedAll(run);
        night.ledger.madeWith(run, "v1", second, night.token);
        assertThat(night.ledger.release(run.runId())).contains(second);
        night.ledger.madeWith(run, "v1", FIRST, night.token);
        night.ledger.madeWith(run, "v1", second, night.token);
        Release both = night.ledger.release(run.runId()).orElseThrow();
        assertThat(both).isEqualTo(new Release("2-bb+1-aa", "0.2+0.1"));
        assertThat(both.makesTheSameAs(FIRST)).isFalse();
        assertThat(both.makesTheSameAs(second)).isFalse();
    }
}
