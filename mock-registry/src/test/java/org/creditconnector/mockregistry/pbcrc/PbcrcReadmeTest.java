package org.creditconnector.mockregistry.pbcrc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README tells every fault of the central bank's registry, and its sample page can be played. */
class PbcrcReadmeTest {
    @Test
    void everyFaultIsInTheTableAndTheSamplePageCanBePlayed() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        String table = text.substring(text.indexOf("| fault |")).split("\n\n")[0];
        List<String> told = Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(told)
                .containsExactlyElementsOf(
                        Arrays.stream(PbcrcFault.values()).map(PbcrcFault::id).toList());
        String page = text.substring(text.indexOf("    description: The second feedback"), text.indexOf("| fault |"));
        assertThat(PbcrcScenario.read("README.md", page.stripIndent()).faults()).hasSize(2);
    }
}
