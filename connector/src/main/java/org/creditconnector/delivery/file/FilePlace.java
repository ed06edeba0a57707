package org.creditconnector.delivery.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;

/**
 * A place where files lie: a directory, or an SFTP server. Paths are written with slashes, as the place itself writes them. All but
 * {@link #connect} and {@link #close} need a connection that stands. Not thread-safe.
 */
public interface FilePlace extends AutoCloseable {
    /**
     * Makes the connection, or finds that it stands.
     *
     * @return one sentence of what is there
     * @throws PlaceUnreachableException when it cannot be had
     */
    String connect() throws IOException;

    /** A file or directory; empty when there is none. */
    Optional<Found> find(String path) throws IOException;

    /** The files in a directory, in no order. */
    List<Found> list(String directory) throws IOException;

    /**
     * Opens a new file to be written. What was written is there when it was closed without an exception.
     *
     * @throws IOException also when the file is there already
     */
    OutputStream create(String path) throws IOException;

    /** Opens a file to be read. */
    InputStream read(String path) throws IOException;

    /**
     * Gives a file its name, in one step.
     *
     * @throws FileAlreadyExistsException when the name is taken; nothing was overwritten
     */
    void rename(String from, String to) throws IOException;

    /** Takes a file away; it must be there. */
    void remove(String path) throws IOException;

    /** Ends the connection. */
    @Override
    void close();

    /**
     * What was found.
     *
     * @param name without the directory
     * @param size bytes
     * @param modified seconds since 1970 by the place's own clock
     * @param directory whether it is a directory
     */
    record Found(String name, long size, long modified, boolean directory) {}
}
