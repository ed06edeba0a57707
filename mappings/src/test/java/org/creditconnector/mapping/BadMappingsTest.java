package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder under {@code bad-mappings} is one mistake in the README's example: {@code change.txt} names a file and the lines that
 * are taken out (-) and put in (+), {@code expected.txt} holds every line a person then sees. {@code -Dsamples.update=true} writes
 * what comes out.
 */
class BadMappingsTest {
    private static final Path CORPUS = Path.of("src/test/resources/bad-mappings");

    static List<Path> faults() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyMistakeIsToldWithItsPlaceAndWhatToDo(Path fault) throws IOException {
        String found = problems(changed(fault));
        Path expected = fault.resolve("expected.txt");
        if (Boolean.getBoolean("samples.update")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    @Test
    void theFolderWithoutAMistakeIsGood() {
        assertThat(problems(ReadmeFolder.files())).isEmpty();
    }

    private static String problems(SortedMap<String, String> files) {
        try {
            SourceMapping mapping = SourceMapping.load(SourceFolder.of(ReadmeFolder.NAME, files));
            MappingSamples.map(mapping);
            return "";
        } catch (InvalidDocumentException refused) {
            StringBuilder lines = new StringBuilder();
            refused.problems().stream()
                    .map(Problem::render)
                    .forEach(line -> lines.append(line).append('\n'));
            return lines.toString();
        }
    }

    private static SortedMap<String, String> changed(Path fault) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(ReadmeFolder.files());
        String file = "";
        StringBuilder out = new StringBuilder();
        StringBuilder in = new StringBuilder();
        List<String> lines = Files.readAllLines(fault.resolve("change.txt"));
        for (int i = 0; i <= lines.size(); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (line.startsWith("- ")) {
                out.append(out.isEmpty() ? "" : "\n").append(line.substring(2));
            } else if (line.startsWith("+ ")) {
                in.append(in.isEmpty() ? "" : "\n").append(line.substring(2));
            } else {
                if (!file.isEmpty()) {
                    String text = files.get(file);
                    String old = in.isEmpty() ? out + "\n" : out.toString();
                    assertThat(text).as("%s of the example", file).contains(old);
                    files.put(file, text.replace(old, in));
                }
                file = line;
                out.setLength(0);
                in.setLength(0);
            }
        }
        return files;
    }
}
