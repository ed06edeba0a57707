package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The door of the central bank's registry as a directory: what is renamed into {@code inbox/} to a name ending in {@code .txt} or
 * {@code .enc} is taken, oldest first, and moved to {@code taken/}; feedback appears whole in {@code outbox/}.
 */
public final class PbcrcDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PbcrcDirectory.class);

    private final PbcrcRegistry registry;
    private final Path inbox;
    private final Path taken;
    private final Path outbox;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "pbcrc-door");
        thread.setDaemon(true);
        return thread;
    });

    private record Arrived(Path path, FileTime at) {}

    /**
     * Makes the three directories where they are missing.
     *
     * @throws IOException when that fails
     */
    public PbcrcDirectory(PbcrcRegistry registry, Path directory) throws IOException {
        this.registry = registry;
        this.inbox = Files.createDirectories(directory.resolve("inbox"));
        this.taken = Files.createDirectories(directory.resolve("taken"));
        this.outbox = Files.createDirectories(directory.resolve("outbox"));
    }

    /** Looks again and again, with a pause between, until it is closed. What fails is logged and tried again. */
    public void watch(Duration pause) {
        watcher.scheduleWithFixedDelay(this::lookAndLog, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndLog() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            LOG.error("the directory {} cannot be worked on; it is tried again", inbox.getParent(), e);
        }
    }

    /**
     * Takes what has arrived and puts out the feedback that is due.
     *
     * @throws IOException when a directory cannot be read or written
     */
    public synchronized void look() throws IOException {
        for (Arrived one : arrived()) {
            String name = one.path().getFileName().toString();
            var file = new PbcrcFile(name, Files.readAllBytes(one.path()));
            Files.move(one.path(), taken.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            registry.receive(file);
        }
        for (PbcrcFile feedback : registry.feedback()) {
            Path part = Files.write(outbox.resolve(feedback.name() + ".part"), feedback.content());
            Files.move(part, outbox.resolve(feedback.name()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Arrived> arrived() throws IOException {
        List<Arrived> arrived = new ArrayList<>();
        try (Stream<Path> paths = Files.list(inbox)) {
            paths.filter(path ->
                            path.toString().endsWith(".txt") || path.toString().endsWith(".enc"))
                    .forEach(path -> arrived.add(new Arrived(path, changed(path))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        arrived.sort(Comparator.comparing(Arrived::at).thenComparing(Arrived::path));
        return arrived;
    }

    private static FileTime changed(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops looking; the directories stay. */
    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
