package org.creditconnector.mockregistry.baihang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.creditconnector.mockregistry.DropDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The agency's file server as a directory: what gets a name ending in {@code .txt} or {@code .cry} in {@code upload/} is taken, oldest first,
 * and moved to {@code taken/}; logs appear whole in {@code log/}.
 */
public final class BaihangDirectory implements AutoCloseable {
    private final BaihangRegistry registry;
    private final AgencyKeys keys;
    private final @Nullable PublicKey lender;
    private final DropDirectory files;

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
        this.files = new DropDirectory(directory, "upload", "log", "baihang-door");
    }

    /** Looks again and again, with a pause between, until it is closed. What fails is logged and tried again. */
    public void watch(Duration pause) {
        files.watch(pause, this::look);
    }

    /**
     * Takes what has arrived and puts out the logs.
     *
     * @throws IOException when a directory cannot be read or written
     */
    public synchronized void look() throws IOException {
        for (Path path : files.arrived(List.of(".txt", ".cry"), Comparator.comparing(BaihangDirectory::order))) {
            take(path);
        }
    }

    /**
     * Takes one file that lies in {@code upload/}.
     *
     * @throws IOException when it cannot be read, or its log cannot be written
     */
    public synchronized void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] came = files.take(file);
        String stem = name.substring(0, name.indexOf('.'));
        String says = registry.file(stem, name.endsWith(".cry") ? keys.open(came) : came);
        if (!registry.strikes(BaihangFault.LOG_LOST)) {
            PublicKey key = lender;
            files.putOut(
                    stem + ".log",
                    key == null ? says.getBytes(StandardCharsets.UTF_8) : keys.seal(stem + ".log", says, key));
        }
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
        files.close();
    }
}
