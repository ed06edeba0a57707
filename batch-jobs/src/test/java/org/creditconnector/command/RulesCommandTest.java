package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.creditconnector.registry.HouseRules;
import org.creditconnector.registry.RegistryRule;
import org.creditconnector.rules.RuleTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The catalogue of rules. */
class RulesCommandTest {
    @TempDir
    Path home;

    private Terminal terminal;

    @BeforeEach
    void open() {
        terminal = new Terminal(home);
    }

    private List<JsonNode> rules(String... words) {
        terminal.run(words);
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exit()).isZero();
        return Terminal.parse(terminal.out()).get("rules").valueStream().toList();
    }

    @Test
    void everyRuleHasASeverityATextWithoutOpenPlacesAndAPlace() {
        List<JsonNode> rules = rules("rules", "list", "--json");

        assertThat(rules).hasSizeGreaterThan(300);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.get("id").asString()).isNotBlank();
            assertThat(rule.get("severity").asString()).isIn("ERROR", "WARNING", "INFO");
            assertThat(rule.get("text").asString()).isNotBlank().doesNotContain("{");
            assertThat(rule.get("since").asString()).isNotBlank();
            assertThat(rule.get("place").asString()).matches(".*rules\\.csv:[0-9]+");
        });
        assertThat(rules.stream()
                        .filter(rule -> rule.get("of").asString().equals("record"))
                        .map(rule -> rule.get("id").asString()))
                .containsExactlyElementsOf(
                        RuleTable.all().stream().map(rule -> rule.id()).toList());
    }

    @Test
    void theRulesOfAFieldAreThoseThatReadIt() {
        assertThat(rules("rules", "list", "--of", "record", "--field", "account.maturesOn", "--json").stream()
                        .map(rule -> rule.get("id").asString()))
                .contains("REC-DATE-ORDER", "REC-DATE-RANGE")
                .doesNotContain("REC-CURRENCY");
        assertThat(rules("rules", "list", "--field", "210.OpenDate", "--json").stream()
                        .map(rule -> rule.get("id").asString()))
                .contains("BLE009");
    }

    @Test
    void forPeopleItIsATable() {
        terminal.run("rules", "list", "--of", "record");

        assertThat(terminal.out())
                .containsPattern("of +rule +severity +finds +reads +since")
                .containsPattern("record +REC-AMOUNT-ABSURD +ERROR +an amount is beyond 1000000000000000; look");
    }

    @Test
    void aKindThatThereIsNotIsNamed() {
        terminal.run("rules", "list", "--of", "pbcr");

        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.err()).contains("did you mean \"pbcrc\"?").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbcrc", "baihang"})
    void whatAProfileFindsByItselfStandsInItsTable(String profile) throws Exception {
        String prefix = profile.toUpperCase(java.util.Locale.ROOT);
        Set<String> found = new TreeSet<>(Set.of(prefix + "-CONSENT", prefix + "-NOTICE"));
        Pattern id = Pattern.compile("\"(" + prefix + "-[A-Z-]+)\"");
        try (Stream<Path> sources =
                Files.walk(Path.of("..", "connector", "src/main/java/org/creditconnector/registry", profile))) {
            sources.filter(Files::isRegularFile).forEach(source -> {
                Matcher matcher = id.matcher(text(source));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            });
        }

        assertThat(HouseRules.of(profile)).extracting(RegistryRule::id).containsExactlyInAnyOrderElementsOf(found);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
