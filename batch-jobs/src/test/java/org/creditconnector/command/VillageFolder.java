package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source folder that the README of mappings writes out, laid down where somebody works on it. */
final class VillageFolder {
    static final String NAME = "village-bank";
    private static final Pattern FILE =
            Pattern.compile("^`" + NAME + "/([^`]+)`\\n\\n```[a-z]+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private VillageFolder() {}

    static Path in(Path parent) throws IOException {
        Path folder = parent.resolve(NAME);
        Matcher matcher = FILE.matcher(Files.readString(Path.of("..", "mappings", "README.md")));
        while (matcher.find()) {
            Path file = folder.resolve(matcher.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, matcher.group(2));
        }
        return folder;
    }

    /** Replaces text in a file of the folder, as an editor does: whole, by a new file. */
    static void edit(Path folder, String file, String text, String by) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not hold \"" + text + "\"");
        }
        Path fresh = Files.writeString(folder.resolveSibling("fresh"), before.replace(text, by));
        Files.move(fresh, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
