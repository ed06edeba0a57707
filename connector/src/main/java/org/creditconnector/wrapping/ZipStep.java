package org.creditconnector.wrapping;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs into a zip with exactly one entry, named after the plain file. Its time is fixed, so that the same content gives the same bytes. */
final class ZipStep implements WrappingStep {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Override
    public String name() {
        return "zip";
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        ZipEntry entry = new ZipEntry(plainName);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                zip.write(bytes, offset, length);
            }
        };
    }

    @Override
    public InputStream unwrap(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        if (zip.getNextEntry() == null) {
            throw new ZipException("no entry");
        }
        return new InputStream() {
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = ended ? -1 : zip.read(bytes, offset, length);
                if (read < 0 && !ended) {
                    ended = true;
                    if (zip.getNextEntry() != null) {
                        throw new ZipException("a second entry");
                    }
                }
                return read;
            }
        };
    }
}
