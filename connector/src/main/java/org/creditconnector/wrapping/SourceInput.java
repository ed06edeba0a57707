package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;

/** The file as it came. Its own failures are told apart from those of the steps above it. */
final class SourceInput extends InputStream {
    private final InputStream in;

    SourceInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
