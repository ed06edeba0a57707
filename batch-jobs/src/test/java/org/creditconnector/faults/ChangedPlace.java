package org.creditconnector.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.creditconnector.delivery.file.FilePlace;

/** The real place for files, for all that a subclass does not change. */
public abstract class ChangedPlace implements FilePlace {
    /** The place that is changed. */
    protected final FilePlace real;

    protected ChangedPlace(FilePlace real) {
        this.real = real;
    }

    @Override
    public String connect() throws IOException {
        return real.connect();
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        return real.find(path);
    }

    @Override
    public List<Found> list(String directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return real.create(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return real.read(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void remove(String path) throws IOException {
        real.remove(path);
    }

    @Override
    public void close() {
        real.close();
    }
}
