package org.creditconnector.wrapping;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * Lines of Base64: the first is an AES key enciphered by RSA, each further one a block of 1,024 bytes (the last may be shorter)
 * enciphered under that key. The key is drawn for one file and never used again. Lost lines are not found here; pack before it.
 */
final class SessionKeyStep implements WrappingStep {
    private static final int BLOCK = 1_024;
    private static final int KEY = 16;
    private static final int IV = 16;
    /** A block, its IV and padding in Base64 take 1,408 characters, an RSA key of 8,192 bits 1,368; more is none of ours. */
    private static final int LONGEST_LINE = 4_096;

    private final SessionKeyForm form;
    private final @Nullable RSAKeyParameters theirs;
    private final @Nullable RSAKeyParameters ours;

    /**
     * @param theirs enciphers what leaves; null where nothing leaves
     * @param ours deciphers what comes; null where nothing comes
     */
    SessionKeyStep(SessionKeyForm form, @Nullable RSAKeyParameters theirs, @Nullable RSAKeyParameters ours) {
        this.form = form;
        this.theirs = theirs;
        this.ours = ours;
    }

    @Override
    public String name() {
        return "session-key";
    }

    @Override
    public boolean canBeUndone() {
        return ours != null;
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException {
        if (theirs == null) {
            throw new WrappingException("the step session-key has no public-key, so that nothing can be enciphered");
        }
        byte[] key = new byte[KEY];
        random.nextBytes(key);
        AsymmetricBlockCipher rsa = form.rsa();
        rsa.init(true, new ParametersWithRandom(theirs, random));
        try {
            line(out, rsa.processBlock(key, 0, key.length));
        } catch (InvalidCipherTextException e) {
            throw new WrappingException("the step session-key cannot encipher its key: the public key is too short");
        }
        return new Enciphering(out, new KeyParameter(key), random);
    }

    @Override
    public InputStream unwrap(InputStream in) throws IOException {
        if (ours == null) {
            throw new WrappingException("the step session-key has no private-key, so that nothing can be deciphered");
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        byte[] wrapped = next(lines);
        if (wrapped == null) {
            throw new EOFException();
        }
        AsymmetricBlockCipher rsa = form.rsa();
        rsa.init(false, ours);
        byte[] key;
        try {
            key = rsa.processBlock(wrapped, 0, wrapped.length);
        } catch (InvalidCipherTextException e) {
            throw new IOException(e);
        }
        return new Deciphering(lines, new KeyParameter(key));
    }

    private static void line(OutputStream out, byte[] bytes) throws IOException {
        out.write(Base64.getEncoder().encode(bytes));
        out.write('\n');
    }

    /** The bytes of the next line that is not empty; null at the end. */
    private static byte @Nullable [] next(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = lines.read(); one >= 0; one = lines.read()) {
            boolean ending = one == '\n' || one == '\r';
            if (ending && !line.isEmpty()) {
                break;
            }
            if (!ending) {
                line.append((char) one);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
        }
        return line.isEmpty() ? null : Base64.getDecoder().decode(line.toString());
    }

    private byte[] run(boolean enciphering, CipherParameters key, byte[] bytes, int offset, int length)
            throws IOException {
        PaddedBufferedBlockCipher cipher = form.isChained()
                ? new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding())
                : new PaddedBufferedBlockCipher(AESEngine.newInstance(), new PKCS7Padding());
        cipher.init(enciphering, key);
        byte[] result = new byte[cipher.getOutputSize(length)];
        int done = cipher.processBytes(bytes, offset, length, result, 0);
        try {
            done += cipher.doFinal(result, done);
        } catch (InvalidCipherTextException e) {
            throw new IOException(e);
        }
        return Arrays.copyOf(result, done);
    }

    @Override
    public String toString() {
        return name();
    }

    /** Collects a block, then writes its line. */
    private final class Enciphering extends FilterOutputStream {
        private final KeyParameter key;
        private final SecureRandom random;
        private final byte[] block = new byte[BLOCK];
        private int filled;
        private boolean closed;

        Enciphering(OutputStream out, KeyParameter key, SecureRandom random) {
            super(out);
            this.key = key;
            this.random = random;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int some = Math.min(length - done, BLOCK - filled);
                System.arraycopy(bytes, offset + done, block, filled, some);
                filled += some;
                done += some;
                if (filled == BLOCK) {
                    writeBlock();
                }
            }
        }

        private void writeBlock() throws IOException {
            if (form.isChained()) {
                byte[] iv = new byte[IV];
                random.nextBytes(iv);
                byte[] enciphered = run(true, new ParametersWithIV(key, iv), block, 0, filled);
                byte[] both = Arrays.copyOf(iv, IV + enciphered.length);
                System.arraycopy(enciphered, 0, both, IV, enciphered.length);
                line(out, both);
            } else {
                line(out, run(true, key, block, 0, filled));
            }
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                if (filled > 0) {
                    writeBlock();
                }
                super.close();
            }
        }
    }

    /** Gives line after line deciphered. */
    private final class Deciphering extends InputStream {
        private final BufferedReader lines;
        private final KeyParameter key;
        private @Nullable InputStream block = new ByteArrayInputStream(new byte[0]);

        Deciphering(BufferedReader lines, KeyParameter key) {
            this.lines = lines;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (block != null) {
                int read = block.read(bytes, offset, length);
                if (read >= 0) {
                    return read;
                }
                byte[] line = next(lines);
                block = line == null ? null : new ByteArrayInputStream(deciphered(line));
            }
            return -1;
        }

        private byte[] deciphered(byte[] line) throws IOException {
            return form.isChained()
                    ? run(false, new ParametersWithIV(key, line, 0, IV), line, IV, line.length - IV)
                    : run(false, key, line, 0, line.length);
        }
    }
}
