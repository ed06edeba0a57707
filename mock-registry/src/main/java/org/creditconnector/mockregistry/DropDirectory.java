package org.creditconnector.mockregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How files come to a registry and go from it: what arrives in one directory is moved to {@code taken/}, and answers appear whole in another
 * one.
 */
public final class DropDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DropDirectory.class);

    private final Path directory;
    private final Path in;
    private final Path taken;
    private final Path out;
    private final ScheduledExecutorService watcher;

    /** What is done at each look. */
    @FunctionalInterface
    public interface Look {
        /** @throws IOException when a directory cannot be read or written */
        void look() throws IOException;
    }

    private record Arrived(Path path, FileTime at) {}

    /**
     * Makes the three directories where they are missing.
     *
     * @param in name of the directory for what comes
     * @param out name of the directory for answers
     * @param name of the thread that watches
     * @throws IOException when that fails
     */
    public DropDirectory(Path directory, String in, String out, String name) throws IOException {
        this.directory = directory;
        this.in = Files.createDirectories(directory.resolve(in));
        this.taken = Files.createDirectories(directory.resolve("taken"));
        this.out = Files.createDirectories(directory.resolve(out));
        this.watcher = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks again and again, with a pause between, until it is closed. What fails is logged and tried again. */
    public void watch(Duration pause, Look look) {
        watcher.scheduleWithFixedDelay(() -> lookAndLog(look), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndLog(Look look) {
        try {
            look.look();
        } catch (IOException | RuntimeException e) {
            LOG.error("the directory {} cannot be worked on; it is tried again", directory, e);
        }
    }

    /**
     * What has arrived, oldest first.
     *
     * @param endings of names that are complete; others are left
     * @param sameTime order of what came at the same time by the clock of the file system
     */
    public List<Path> arrived(List<String> endings, Comparator<Path> sameTime) throws IOException {
        List<Arrived> arrived = new ArrayList<>();
        try (Stream<Path> paths = Files.list(in)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (endings.stream().anyMatch(path.toString()::endsWith)) {
                    arrived.add(new Arrived(path, Files.getLastModifiedTime(path)));
                }
            }
        }
        arrived.sort(Comparator.comparing(Arrived::at).thenComparing(Arrived::path, sameTime));
        return arrived.stream().map(Arrived::path).toList();
    }

    /** Takes a file away to {@code taken/}, and gives what is in it. */
    public byte[] take(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.move(file, taken.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return content;
    }

    /** Puts an answer out, whole under its name at once. */
    public void putOut(String name, byte[] content) throws IOException {
        Path part = Files.write(out.resolve(name + ".part"), content);
        Files.move(part, out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Stops looking; the directories stay. */
    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
