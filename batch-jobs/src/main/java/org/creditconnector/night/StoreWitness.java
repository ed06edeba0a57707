package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers outside the store how far the store had come, in one small file a target under the home directory. A store that is
 * behind its witness was put back from a copy. It is written after the store's commit: a crash between the two leaves the witness
 * behind, which is no proof of anything.
 */
final class StoreWitness {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWitness.class);
    private static final Pattern LINES =
            Pattern.compile("store ([0-9a-f-]{36})\ntoken (\\d{1,18})\nsends (\\d{1,18})\n");

    private final Path directory;

    /** @param home the connector's home directory */
    StoreWitness(Path home) {
        this.directory = home.resolve("witness");
    }

    /**
     * What was seen last.
     *
     * @param storeId name of the store
     * @param token highest fencing token of the target's lease
     * @param sends permits to send that were given
     */
    record Seen(String storeId, long token, long sends) {}

    /** What was seen last of a target; empty when nothing was, or the file does not say. */
    Optional<Seen> of(String target) {
        Path file = file(target);
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException neverSeen) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the witness of the store cannot be read: " + file, e);
        }
        Matcher lines = LINES.matcher(text);
        if (!lines.matches()) {
            LOG.warn("the witness {} cannot be read and counts as missing; the registry is asked instead", file);
            return Optional.empty();
        }
        return Optional.of(new Seen(lines.group(1), Long.parseLong(lines.group(2)), Long.parseLong(lines.group(3))));
    }

    /** Writes down what is seen now. A disk that takes nothing does not end a night: the witness then only lags behind. */
    void note(String target, Seen seen) {
        Path file = file(target);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(directory);
            String text = "store " + seen.storeId() + "\ntoken " + seen.token() + "\nsends " + seen.sends() + "\n";
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn(
                    "the witness {} could not be written ({}); it lags behind until the next time", file, e.toString());
        }
    }

    /** Names of targets may hold anything; names of files may not. */
    private Path file(String target) {
        String name = target.replaceAll("[^A-Za-z0-9_-]", "_");
        String apart = name.equals(target) ? "" : "-" + Integer.toHexString(target.hashCode());
        return directory.resolve(name + apart);
    }
}
