package org.creditconnector.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source folder that the page of a folder by hand writes out, laid down where somebody works on it. */
final class VillageFolder {
    static final String NAME = "village-bank";
    private static final Pattern FILE =
            Pattern.compile("^`" + NAME + "/([^`]+)`\\n\\n```[a-z]+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private VillageFolder() {}

    static Path in(Path parent) throws IOException {
        Path folder = parent.resolve(NAME);
        Matcher matcher = FILE.matcher(Files.readString(Path.of("..", "mappings", "docs", "by-hand.md")));
        while (matcher.find()) {
            Path file = folder.resolve(matcher.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, matcher.group(2));
        }
        return folder;
    }

    /** A configuration with a source {@code village} of three files in the home directory, and a registry that nobody reaches. */
    static void configure(Path home, String loans) throws IOException {
        Files.writeString(home.resolve("credit-connector.yaml"), """
                lender: {code: L1, name: Lender, time-zone: UTC}
                source-folders: ["%1$s"]
                sources:
                  village:
                    mapping: village-bank
                    files: {loans: "%1$s/%2$s", instalments: "%1$s/instalments.csv", payments: "%1$s/payments.csv"}
                targets:
                  registry: {profile: registry-api, url: "http://127.0.0.1:1/"}
                """.formatted(home, loans));
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
