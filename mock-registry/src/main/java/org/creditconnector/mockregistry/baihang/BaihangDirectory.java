package org.creditconnector.mockregistry.baihang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agency's file server as a directory: what gets a name ending in {@code .txt} or {@code .cry} in {@code upload/} is taken, oldest first,
 * and moved to {@code taken/}; logs appear whole in {@code log/}.
 */
public final class BaihangDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BaihangDirectory.class);

    private final BaihangRegistry registry;
    private final AgencyKeys keys;
    private final @Nullable PublicKey lender;
    private final Path upload;
    private final Path taken;
    private final Path log;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(run -> {
        var thread = new Thread(run, "baihang-door");
        thread.setDaemon(true);
        return thread;
    });

    private record Arrived(Path path, FileTime at) {}

    /**
     * Makes the three directories where they are missing.
     *
     * @param lender logs are enciphered for this key; null leaves them plain
     * @throws IOException when that fails
     */
    public BaihangDirectory(BaihangRegistry registry, AgencyKeys keys, @Nullable PublicKey lender, Path directory)
            throws IOException {
        this.registry = registry;
        this.keys = keys;
        this.lender = lender;
        this.upload = Files.createDirectories(directory.resolve("upload"));
        this.taken = Files.createDirectories(directory.resolve("taken"));
        this.log = Files.createDirectories(directory.resolve("log"));
    }

    /** Looks again and again, with a pause between, until it is closed. What fails is logged and tried again. */
    public void watch(Duration pause) {
        watcher.scheduleWithFixedDelay(this::lookAndLog, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAndLog() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            LOG.error("the directory {} cannot be worked on; it is tried again", upload.getParent(), e);
        }
    }

    /**
     * Takes what has arrived and puts out the logs.
     *
     * @throws IOException when a directory cannot be read or written
     */
    public synchronized void look() throws IOException {
        for (Arrived one : arrived()) {
            take(one.path());
        }
    }

    /**
     * Takes one file that lies in {@code upload/}.
     *
     * @throws IOException when it cannot be read, or its log cannot be written
     */
    public synchronized void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] came = Files.readAllBytes(file);
        Files.move(file, taken.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        String stem = name.substring(0, name.indexOf('.'));
        String says = registry.file(stem, name.endsWith(".cry") ? keys.open(came) : came);
        if (!registry.strikes(BaihangFault.LOG_LOST)) {
            PublicKey key = lender;
            byte[] content = key == null ? says.getBytes(StandardCharsets.UTF_8) : keys.seal(stem + ".log", says, key);
            Path part = Files.write(log.resolve(stem + ".log.part"), content);
            Files.move(part, log.resolve(stem + ".log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Arrived> arrived() throws IOException {
        List<Arrived> arrived = new ArrayList<>();
        try (Stream<Path> paths = Files.list(upload)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = path.getFileName().toString();
                if (name.endsWith(".txt") || name.endsWith(".cry")) {
                    arrived.add(new Arrived(path, Files.getLastModifiedTime(path)));
                }
            }
        }
        arrived.sort(Comparator.comparing(Arrived::at).thenComparing(one -> order(one.path())));
        return arrived;
    }

    /** Limits and loans before what names them, where the clock of the file system tells them not apart. */
    private static String order(Path path) {
        String name = path.getFileName().toString();
        List<String> kinds = List.of("X2", "D2", "CL1", "D3", "CL2");
        String[] parts = name.split("_", -1);
        return parts.length < 2 ? name : kinds.indexOf(parts[1]) + name;
    }

    /** Stops looking; the directories stay. */
    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
