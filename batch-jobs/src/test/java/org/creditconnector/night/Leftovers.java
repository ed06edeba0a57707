package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the directories of a registry. */
final class Leftovers {
    private Leftovers() {}

    /** Files without their final name, anywhere below a directory. */
    static List<String> unfinished(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(path -> directory.relativize(path).toString())
                    .filter(name -> name.endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }

    /** Takes away all files of some directories below one. */
    static void empty(Path directory, String... names) throws IOException {
        for (String name : names) {
            try (Stream<Path> files = Files.list(directory.resolve(name))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
