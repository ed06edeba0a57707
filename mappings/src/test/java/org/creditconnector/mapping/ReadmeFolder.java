package org.creditconnector.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source folder that the page of a folder by hand writes out file by file: what a reader copies is what the tests run. */
final class ReadmeFolder {
    static final String NAME = "village-bank";

    private static final Pattern FILE =
            Pattern.compile("^`" + NAME + "/([^`]+)`\\n\\n```[a-z]+\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private ReadmeFolder() {}

    static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            Matcher matcher = FILE.matcher(Files.readString(Path.of("docs/by-hand.md")));
            while (matcher.find()) {
                files.put(matcher.group(1), matcher.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
