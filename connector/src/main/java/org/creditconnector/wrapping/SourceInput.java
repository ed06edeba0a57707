package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The file as it came. Its own failures are told apart from those of the steps above it, and stay as theirs do. */
final class SourceInput extends InputStream {
    private final InputStream in;
    private @Nullable SourceException failure;

    SourceInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            failure = new SourceException(e);
            throw failure;
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
