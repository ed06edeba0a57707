package org.creditconnector.wrapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Packs by gzip (RFC 1952), without name and time, so that the same content gives the same bytes. */
final class GzipStep implements WrappingStep {
    private static final int BUFFER = 64 * 1024;

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER);
    }

    @Override
    public InputStream unwrap(InputStream in) throws IOException {
        return new Unpacking(in);
    }

    /** The library passes over what follows the packed data; somebody put it there. */
    private static final class Unpacking extends GZIPInputStream {
        private static final int TRAILER = 8;

        Unpacking(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0 && inf.getRemaining() > TRAILER) {
                throw new ZipException("something follows the packed data");
            }
            return read;
        }
    }
}
