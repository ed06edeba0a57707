package org.creditconnector.night;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.creditconnector.config.StoreConfig.Copies;
import org.creditconnector.digest.Sha256;
import org.creditconnector.ledger.Store;

/**
 * The copy of an H2 store that each night leaves: {@code credit-connector-DATE.zip} with its SHA-256 beside it, read through before it
 * gets its name, the newest ones kept. A second call of a date replaces that date's copy. It holds personal data, so that its directory is
 * for the owner alone.
 */
public final class NightlyCopy {
    private static final Pattern NAME = Pattern.compile("credit-connector-\\d{4}-\\d{2}-\\d{2}\\.zip");

    private final Store store;
    private final Copies copies;

    /**
     * @param store an H2 store
     * @param copies where to, and how many
     */
    NightlyCopy(Store store, Copies copies) {
        this.store = store;
        this.copies = copies;
    }

    /**
     * Writes the copy of a date.
     *
     * @return where it lies
     * @throws IOException when the directory cannot be written, or what was written cannot be read back
     */
    Path write(LocalDate businessDate) throws IOException {
        Path directory = ownDirectory();
        Path done = directory.resolve("credit-connector-" + businessDate + ".zip");
        Path part = directory.resolve(done.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            store.backup(part);
            readThrough(part);
            String digest = digest(part);
            // The old digest goes first: a copy without one is seen as not whole, a copy with another's would mislead.
            Files.deleteIfExists(digestOf(done));
            Files.move(part, done, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(digestOf(done), digest + "  " + done.getFileName() + "\n");
        } finally {
            Files.deleteIfExists(part);
        }
        removeOld(directory);
        return done;
    }

    private Path ownDirectory() throws IOException {
        Path directory = copies.directory();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return directory;
    }

    /** Each part of a zip file carries its own checksum, which reading it to the end compares. */
    private static void readThrough(Path file) throws IOException {
        long bytes = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] piece = new byte[64 * 1024];
                for (int read = zip.read(piece); read >= 0; read = zip.read(piece)) {
                    bytes += read;
                }
            }
        }
        if (bytes == 0) {
            throw new IOException("the copy is empty");
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        }
    }

    private static Path digestOf(Path copy) {
        return copy.resolveSibling(copy.getFileName() + ".sha256");
    }

    /**
     * Whether the newest copy is whole, for a person.
     *
     * @return which one it is
     * @throws CommandException when it is not what was written
     */
    public static String newest(Path directory) throws IOException {
        List<Path> there = Files.isDirectory(directory) ? newestFirst(directory) : List.of();
        if (there.isEmpty()) {
            return "none in " + directory + " yet; the next run leaves one";
        }
        Path newest = there.get(0);
        String digest = digest(newest);
        Path beside = digestOf(newest);
        if (!Files.exists(beside) || !Files.readString(beside).startsWith(digest + " ")) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    newest + " is not what was written (SHA-256 " + digest + ", expected the one in "
                            + beside.getFileName() + "); do not restore it, the next run writes another");
        }
        return there.size() + " dates, the newest " + newest + " is whole";
    }

    private static List<Path> newestFirst(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        }
    }

    private void removeOld(Path directory) throws IOException {
        for (Path old : newestFirst(directory).stream().skip(copies.keep()).toList()) {
            try {
                Files.delete(old);
            } catch (NoSuchFileException e) {
                continue; // another process was first
            }
            Files.deleteIfExists(digestOf(old));
        }
    }
}
