package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README of mappings shows of a guess is what comes out. {@code -Dsamples.update=true} writes it anew. */
class ReadmeGuessTest {
    private static final Path README = Path.of("../mappings/README.md");
    private static final Pattern FILE =
            Pattern.compile("^```text (\\w+\\.csv)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SESSION = Pattern.compile(
            "(\\$ \\./credit-connector mapping guess [^\\n]*\\n)(.*?)(\\$ \\./credit-connector mapping check [^\\n]*\\n)(.*?)(?=^```$)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINES =
            Pattern.compile("^```text mapping.yaml\\n(.*?)(?=^```$)", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path home;

    @Test
    void theReadmeShowsWhatComesOut() throws Exception {
        String readme = Files.readString(README);
        Matcher files = FILE.matcher(readme);
        while (files.find()) {
            Files.writeString(home.resolve(files.group(1)), files.group(2));
        }
        Matcher session = SESSION.matcher(readme);
        assertThat(session.find()).isTrue();

        String guess = run(session.group(1));
        String check = run(session.group(3));
        String lines = Files.readAllLines(home.resolve("sources/village-bank/mapping.yaml")).stream()
                .filter(line -> line.matches("  (account|instalments|state)[.\\[]\\S+ .*#.*"))
                .map(line -> line.replaceAll(" {2,}#", "   #"))
                .collect(Collectors.joining("\n", "", "\n"));

        String shown =
                session.replaceFirst(Matcher.quoteReplacement(session.group(1) + guess + session.group(3) + check));
        Matcher shownLines = LINES.matcher(shown);
        assertThat(shownLines.find()).isTrue();
        String expected = shownLines.replaceFirst(Matcher.quoteReplacement("```text mapping.yaml\n" + lines));
        if (Boolean.getBoolean("samples.update")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README)).isEqualTo(expected);
    }

    /** A command as it is typed in a directory, run in another one. */
    private String run(String line) {
        String words = line.strip()
                .replaceFirst("^\\$ \\./credit-connector ", "")
                .replaceAll("=(\\w+\\.csv)", "=" + home + "/$1")
                .replace("--into sources", "--into " + home + "/sources")
                .replace("check sources", "check " + home + "/sources");
        Terminal terminal = new Terminal(home).run(words.split(" "));
        return (terminal.out() + terminal.err()).replace(home + "/", "");
    }
}
