package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code sample/rules/<group>/<code>.fail.xml} breaks the rule and {@code .pass.xml} breaks none: the last line is judged, the lines
 * before it are on file. {@code hits.csv} says everything that the failing line is told; it changes by {@code -Dupdate.golden=true} only.
 */
class RuleSamplesTest {
    private static final Path SAMPLES = Path.of("registries/pbcrc/sample/rules");
    private static final Path EXPECTED = SAMPLES.resolve("hits.csv");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".fail.xml"))
                    .map(file -> SAMPLES.relativize(file).toString().replace(".fail.xml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFailingMessageIsToldTheCode(String rule) throws IOException {
        assertThat(hits(rule, ".fail.xml"))
                .extracting(hit -> hit.ruleGroup() + "/" + hit.code())
                .contains(rule);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePassingMessageIsToldNothing(String rule) throws IOException {
        assertThat(hits(rule, ".pass.xml")).isEmpty();
    }

    @Test
    void allThatIsToldIsExpected() throws IOException {
        TreeMap<String, String> told = new TreeMap<>();
        for (String rule : cases().toList()) {
            told.put(
                    rule,
                    String.join(
                            " ",
                            hits(rule, ".fail.xml").stream()
                                    .map(hit -> hit.code() + ":" + hit.segment() + "." + hit.tag()
                                            + (hit.occurrence() == 0 ? "" : "[" + hit.occurrence() + "]"))
                                    .toList()));
        }
        StringBuilder text = new StringBuilder("rule,hits\n");
        told.forEach((rule, hits) -> text.append(rule).append(',').append(hits).append('\n'));
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(EXPECTED, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(EXPECTED));
    }

    private static List<Hit> hits(String rule, String suffix) throws IOException {
        MessageParser parser = new MessageParser(Judging.PACK);
        Shelf shelf = new Shelf();
        List<String> lines = Files.readAllLines(SAMPLES.resolve(rule + suffix));
        for (String line : lines.subList(0, lines.size() - 1)) {
            Message before = ((ParsedLine.Read) parser.parse(line)).message();
            assertThat(shelf.hits(before)).as("what is on file was taken in").isEmpty();
            shelf.accept(before);
        }
        Message judged = ((ParsedLine.Read) parser.parse(lines.get(lines.size() - 1))).message();
        // A rule that one record decides is shown on one record: what is on file about it is not its business.
        return isState(rule) ? shelf.hits(judged) : Judging.CHECKS.check(judged, Judging.header(judged));
    }

    private static boolean isState(String rule) {
        String[] words = rule.split("/");
        return Judging.PACK.rule(words[0], words[1]).decidedBy() == Rule.DecidedBy.STATE;
    }
}
