package org.creditconnector.mockregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenario pages are read strictly: every problem has a place, and all of a page come together. */
class ScenarioReaderTest {
    static final List<String> NAMES = Scenarios.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyPackagedPageCanBePlayed(String name) {
        assertThat(Scenarios.named(name).description()).endsWith(".");
    }

    @Test
    void theListOfNamesIsThatOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .sorted())
                    .isEqualTo(Scenarios.NAMES);
        }
    }

    @Test
    void thePackagedListIsTheOnlyOneByName() {
        assertThatThrownBy(() -> Scenarios.find("nonesuch"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("there is no scenario nonesuch, expected one of all-accepted, demo");
    }

    @Test
    void aPageInAFileIsPlayedUnderItsName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"), "description: Mine.\nfeedback-delay: 90s\nmax-package-bytes: 5\n");
        Scenario scenario = Scenarios.find(file.toString());
        assertThat(scenario.name()).isEqualTo("mine");
        assertThat(scenario.feedbackDelay()).isEqualTo(Duration.ofSeconds(90));
        assertThat(scenario.maxPackageBytes()).isEqualTo(5);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Scenarios.find("./none.yaml"))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("the scenario file ./none.yaml cannot be read: NoSuchFileException");
    }

    static Stream<Arguments> problems() {
        String operations = "putPackage, getPackage, listFeedback, getStatement, listHoldings";
        return Stream.of(
                Arguments.of("", "p.yaml:1:1: the page is empty, expected a mapping with description"),
                Arguments.of("- a", "p.yaml:1:1 page: expected a mapping"),
                Arguments.of("feedback-delay: 0", "p.yaml:1:1 page: the key description is missing"),
                Arguments.of(
                        "description: x\nfeedback-dely: 1s",
                        "p.yaml:2:1 feedback-dely: unknown key, expected one of bearer-token, description, faults, "
                                + "feedback-delay, lacks, max-package-bytes, rejects"),
                Arguments.of("description: x\ndescription: y", "p.yaml:2:1 description: the key stands there twice"),
                Arguments.of("description: [x]", "p.yaml:1:14 description: expected a text"),
                Arguments.of(
                        "description: x\nfeedback-delay: soon",
                        "p.yaml:2:17 feedback-delay: is soon, expected a duration such as 0, 500ms, 30s, 15m, 6h, 2d or PT6H"),
                Arguments.of(
                        "description: x\nmax-package-bytes: 0",
                        "p.yaml:2:20 max-package-bytes: is 0, expected a number from 1 to 2147483647"),
                Arguments.of(
                        "description: x\nlacks: [wings]",
                        "p.yaml:2:8 lacks: is wings, expected some of idempotent-by-id, status-query, replace, ordering, "
                                + "partial-acceptance, feedback, statement, listing"),
                Arguments.of("description: x\nfaults: none", "p.yaml:2:9 faults: expected a list of mappings"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackages, do: reset-after-effect}",
                        "p.yaml:3:5 faults: on is putPackages, expected one of " + operations),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: nothing}",
                        "p.yaml:3:5 faults: do is nothing, expected one of unavailable, error-before-effect, "
                                + "error-after-effect, reset-before-effect, reset-after-effect, garbled-answer, slow-answer, "
                                + "refuse-duplicate, wrong-totals"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: unavailable, occurrences: 3-1}",
                        "p.yaml:3:52 occurrences: is 3-1, expected all, a number, 1-3, 4- or every 50"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: unavailable, status: 500}",
                        "p.yaml:3:5 faults: status is 500, expected 503 or 429 with Retry-After"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: reset-after-effect, status: 500}",
                        "p.yaml:3:46 status: unknown key, expected one of do, occurrences, on"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: slow-answer}",
                        "p.yaml:3:5 faults: the key delay is missing"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: putPackage, do: wrong-totals}",
                        "p.yaml:3:5 faults: wrong-totals is possible on listFeedback and getStatement"),
                Arguments.of(
                        "description: x\nfaults:\n  - {on: getPackage, do: refuse-duplicate}",
                        "p.yaml:3:5 faults: refuse-duplicate is possible on putPackage"),
                Arguments.of(
                        "description: x\nrejects:\n  - {code: X1}", "p.yaml:3:5 rejects: the key message is missing"),
                Arguments.of(
                        "description: x\nrejects:\n  - {code: X1, message: m, where: [{field: a, above: many}]}",
                        "p.yaml:3:54 above: is many, expected a number"),
                Arguments.of(
                        "description: x\nrejects:\n  - {code: X1, message: m, where: [{field: a}]}",
                        "p.yaml:3:36 where: expected exactly one of equals, not-equals, above, below, matches, missing"),
                Arguments.of(
                        "description: x\nrejects:\n  - {code: X1, message: m, subject-matches: '('}",
                        "p.yaml:3:45 subject-matches: is no regular expression: Unclosed group"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemIsToldWithItsPlace(String yaml, String expected) {
        assertThatThrownBy(() -> ScenarioReader.read("p", "p.yaml", yaml))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(expected);
    }

    @Test
    void brokenYamlIsToldWithItsPlace() {
        assertThatThrownBy(() -> ScenarioReader.read("p", "p.yaml", "description: x\nfaults: [\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("p.yaml:3:1: no YAML: ");
    }

    @Test
    void allProblemsOfAPageComeTogether() {
        assertThatThrownBy(() -> ScenarioReader.read("p", "p.yaml", "a: 1\nb: 2\nfeedback-delay: -1s"))
                .isInstanceOf(ScenarioException.class)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines()).hasSize(4));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("field: record.account.currency, equals: CNY", true),
                Arguments.of("field: record.account.currency, equals: EUR", false),
                Arguments.of("field: record.account.currency, not-equals: EUR", true),
                Arguments.of("field: record.account.principal, equals: 1000", true),
                Arguments.of("field: record.account.creditLimit, equals: 1000", false),
                Arguments.of("field: record.account.creditLimit, not-equals: 1000", true),
                Arguments.of("field: record.account.principal, above: 999.99", true),
                Arguments.of("field: record.account.principal, above: 1000", false),
                Arguments.of("field: record.account.principal, below: 1000.01", true),
                Arguments.of("field: record.account.creditLimit, below: 1000", false),
                Arguments.of("field: record.account.creditLimit, missing: true", true),
                Arguments.of("field: record.account.principal, missing: true", false),
                Arguments.of("field: record.account.principal, missing: false", true),
                Arguments.of("field: record.account.openedOn, matches: '2020-.*'", true),
                Arguments.of("field: itemId, matches: 'j.*'", false),
                Arguments.of("field: record.no.such.field, missing: true", true));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionLooksAtAFieldOfTheItem(String condition, boolean strikes) {
        Scenario scenario = ScenarioReader.read(
                "p", "p.yaml", "{description: x, rejects: [{code: X1, message: m, where: [{" + condition + "}]}]}");
        var item = TestItem.report("i1", "A", "2026-01-31", 1);
        assertThat(scenario.rejects(item.datum, "account:A", "REPORT").count()).isEqualTo(strikes ? 1 : 0);
    }
}
