package org.creditconnector.wrapping;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.io.CipherInputStream;
import org.bouncycastle.crypto.io.CipherOutputStream;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Enciphers by SM4 or AES. The IV stands before the result: 12 bytes for GCM, whose tag of 16 bytes stands at the end, 16 for CBC.
 * Bouncy Castle's GCM deciphers as it reads; the Java runtime's keeps the whole file in memory.
 */
final class BlockCipherStep implements WrappingStep {
    private static final int TAG_BITS = 128;

    private final String name;
    private final Supplier<BlockCipher> engine;
    private final CipherMode mode;
    private final SymmetricKey key;

    BlockCipherStep(String cipher, Supplier<BlockCipher> engine, CipherMode mode, SymmetricKey key) {
        this.name = cipher + " " + mode.label();
        this.engine = engine;
        this.mode = mode;
        this.key = key;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OutputStream wrap(String plainName, SecureRandom random, OutputStream out) throws IOException {
        byte[] iv = new byte[mode.ivBytes()];
        random.nextBytes(iv);
        out.write(iv);
        return mode == CipherMode.GCM
                ? new CipherOutputStream(out, gcm(true, iv))
                : new CipherOutputStream(out, cbc(true, iv));
    }

    @Override
    public InputStream unwrap(InputStream in) throws IOException {
        byte[] iv = in.readNBytes(mode.ivBytes());
        if (iv.length < mode.ivBytes()) {
            throw new EOFException();
        }
        return mode == CipherMode.GCM
                ? new CipherInputStream(in, gcm(false, iv))
                : new CipherInputStream(in, cbc(false, iv));
    }

    private AEADBlockCipher gcm(boolean enciphering, byte[] iv) {
        AEADBlockCipher cipher = GCMBlockCipher.newInstance(engine.get());
        cipher.init(enciphering, new AEADParameters(new KeyParameter(key.bytes()), TAG_BITS, iv));
        return cipher;
    }

    private BufferedBlockCipher cbc(boolean enciphering, byte[] iv) {
        CipherParameters parameters = new ParametersWithIV(new KeyParameter(key.bytes()), iv);
        BufferedBlockCipher cipher = mode == CipherMode.CBC_PKCS7
                ? new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine.get()), new PKCS7Padding())
                : new DefaultBufferedBlockCipher(CBCBlockCipher.newInstance(engine.get()));
        cipher.init(enciphering, parameters);
        return cipher;
    }

    @Override
    public String toString() {
        return name;
    }
}
