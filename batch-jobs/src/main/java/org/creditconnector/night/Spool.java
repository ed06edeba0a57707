package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where packages lie while they are sent: a private directory under the home directory, one below it for each target. They hold
 * personal data, so nobody else may read them, and what a process that died has left there is removed by the next one that holds the
 * target. There are as many at once as are under way to the target.
 */
final class Spool {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    /** @param home the connector's home directory */
    Spool(Path home) {
        this.directory = home.resolve("spool");
    }

    /** A new file for a package. */
    Path file(String target, String packageId) throws IOException {
        return Files.createTempFile(ownDirectory(target), "package-" + packageId + "-", ".avro");
    }

    /** Removes what was left; only for who holds the target's lease. */
    void clear(String target) {
        try (Stream<Path> left = Files.list(ownDirectory(target))) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "the spool directory " + directory + " cannot be used (" + e
                            + "); nothing was sent; make it writable, then run" + " again",
                    e);
        }
    }

    private Path ownDirectory(String target) throws IOException {
        Path own = directory.resolve(target.replaceAll("[^A-Za-z0-9_-]", "_"));
        if (!Files.isDirectory(own)) {
            Files.createDirectories(own);
        }
        if (own.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, OWNER_ONLY);
        }
        return own;
    }
}
