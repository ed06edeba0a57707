package org.creditconnector.registry.pbcrc.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            return files.filter(file -> file.toString().endsWith(".fail.xml"))
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
        List<Message> messages = new ArrayList<>();
        MessageParser parser = new MessageParser(Judging.PACK);
        for (String line : Files.readAllLines(SAMPLES.resolve(rule + suffix))) {
            assertThat(parser.parse(line)).isInstanceOf(ParsedLine.Read.class);
            messages.add(((ParsedLine.Read) parser.parse(line)).message());
        }
        Message judged = messages.get(messages.size() - 1);
        return Judging.CHECKS.check(judged, Judging.header(judged));
    }
}
