package org.creditconnector.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.creditconnector.delivery.file.FilePlace;

/** A place for files at which a process may die at each step that leaves something there, and after each that learns something. */
public final class FaultyPlace extends ChangedPlace {
    /** Steps at which a process may die. */
    public enum Step {
        /** A file appears, empty. */
        CREATE,
        /** Bytes are written; before means that only the first half of them was. */
        WRITE,
        /** A file has both its names, as a directory gives them one after the other; only after. */
        LINK,
        /** A file gets its final name. */
        RENAME,
        /** A file is taken away. */
        REMOVE,
        /** A directory was listed; only after. */
        LIST,
        /** A file was read; only after. */
        READ;

        /** Whether dying before it differs from dying after the step before it. */
        public boolean leaves() {
            return this != LINK && this != LIST && this != READ;
        }
    }

    private final Supplier<Life> life;
    private final Function<Step, WireFault> faults;
    private final boolean links;

    /**
     * @param life of the process that works there now
     * @param faults asked once for every step; {@link WireFault#NONE} or one that kills
     * @param links whether the real place gives a file its name by a second link, which is a step of its own
     */
    public FaultyPlace(FilePlace real, Supplier<Life> life, Function<Step, WireFault> faults, boolean links) {
        super(real);
        this.life = life;
        this.faults = faults;
        this.links = links;
    }

    /** Something that is done there. */
    private interface Work<T> {
        T go() throws IOException;
    }

    private <T> T step(Step step, Work<T> before, Work<T> work) throws IOException {
        life.get().demand();
        WireFault fault = faults.apply(step);
        if (fault == WireFault.DEATH_BEFORE_EFFECT) {
            before.go();
            throw end("before " + step);
        }
        T done = work.go();
        if (fault == WireFault.DEATH_AFTER_EFFECT) {
            throw end("after " + step);
        }
        return done;
    }

    private <T> T step(Step step, Work<T> work) throws IOException {
        return step(step, () -> null, work);
    }

    /** The operating system closes the connections of a dead process. */
    private ProcessDeath end(String where) {
        ProcessDeath death = life.get().end(where);
        real.close();
        return death;
    }

    @Override
    public String connect() throws IOException {
        life.get().demand();
        return real.connect();
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        life.get().demand();
        return real.find(path);
    }

    @Override
    public List<Found> list(String directory) throws IOException {
        return step(Step.LIST, () -> real.list(directory));
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return step(Step.CREATE, () -> new Written(real.create(path)));
    }

    @Override
    public InputStream read(String path) throws IOException {
        return step(Step.READ, () -> real.read(path));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (links && faults.apply(Step.LINK).kills()) {
            life.get().demand();
            Files.createLink(Path.of(to), Path.of(from));
            throw end("after " + Step.LINK);
        }
        step(Step.RENAME, () -> {
            real.rename(from, to);
            return to;
        });
    }

    @Override
    public void remove(String path) throws IOException {
        step(Step.REMOVE, () -> {
            real.remove(path);
            return path;
        });
    }

    private final class Written extends FilterOutputStream {
        Written(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            step(
                    Step.WRITE,
                    () -> {
                        out.write(bytes, offset, length / 2);
                        return length;
                    },
                    () -> {
                        out.write(bytes, offset, length);
                        return length;
                    });
        }

        /** What a dead process had open is closed for it. */
        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                life.get().demand();
                throw e;
            }
            life.get().demand();
        }
    }
}
