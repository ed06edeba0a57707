package org.creditconnector.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect;
import org.creditconnector.mockregistry.pbcrc.PbcrcFile;
import org.creditconnector.mockregistry.pbcrc.PbcrcRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of the connector's pack has a sample that breaks it and one that does not; the mock registry, which knows no pack, must judge
 * them alike. The lines before the last are on file.
 */
class PackSamplesTest {
    private static final Path PACK = Path.of("../connector/registries/pbcrc");
    private static final Path SAMPLES = PACK.resolve("sample/rules");
    private static final Pattern TYPE = Pattern.compile("<InfRecType>(\\d{3})");

    /** Its sample breaks CLR015 too, and the mock registry asks what is on file only of a record that is in order by itself. */
    private static final String TWO_AT_ONCE = "410/CLR031";

    static Stream<String> rules() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files
                    .map(file -> SAMPLES.relativize(file).toString())
                    .filter(name -> name.endsWith(".fail.xml"))
                    .map(name -> name.replace(".fail.xml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Codes of the rules that ask what is on file. */
    private static Set<String> filed() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String row : Files.readAllLines(PACK.resolve("rules.csv"))) {
            String[] cells = row.split(",", 7);
            if (cells[5].equals("state")) {
                codes.add(cells[1]);
            }
        }
        return codes;
    }

    /** As the record says; a sample without its base is of the kind its folder names. */
    private static String type(Path sample, String line) {
        Matcher type = TYPE.matcher(line);
        return type.find() ? type.group(1) : sample.getParent().getFileName().toString();
    }

    private static List<String> codes(Path sample) throws IOException {
        PbcrcRegistry registry = PbcrcRegistry.of(PlantedFault.PROVIDER);
        List<String> codes = new ArrayList<>();
        int serial = 0;
        for (String line : Files.readAllLines(sample)) {
            serial++;
            codes.clear();
            PlantedFault.Sent sent = PlantedFault.file(serial, type(sample, line), line);
            registry.receive(new PbcrcFile(sent.name(), sent.content()));
            List<PbcrcEffect> effects = registry.effects();
            codes.addAll(effects.get(effects.size() - 1).codes());
        }
        return codes;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSampleThatBreaksTheRuleIsToldItsCode(String rule) throws IOException {
        String code = rule.substring(rule.indexOf('/') + 1);
        assertThat(codes(SAMPLES.resolve(rule + ".fail.xml"))).contains(rule.equals(TWO_AT_ONCE) ? "CLR015" : code);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSampleThatObeysTheRuleIsToldNothing(String rule) throws IOException {
        Set<String> filed = filed();
        List<String> told = codes(SAMPLES.resolve(rule + ".pass.xml"));
        if (!filed.contains(rule.substring(rule.indexOf('/') + 1))) {
            // A rule that one record decides is shown on one record: what is on file about it is not the sample's
            // business.
            told = told.stream().filter(code -> !filed.contains(code)).toList();
        }
        assertThat(told).isEmpty();
    }
}
