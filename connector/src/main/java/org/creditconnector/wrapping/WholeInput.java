package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What lies under all steps. At its end every step below is read to its end too: an unpacker stops at the end of its own data, but
 * the tag or signature that vouches for them comes later.
 */
final class WholeInput extends InputStream {
    private static final int PIECE = 8 * 1024;

    private final List<InputStream> layers;
    private final InputStream top;
    private final long most;
    private long count;
    private boolean ended;

    /** @param layers from the file to the content */
    WholeInput(List<InputStream> layers, long most) {
        this.layers = layers;
        this.top = layers.get(layers.size() - 1);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        try {
            int read = top.read(bytes, offset, length);
            if (read < 0) {
                finish();
                return -1;
            }
            count += read;
            if (count > most) {
                throw new WrappingException("the file holds more than " + most + " bytes when all steps are undone");
            }
            return read;
        } catch (SourceException e) {
            throw e.failure();
        }
    }

    private void finish() throws IOException {
        ended = true;
        byte[] rest = new byte[PIECE];
        for (int i = layers.size() - 1; i >= 0; i--) {
            InputStream layer = layers.get(i);
            while (layer.read(rest) >= 0) {
                // What follows the end of packed data is of no use; that it can be read is.
            }
        }
    }

    /** Closes the file only: the layers hold nothing else. */
    @Override
    public void close() throws IOException {
        layers.get(0).close();
    }
}
