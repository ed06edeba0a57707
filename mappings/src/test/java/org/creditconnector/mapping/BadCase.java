package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One mistake in the README's example, as a text file tells it: a heading {@code == name}; a file's name and the lines that are taken
 * out ({@code -}) and put in ({@code +}), as often as needed; after {@code =>} every line that a person then sees. A {@code +} before
 * any {@code -} stands at the end of the file, {@code - *} is the whole file, and a backslash-u code is that character.
 */
record BadCase(Path file, String name, List<String> changes, List<String> expected) {
    private static final String HEADING = "== ";
    private static final String ARROW = "=>";
    private static final Pattern CODE = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** Every case of a directory, by file and place. */
    static List<BadCase> all(Path directory) throws IOException {
        List<BadCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                cases.addAll(read(file));
            }
        }
        return cases;
    }

    private static List<BadCase> read(Path file) throws IOException {
        List<BadCase> cases = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(HEADING)) {
                part = new ArrayList<>();
                cases.add(new BadCase(file, line.substring(HEADING.length()), part, new ArrayList<>()));
            } else if (line.equals(ARROW)) {
                part = cases.get(cases.size() - 1).expected();
            } else if (!line.isEmpty()) {
                part.add(line);
            }
        }
        return cases;
    }

    /** The example's files with the mistake in them. */
    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>(ReadmeFolder.files());
        String file = "";
        List<String> out = new ArrayList<>();
        List<String> in = new ArrayList<>();
        for (String line : changes) {
            if (line.startsWith("- ")) {
                out.add(line.substring(2));
            } else if (line.startsWith("+ ")) {
                in.add(decoded(line.substring(2)));
            } else {
                change(files, file, out, in);
                file = line;
                out.clear();
                in.clear();
            }
        }
        change(files, file, out, in);
        return files;
    }

    private void change(SortedMap<String, String> files, String file, List<String> out, List<String> in) {
        if (file.isEmpty()) {
            return;
        }
        String text = files.getOrDefault(file, "");
        if (out.equals(List.of("*"))) {
            files.remove(file);
            if (!in.isEmpty()) {
                files.put(file, String.join("\n", in) + "\n");
            }
        } else if (out.isEmpty()) {
            files.put(file, text + String.join("\n", in) + "\n");
        } else {
            String old = String.join("\n", out) + (in.isEmpty() ? "\n" : "");
            assertThat(text).as("%s of the example, for %s", file, name).contains(old);
            files.put(file, text.replace(old, String.join("\n", in)));
        }
    }

    private static String decoded(String line) {
        Matcher matcher = CODE.matcher(line);
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    /** The case as it stands in its file, with what came out. */
    String written(List<String> found) {
        return HEADING + name + "\n" + String.join("\n", changes) + "\n" + ARROW + "\n" + String.join("\n", found)
                + "\n";
    }

    @Override
    public String toString() {
        return file.getFileName().toString().replace(".txt", "") + ": " + name;
    }
}
