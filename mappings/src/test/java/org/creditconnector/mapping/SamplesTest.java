package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every source folder's sample is a test case. {@code mapping test --accept} writes what comes out as what is expected from now on; the
 * change is then reviewed as a difference of files.
 */
class SamplesTest {
    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("sources"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theSampleGivesWhatIsExpected(Path folder) {
        SourceMapping mapping = SourceMapping.load(SourceFolder.of(folder));
        MappingSamples.Result result = MappingSamples.run(mapping);
        assertThat(result.differences().stream().map(MappingSamples.Difference::render))
                .isEmpty();
        assertThat(result.accounts()).isPositive();
    }
}
