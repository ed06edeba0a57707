package org.creditconnector.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.record.Finding;
import org.creditconnector.record.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped sources map is good enough for any registry: no rule holds an account that the mapping let pass. */
class ShippedSamplesTest {
    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("sources"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void noRuleHoldsAMappedAccount(Path folder) {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(folder));
        assertThat(MappingSamples.exists(mapping)).isTrue();
        for (MappedAccount account : MappingSamples.map(mapping)) {
            if (account.record() != null) {
                List<Finding> holding = RecordRules.check(account.record()).stream()
                        .filter(finding -> finding.getSeverity() == Severity.ERROR)
                        .toList();
                assertThat(holding).as(account.accountKey()).isEmpty();
            }
        }
    }
}
