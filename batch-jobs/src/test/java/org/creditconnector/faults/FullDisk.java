package org.creditconnector.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk for H2 that is full after so many writes: addresses of the form {@code jdbc:h2:file:fulldisk:/path}. Every write after that
 * fails with the words of the operating system, until there is room again. Only what was written before is on the disk.
 */
public final class FullDisk extends FilePathWrapper {
    private static final AtomicLong WRITES_LEFT = new AtomicLong(Long.MAX_VALUE);
    private static final AtomicLong REFUSED = new AtomicLong();

    /** Makes the form of address known to H2. */
    public static void install() {
        FilePath.register(new FullDisk());
        room();
    }

    /** The disk takes so many writes, and none after them. */
    public static void fullAfter(long writes) {
        REFUSED.set(0);
        WRITES_LEFT.set(writes);
    }

    /** There is room again; tells how many writes were refused. */
    public static long room() {
        WRITES_LEFT.set(Long.MAX_VALUE);
        return REFUSED.get();
    }

    static void spend() throws IOException {
        if (WRITES_LEFT.decrementAndGet() < 0) {
            REFUSED.incrementAndGet();
            throw new IOException("No space left on device");
        }
    }

    @Override
    public String getScheme() {
        return "fulldisk";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Watched(getBase().open(mode));
    }

    @Override
    public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
        spend();
        return super.createTempFile(suffix, inTempDir);
    }

    /** Only what H2 uses of a channel. */
    private static final class Watched extends FileBaseDefault {
        private final FileChannel real;

        Watched(FileChannel real) {
            this.real = real;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            spend();
            return real.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            real.force(metaData);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            real.truncate(size);
        }

        @Override
        public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
