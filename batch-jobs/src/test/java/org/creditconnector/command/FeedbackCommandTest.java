package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.config.StoreConfig;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.ledger.SubmissionLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code feedback list·show·apply·discard} as a person types them. */
class FeedbackCommandTest {
    private static final String[] BY = {"--author", "A. Operator", "--reason", "asked the registry"};

    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                sources:
                  loans: {mapping: fineract, url: "jdbc:h2:mem:x"}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """);
        terminal = new Terminal(home);
    }

    private long keepOut(FeedbackPage.Entry entry) {
        StoreConfig config = StoreConfig.embedded(home);
        try (Store store = Store.open(
                new StoreSettings(config.url(), config.user(), config.password().value()))) {
            SubmissionLedger ledger = new SubmissionLedger(store);
            long id = ledger.storeFeedback("registry", new FeedbackPage(List.of(entry), "c1", false))
                    .get(0);
            ledger.applyFeedback(id);
            return id;
        }
    }

    private long unreadable() {
        return keepOut(new FeedbackPage.Entry(
                "F1",
                "{\"feedbackId\": \"F1\", \"borrower\": \"Ada Müller 王 70123456\", \"items\": [\u001b",
                null,
                "field items is no list"));
    }

    private long foreign() {
        Feedback feedback = new Feedback(
                "F2",
                "99999999-2222-3333-4444-555555555555",
                "2026-03-03T01:00:00Z",
                PackageOutcome.ACCEPTED,
                1,
                0,
                List.of(),
                List.of(),
                List.of(new ItemVerdict("i1", Verdict.ACCEPTED, List.of(), null)),
                null,
                null);
        return keepOut(new FeedbackPage.Entry("F2", feedback.toString(), feedback, null));
    }

    private Terminal type(String... words) {
        return terminal.run(Stream.concat(java.util.Arrays.stream(words), java.util.Arrays.stream(BY))
                .toArray(String[]::new));
    }

    @Test
    void nothingKeptOutIsSaid() {
        terminal.run("feedback", "list", "--target", "registry");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out()).isEqualTo("no feedback is quarantined\n");
        terminal.run("feedback", "list", "--limit", "0");
        assertThat(terminal.exit()).isEqualTo(2);
    }

    @Test
    void theListNamesTheReasonAndTheNextCommand() {
        long cut = unreadable();
        long foreign = foreign();
        terminal.run("feedback", "list");
        assertThat(terminal.out())
                .contains(foreign + "  registry  F2  package 99999999-2222-3333-4444-555555555555  received 20")
                .contains("    FEEDBACK-FOREIGN: it is about package 99999999-2222-3333-4444-555555555555")
                .contains(cut + "  registry  F1  received ")
                .contains("    FEEDBACK-UNREADABLE: it cannot be read: field items is no list\n")
                .endsWith("  next  ./credit-connector feedback show " + foreign + "\n");

        terminal.run("feedback", "list", "--json");
        JsonNode listed = Terminal.parse(terminal.out()).get("feedback");
        assertThat(listed.size()).isEqualTo(2);
        assertThat(listed.at("/1/ruleId").asString()).isEqualTo("FEEDBACK-UNREADABLE");

        terminal.run("status");
        assertThat(terminal.out())
                .contains("  2 feedbacks were kept out of the books\n"
                        + "    next  ./credit-connector feedback list --target registry\n");
    }

    @Test
    void textThatNobodyCouldReadIsShownWithoutASingleValue() {
        long id = unreadable();
        terminal.run("feedback", "show", Long.toString(id));
        assertThat(terminal.out())
                .contains("QUARANTINED")
                .contains("{\"feedbackId\": \"x0\", \"borrower\": \"xxx xxxxxx x 00000000\", \"items\": [")
                .contains("./credit-connector feedback discard " + id + " --author NAME --reason TEXT")
                .doesNotContain("feedback apply")
                .doesNotContain("Ada")
                .doesNotContain("Müller")
                .doesNotContain("王")
                .doesNotContain("70123456")
                .doesNotContain("\u001b");
        terminal.run("feedback", "show", Long.toString(id), "--json");
        assertThat(terminal.out()).doesNotContain("Müller").doesNotContain("70123456");
        assertThat(Terminal.parse(terminal.out()).get("content").isNull()).isTrue();
    }

    @Test
    void whatItSaysIsShownWhereItCouldBeRead() {
        long id = foreign();
        terminal.run("feedback", "show", Long.toString(id), "--json");
        JsonNode shown = Terminal.parse(terminal.out());
        assertThat(shown.at("/content/accepted").asInt()).isEqualTo(1);
        assertThat(shown.at("/next/0").asString()).startsWith("feedback discard " + id);
    }

    @Test
    void discardSettlesOnceAndApplyOnlyWrongSums() {
        long id = foreign();
        type("feedback", "apply", Long.toString(id));
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("was kept out for FEEDBACK-FOREIGN; only wrong counts or sums");

        type("feedback", "discard", Long.toString(id));
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out())
                .startsWith(id + "  DISCARDED  it is about package ")
                .contains("by A. Operator");
        type("feedback", "discard", Long.toString(id));
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("is DISCARDED; only one that is QUARANTINED is decided on");
        terminal.run("feedback", "list", "--state", "discarded");
        assertThat(terminal.out()).contains("  registry  F2");

        type("feedback", "discard", "404");
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("there is no feedback 404");
    }

    @Test
    void theMirrorIsRebuiltAndCompared() {
        terminal.run("db", "rebuild-mirror");
        assertThat(terminal.exit()).isZero();
        assertThat(terminal.out())
                .isEqualTo(
                        "the mirror of registry was rebuilt: 0 subjects on file by 0 items that stand; it was the same before\n");
        terminal.run("db", "rebuild-mirror", "--target", "registry", "--json");
        assertThat(Terminal.parse(terminal.out()).at("/mirror/equal").asBoolean())
                .isTrue();
    }
}
