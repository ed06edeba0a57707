package org.creditconnector.wrapping;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;

/** Puts a {@link Seal} after the content as it is at this step. */
final class AppendedSealStep implements WrappingStep {
    private static final int PIECE = 64 * 1024;

    private final Seal seal;

    AppendedSealStep(Seal seal) {
        this.seal = seal;
    }

    @Override
    public String name() {
        return seal.name();
    }

    @Override
    public boolean canBeUndone() {
        return seal.canBeChecked();
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws WrappingException {
        Seal.Making making = seal.make(random);
        return new FilterOutputStream(out) {
            private boolean closed;

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                making.update(bytes, offset, length);
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    out.write(making.end());
                    super.close();
                }
            }
        };
    }

    @Override
    public InputStream unwrap(InputStream in) throws WrappingException {
        return new Checked(in, seal.check(), seal.length());
    }

    /** Holds the last bytes back, which may be the seal. */
    private static final class Checked extends InputStream {
        private final InputStream in;
        private final Seal.Checking checking;
        private final int length;
        private final byte[] held;
        private int from;
        private int to;
        private boolean ended;

        Checked(InputStream in, Seal.Checking checking, int length) {
            this.in = in;
            this.checking = checking;
            this.length = length;
            this.held = new byte[PIECE + length];
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) throws IOException {
            while (to - from <= length && !ended) {
                fill();
            }
            int some = Math.min(wanted, to - from - length);
            if (some <= 0) {
                return -1;
            }
            checking.update(held, from, some);
            System.arraycopy(held, from, bytes, offset, some);
            from += some;
            return some;
        }

        private void fill() throws IOException {
            System.arraycopy(held, from, held, 0, to - from);
            to -= from;
            from = 0;
            int read = in.read(held, to, held.length - to);
            if (read >= 0) {
                to += read;
                return;
            }
            ended = true;
            if (to < length || !checking.fits(Arrays.copyOfRange(held, to - length, to))) {
                throw new IOException("the seal does not fit");
            }
        }
    }
}
