package org.creditconnector.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README of mappings from top to bottom, as a stranger does it in an empty directory: files that it shows are written, changes
 * that it shows are made, commands are typed, and what they say must stand there. {@code -Dsamples.update=true} writes it anew.
 */
class LoopPageTest {
    private static final Path PAGE = Path.of("../mappings/README.md");
    /** A block that is told which file it is, or one of commands. */
    private static final Pattern BLOCK = Pattern.compile(
            "^```(?:(csv|json|yaml|diff|text) (\\S+)|console)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern CALL = Pattern.compile("^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)", Pattern.MULTILINE);

    @TempDir
    Path home;

    @Test
    void everyCommandSaysWhatStandsBelowItAndTheFolderWorks() throws Exception {
        String page = Files.readString(PAGE);
        StringBuilder truth = new StringBuilder();
        int end = 0;
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            truth.append(page, end, block.start(3));
            truth.append(done(block));
            end = block.end(3);
        }
        truth.append(page.substring(end));
        if (Boolean.getBoolean("samples.update")) {
            Files.writeString(PAGE, truth);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(truth.toString());
        assertThat(page.lines().count()).as("lines of one page").isLessThan(300);
    }

    private String done(Matcher block) throws IOException {
        String kind = block.group(1);
        String text = block.group(3);
        if (kind == null) {
            StringBuilder said = new StringBuilder();
            Matcher call = CALL.matcher(text);
            while (call.find()) {
                said.append("$ ").append(call.group(1)).append('\n').append(shown(typed(call.group(1)), call.group(2)));
            }
            return said.toString();
        }
        Path file = home.resolve(block.group(2));
        switch (kind) {
            case "text" ->
                assertThat(Files.readString(file).replaceAll(" {2,}#", "   #")).contains(text.split("(?<=\n)"));
            case "diff" -> change(file, text);
            default -> {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, text);
            }
        }
        return text;
    }

    /** What is shown where it is part of what was said: a line with three dots stands for those that the page leaves out. */
    private static String shown(String said, String shown) {
        String[] parts = shown.split("(?m)^…\n", -1);
        int at = said.startsWith(parts[0]) ? 0 : -1;
        for (String part : parts) {
            int found = at < 0 ? -1 : said.indexOf(part, at);
            at = found < 0 ? -1 : found + part.length();
        }
        return parts.length > 1 && at >= 0 ? shown : said;
    }

    /** Lines with a minus are replaced by the ones with a plus that follow; a reason behind the line goes with it. */
    private static void change(Path file, String diff) throws IOException {
        List<String> lines = diff.lines().toList();
        String text = Files.readString(file);
        for (int i = 0; i < lines.size(); i += 2) {
            String before = lines.get(i);
            String after = lines.get(i + 1);
            assertThat(before).startsWith("-");
            assertThat(after).startsWith("+");
            Pattern line = Pattern.compile("^" + Pattern.quote(before.substring(1)) + "( +#.*)?$", Pattern.MULTILINE);
            Matcher there = line.matcher(text);
            assertThat(there.find()).as(before + " in " + file).isTrue();
            text = there.replaceFirst(Matcher.quoteReplacement(after.substring(1)));
        }
        Files.writeString(file, text);
    }

    /** A line as it is typed in the home directory. */
    private String typed(String line) throws IOException {
        Matcher copied = Pattern.compile("cp -r (\\S+) (\\S+)").matcher(line);
        if (copied.matches()) {
            copy(home.resolve(copied.group(1)), home.resolve(copied.group(2)));
            return "";
        }
        assertThat(line).startsWith("./credit-connector ");
        String[] words = line.substring(line.indexOf(' ') + 1).split(" ");
        for (int i = 2; i < words.length; i++) {
            words[i] = Files.exists(home.resolve(words[i])) || words[i - 1].equals("--into")
                    ? home.resolve(words[i]).toString()
                    : words[i];
        }
        Terminal terminal = new Terminal(home).run(words);
        return (terminal.out() + terminal.err()).replace(home + "/", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
