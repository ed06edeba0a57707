package org.creditconnector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class DocumentationTest {
    private static final Path TOP = Path.of("").toAbsolutePath().getParent();
    /** A link to a class of tests with the method after it, in code. */
    private static final Pattern TEST = Pattern.compile("\\]\\(([^)#]+\\.java)\\)`#([A-Za-z0-9]+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    private static final Pattern ANCHOR = Pattern.compile("\\]\\(([^)#]*)#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

    static Stream<Path> documents() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(TOP)) {
            documents = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git/"))
                    .toList();
        }
        assertThat(documents).contains(TOP.resolve("README.md"), TOP.resolve("docs/architecture.md"));
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkInsideTheHouseLeadsSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            String to = link.group(1);
            if (!to.contains("://") && !to.startsWith("mailto:")) {
                assertThat(document.resolveSibling(to))
                        .as("link in " + document)
                        .exists();
            }
        }
    }

    /** A link into a page names one of its headings. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyAnchorIsAHeading(Path document) throws IOException {
        Matcher link = ANCHOR.matcher(Files.readString(document));
        while (link.find()) {
            Path to = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
            if (!link.group(1).contains("://") && to.toString().endsWith(".md")) {
                assertThat(anchors(Files.readString(to)))
                        .as("anchor in " + document)
                        .contains(link.group(2));
            }
        }
    }

    /** Headings as pages on the web name them: small letters, hyphens for blanks, no other marks. */
    private static List<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatIsNamedIsThere(Path document) throws IOException {
        Matcher test = TEST.matcher(Files.readString(document));
        while (test.find()) {
            assertThat(Files.readString(document.resolveSibling(test.group(1))))
                    .as("test named in " + document)
                    .contains("void " + test.group(2) + "(");
        }
    }
}
