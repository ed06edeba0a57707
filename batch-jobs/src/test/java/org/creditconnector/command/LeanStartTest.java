package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help and usage errors are answered before anything slow is loaded. */
class LeanStartTest {
    /** What takes long to start, by the first words of its classes' names. */
    private static final List<String> SLOW =
            List.of("org.springframework.", "org.apache.camel.", "ch.qos.logback.", "org.h2.", "org.flywaydb.");

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "run", "no-such-command"})
    void nothingSlowIsLoaded(String word) throws IOException, InterruptedException {
        assertThat(slowClasses(word)).isEmpty();
    }

    /** Otherwise the test above would pass whatever is loaded. */
    @Test
    void whatIsLoadedIsSeen() throws IOException, InterruptedException {
        assertThat(loaded("--help")).anyMatch(line -> line.contains(" " + CreditConnector.class.getName() + " "));
    }

    private static List<String> slowClasses(String... words) throws IOException, InterruptedException {
        return loaded(words).stream()
                .filter(line -> SLOW.stream().anyMatch(slow -> line.contains(" " + slow)))
                .toList();
    }

    private static List<String> loaded(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                CreditConnector.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().filter(line -> line.contains("class,load")).toList();
    }
}
