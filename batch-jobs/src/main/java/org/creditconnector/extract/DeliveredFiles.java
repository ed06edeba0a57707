package org.creditconnector.extract;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The files that a path of the configuration stands for: one, or all whose names match where the file name holds {@code *} or
 * {@code ?}. A table that comes in several deliveries has one such path.
 */
public final class DeliveredFiles {
    private DeliveredFiles() {}

    /**
     * The files of a path.
     *
     * @param path a file, or a directory and a file name with {@code *} or {@code ?} as {@link java.nio.file.FileSystem#getPathMatcher}
     *     reads it
     * @return at least one; in order of their names, by code points, where the name is a pattern. A path without pattern is given back
     *     whether or not there is such a file
     * @throws SourceFaultException when no file matches or the directory cannot be read
     */
    public static List<Path> of(Path path) {
        if (!isPattern(path)) {
            return List.of(path);
        }
        try {
            List<Path> found = matching(path);
            if (found.isEmpty()) {
                throw fault(path, "no file matches", null);
            }
            return found;
        } catch (IOException e) {
            boolean there = Files.isDirectory(directory(path));
            throw fault(
                    path,
                    there ? "the directory cannot be read (" + e.getMessage() + ")" : "there is no such directory",
                    e);
        } catch (PatternSyntaxException e) {
            throw fault(path, "the file name is no pattern (" + e.getDescription() + ")", e);
        }
    }

    /** Bytes of all files of a path together; those that are not there or cannot be looked at have none. */
    public static long bytes(Path path) {
        try {
            return of(path).stream().mapToLong(file -> file.toFile().length()).sum();
        } catch (SourceFaultException saidWhenItIsRead) {
            return 0;
        }
    }

    private static boolean isPattern(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    private static Path directory(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "directory");
    }

    private static List<Path> matching(Path path) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory(path), String.valueOf(path.getFileName()))) {
            for (Path file : files) {
                if (!Files.isDirectory(file)) {
                    found.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        // The order of a directory is the file system's affair; the same files must give the same copy everywhere.
        found.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
        return found;
    }

    private static SourceFaultException fault(Path path, String what, @Nullable Exception cause) {
        String message = "SRC-FILE " + path + ": " + what
                + "; check `files` of the source and that the lender has delivered, then run again";
        return cause == null
                ? new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message)
                : new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message, cause);
    }
}
