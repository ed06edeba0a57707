package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.creditconnector.mockregistry.DropDirectory;

/**
 * The door of the central bank's registry as a directory: what is renamed into {@code inbox/} to a name ending in {@code .txt} or
 * {@code .enc} is taken, oldest first, and moved to {@code taken/}; feedback appears whole in {@code outbox/}.
 */
public final class PbcrcDirectory implements AutoCloseable {
    private final PbcrcRegistry registry;
    private final DropDirectory files;

    /**
     * Makes the three directories where they are missing.
     *
     * @throws IOException when that fails
     */
    public PbcrcDirectory(PbcrcRegistry registry, Path directory) throws IOException {
        this.registry = registry;
        this.files = new DropDirectory(directory, "inbox", "outbox", "pbcrc-door");
    }

    /** Looks again and again, with a pause between, until it is closed. What fails is logged and tried again. */
    public void watch(Duration pause) {
        files.watch(pause, this::look);
    }

    /**
     * Takes what has arrived and puts out the feedback that is due.
     *
     * @throws IOException when a directory cannot be read or written
     */
    public synchronized void look() throws IOException {
        for (Path path : files.arrived(List.of(".txt", ".enc"), Comparator.naturalOrder())) {
            registry.receive(new PbcrcFile(path.getFileName().toString(), files.take(path)));
        }
        for (PbcrcFile feedback : registry.feedback()) {
            files.putOut(feedback.name(), feedback.content());
        }
    }

    /** Stops looking; the directories stay. */
    @Override
    public void close() {
        files.close();
    }
}
