package org.creditconnector.registry.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a pack lies: on the class path or in a directory.
 *
 * @param name of the folder on the class path, or path of the directory
 * @param directory null where it is on the class path
 */
public record PackFolder(String name, @Nullable Path directory) {
    /** A folder that comes with the application, e.g. {@code registries/pbcrc}. */
    public static PackFolder onClassPath(String name) {
        return new PackFolder(name, null);
    }

    /** A folder that a lender put down. */
    public static PackFolder at(Path directory) {
        return new PackFolder(directory.toString(), directory);
    }

    /** The text of a file; null when it is not there. */
    public @Nullable String text(String file) {
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

    /** A file of it as problems name it. */
    public String place(String file) {
        return name + "/" + file;
    }
}
