package org.creditconnector.night;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.faults.ChangedPlace;

/** The central bank's registry behind a mounted directory: it takes files that are marked while the night waits. */
final class PbcrcDirectorySide extends PbcrcSide {
    private static final String MARKER = ".ok";

    private boolean loseAnswer;
    private boolean losePackage;
    private long arrivals;

    PbcrcDirectorySide(Path directory) throws IOException {
        super(directory);
    }

    @Override
    String way() {
        return "channel: directory\nfiles: {upload: '%1$s/inbox', taken: '%1$s/taken', feedback: '%1$s/outbox', marker: '%2$s'}"
                .formatted(directory, MARKER);
    }

    /** Takes nothing while a file lies there without its marker, and no marker without its file stays. */
    @Override
    void look() {
        try {
            List<String> names = files("inbox").stream()
                    .map(path -> path.getFileName().toString())
                    .toList();
            if (names.stream().noneMatch(name -> name.endsWith(".txt") && !names.contains(name + MARKER))) {
                super.look();
                for (String name : names) {
                    if (name.endsWith(MARKER)) {
                        Files.delete(directory.resolve("inbox").resolve(name));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Pauses pauses() {
        return new RegistryAtWork(this::look);
    }

    @Override
    public FilePlace place(FilePlace real) {
        return new Mount(real);
    }

    @Override
    public void loseNextAnswer() {
        loseAnswer = true;
    }

    @Override
    public void loseNextPackage() {
        losePackage = true;
    }

    @Override
    public long arrivals() {
        return arrivals;
    }

    private final class Mount extends ChangedPlace {
        Mount(FilePlace real) {
            super(real);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            arrivals++;
            if (losePackage) {
                losePackage = false;
                throw new IOException("the mount went away");
            }
            super.rename(from, to);
        }

        /** With its marker a file is the registry's. */
        @Override
        public OutputStream create(String path) throws IOException {
            OutputStream out = super.create(path);
            if (loseAnswer && path.endsWith(MARKER)) {
                loseAnswer = false;
                out.close();
                throw new IOException("the mount went away");
            }
            return out;
        }
    }
}
