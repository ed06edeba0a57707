package org.creditconnector.delivery.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory of this machine, mounted or local. */
public final class DirectoryPlace implements FilePlace {
    private final Path upload;

    /** @param upload the directory that must be there */
    public DirectoryPlace(Path upload) {
        this.upload = upload;
    }

    @Override
    public String connect() throws IOException {
        if (!Files.isDirectory(upload)) {
            throw new PlaceUnreachableException(
                    "the directory " + upload + " is not there; make it or mount it",
                    new NoSuchFileException(upload.toString()));
        }
        return "the directory is there";
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        try {
            return Optional.of(found(Path.of(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Found> list(String directory) throws IOException {
        List<Found> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(Path.of(directory))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                // One that is taken away meanwhile is not there.
                find(path.toString()).filter(found -> !found.directory()).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Found found(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Found(
                String.valueOf(path.getFileName()),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.SECONDS),
                attributes.isDirectory());
    }

    @Override
    public OutputStream create(String path) throws IOException {
        FileChannel channel = FileChannel.open(Path.of(path), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                // A name must never stand for bytes that a power failure takes away.
                if (channel.isOpen()) {
                    channel.force(true);
                }
                super.close();
            }
        };
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(Path.of(path));
    }

    /** A second link fails where the name is taken; a move would overwrite on Unix. */
    @Override
    public void rename(String from, String to) throws IOException {
        try {
            Files.createLink(Path.of(to), Path.of(from));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(Path.of(from), Path.of(to));
            return;
        }
        Files.delete(Path.of(from));
    }

    @Override
    public void remove(String path) throws IOException {
        Files.delete(Path.of(path));
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
