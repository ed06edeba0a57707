package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.creditconnector.extract.SourceFaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the private copies of the lender's files lie: {@code work/run-N} for the run with the number N in the store, so that a copy
 * goes with its run and with no other one, and {@code work} itself for commands that only look. All of them hold personal data.
 */
public final class PrivateCopies {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateCopies.class);
    private static final Pattern OF_RUN = Pattern.compile("run-([0-9]{1,18})");
    /** As the copies are named, with what their database writes beside them. */
    private static final Pattern OF_NO_RUN = Pattern.compile("files-.*\\.duckdb.*");

    private final Path work;

    /** @param home directory of the configuration */
    public PrivateCopies(Path home) {
        this.work = home.resolve("work");
    }

    /** Where a command that works on no run keeps its copies. */
    Path ofNoRun() {
        return work;
    }

    /** Where the copies of a run are kept. */
    public Path of(long runId) {
        return work.resolve("run-" + runId);
    }

    /**
     * Removes the copies of a run; harmless when there are none.
     *
     * @throws SourceFaultException when something is left, which a person must remove
     */
    public void remove(long runId) {
        remove(of(runId));
    }

    /**
     * Removes what nobody needs any more: copies of runs that are over, however they ended, and those that commands left which only
     * looked. What cannot be removed is told in the log and keeps nobody from working.
     *
     * @param ended whether a run is over, or not in the store at all
     */
    void removeEnded(LongPredicate ended) {
        for (Path path : list()) {
            String name = String.valueOf(path.getFileName());
            Matcher run = OF_RUN.matcher(name);
            boolean over = run.matches()
                    ? ended.test(Long.parseLong(run.group(1)))
                    : OF_NO_RUN.matcher(name).matches();
            if (over) {
                try {
                    remove(path);
                } catch (SourceFaultException e) {
                    LOG.warn("{}", e.getMessage(), e);
                }
            }
        }
    }

    private List<Path> list() {
        try (Stream<Path> paths = Files.list(work)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw notRemoved(work, e);
        }
    }

    private static void remove(Path path) {
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    inside.toList().forEach(PrivateCopies::remove);
                }
            }
            Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
            LOG.debug("{} was removed by somebody else", path, e);
        } catch (IOException | UncheckedIOException e) {
            throw notRemoved(path, e);
        }
    }

    private static SourceFaultException notRemoved(Path path, Exception e) {
        return new SourceFaultException(
                SourceFaultException.Kind.UNAVAILABLE,
                "SRC-FILE the private copy " + path + " cannot be removed (" + e.getMessage()
                        + "); remove it by hand, it holds personal data",
                e);
    }
}
