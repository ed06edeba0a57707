package org.creditconnector.mockregistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pages that are packaged with the registry, and those in files. */
final class Scenarios {
    /** Names of the packaged pages. A test keeps them equal to the folder {@code scenarios}. */
    static final List<String> NAMES = List.of(
            "all-accepted",
            "demo",
            "duplicate-refused",
            "garbled-answer",
            "late-feedback",
            "reset-after-effect",
            "reset-before-effect",
            "some-rejected",
            "unavailable",
            "wrong-totals");

    private Scenarios() {}

    /**
     * The packaged page of that name.
     *
     * @throws ScenarioException when there is none
     */
    static Scenario named(String name) {
        if (!NAMES.contains(name)) {
            throw new ScenarioException(
                    List.of("there is no scenario " + name + ", expected one of " + String.join(", ", NAMES)));
        }
        String file = "scenarios/" + name + ".yaml";
        try (InputStream in = Scenarios.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not packaged");
            }
            return ScenarioReader.read(name, file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A packaged page by name, or a page in a file: whatever holds a dot or a slash is taken as a path.
     *
     * @throws ScenarioException when there is none, or it has problems
     */
    static Scenario find(String nameOrFile) {
        if (!nameOrFile.contains("/") && !nameOrFile.contains(".")) {
            return named(nameOrFile);
        }
        Path path = Path.of(nameOrFile);
        try {
            String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
            return ScenarioReader.read(name, nameOrFile, Files.readString(path));
        } catch (IOException e) {
            throw new ScenarioException(List.of("the scenario file " + nameOrFile + " cannot be read: "
                    + e.getClass().getSimpleName()));
        }
    }
}
