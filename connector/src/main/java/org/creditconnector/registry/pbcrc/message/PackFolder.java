package org.creditconnector.registry.pbcrc.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a pack lies: on the class path or in a directory. */
record PackFolder(String name, @Nullable Path directory) {
    static PackFolder onClassPath(String name) {
        return new PackFolder(name, null);
    }

    static PackFolder at(Path directory) {
        return new PackFolder(directory.toString(), directory);
    }

    /** The text of a file; null when it is not there. */
    @Nullable String text(String file) {
        try {
            if (directory != null) {
                Path path = directory.resolve(file);
                return Files.isRegularFile(path) ? Files.readString(path) : null;
            }
            try (InputStream in = PackFolder.class.getResourceAsStream("/" + name + "/" + file)) {
                return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(place(file) + ": cannot be read", e);
        }
    }

    String place(String file) {
        return name + "/" + file;
    }
}
