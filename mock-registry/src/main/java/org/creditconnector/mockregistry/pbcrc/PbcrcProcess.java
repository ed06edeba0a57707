package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The central bank's registry as a process has it: its door, its SFTP server where one is asked for, and what it says when ready. */
public final class PbcrcProcess implements AutoCloseable {
    private static final Pattern PROVIDER = Pattern.compile("[A-Z0-9]{14}(:[A-Z0-9]{14}(,[A-Z0-9]{14})*)?");

    private final Path directory;
    private final PbcrcDirectory door;
    private final @Nullable LoopbackSsh sftp;

    private PbcrcProcess(Path directory, PbcrcDirectory door, @Nullable LoopbackSsh sftp) {
        this.directory = directory;
        this.door = door;
        this.sftp = sftp;
    }

    public static boolean isProvider(String text) {
        return PROVIDER.matcher(text).matches();
    }

    /**
     * Starts it.
     *
     * @param providers {@code CODE} or {@code CODE:BRANCH,BRANCH}
     * @param wrapping page of the steps that files ending in {@code .enc} went through; null for none
     * @param sftpPort null for no SFTP server
     * @param login user and password with a colon between
     * @throws IOException when the directory or the port cannot be had, or a page cannot be read
     * @throws org.creditconnector.mockregistry.ScenarioException with all problems of the page
     */
    public static PbcrcProcess start(
            Path directory,
            List<String> providers,
            @Nullable Path scenario,
            @Nullable Path wrapping,
            Duration lookEvery,
            @Nullable Integer sftpPort,
            String login)
            throws IOException {
        Map<String, Set<String>> branches = new HashMap<>();
        for (String provider : providers) {
            String[] parts = provider.split(":", 2);
            branches.put(parts[0], parts.length == 1 ? Set.of() : Set.of(parts[1].split(",", -1)));
        }
        var registry = new PbcrcRegistry(branches);
        if (scenario != null) {
            registry.scenarioPage(scenario.toString(), Files.readString(scenario));
        }
        if (wrapping != null) {
            registry.wrapping(PbcrcWrapping.read(wrapping));
        }
        var door = new PbcrcDirectory(registry, directory);
        int colon = login.indexOf(':');
        LoopbackSsh sftp = sftpPort == null
                ? null
                : new LoopbackSsh(directory, sftpPort, login.substring(0, colon), login.substring(colon + 1));
        door.watch(lookEvery);
        return new PbcrcProcess(directory, door, sftp);
    }

    /** One line. */
    public String ready() {
        return "pbcrc registry ready in " + directory
                + (sftp == null ? "" : " and on " + sftp.url() + " with host key " + sftp.fingerprint());
    }

    @Override
    public void close() {
        if (sftp != null) {
            sftp.close();
        }
        door.close();
    }
}
