package org.creditconnector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every promise of {@code docs/promises.md} names the tests that prove it, and those tests are there. */
class PromisesTest {
    private static final Path TOP = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = TOP.resolve("docs/promises.md");
    /** {@code `ClassTest#method`} */
    private static final Pattern PROOF = Pattern.compile("`([A-Z][A-Za-z0-9]*)#([a-z][A-Za-z0-9]*)`");

    private static Map<String, List<String>> sources;

    @BeforeAll
    static void readTheTests() throws IOException {
        try (Stream<Path> files = Files.walk(TOP)) {
            sources = files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.mapping(PromisesTest::text, Collectors.toList())));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Items of the lists on the page, each with the lines that belong to it. */
    static List<String> promises() throws IOException {
        List<String> promises = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        for (String line : Files.readAllLines(PAGE)) {
            boolean begins = line.startsWith("- ");
            boolean goesOn = line.startsWith("  ") && item.length() > 0;
            if (!goesOn && item.length() > 0) {
                promises.add(item.toString());
                item.setLength(0);
            }
            if (begins || goesOn) {
                item.append(line.strip()).append(' ');
            }
        }
        if (item.length() > 0) {
            promises.add(item.toString());
        }
        return promises;
    }

    @ParameterizedTest
    @MethodSource("promises")
    void namesItsProof(String promise) {
        List<MatchResult> proofs = PROOF.matcher(promise).results().toList();
        assertThat(proofs).as("proofs of: " + promise).isNotEmpty();
        for (MatchResult proof : proofs) {
            assertThat(sources).as("test class of: " + promise).containsKey(proof.group(1));
            assertThat(sources.get(proof.group(1)))
                    .as(proof.group() + " of: " + promise)
                    .anyMatch(source -> isTest(source, proof.group(2)));
        }
    }

    /** Whether the source declares the method right under a test annotation. */
    private static boolean isTest(String source, String method) {
        Matcher declared = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b[^;{}]*?"
                        + "(\\{[^{}]*\\}[^;{}]*?)*\\s" + method + "\\(")
                .matcher(source);
        return declared.find();
    }

    @Test
    void thePageIsNotEmpty() throws IOException {
        assertThat(promises()).hasSizeGreaterThan(20);
    }
}
