package org.creditconnector.mockregistry.pbcrc;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** SM4 (GB/T 32907) or AES. The IV stands before the result: 12 bytes for GCM, whose tag of 16 bytes ends it, 16 bytes for CBC. */
final class CipherStep implements WrappingStep {
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final Map<String, String> MODES =
            Map.of("gcm", "/GCM/NoPadding", "cbc-pkcs7", "/CBC/PKCS7Padding", "cbc-no-padding", "/CBC/NoPadding");
    private static final int TAG_BITS = 128;
    private static final int GCM_IV = 12;
    private static final int CBC_IV = 16;

    private final SecureRandom random = new SecureRandom();
    private final String transformation;
    private final SecretKeySpec key;
    private final boolean gcm;

    /**
     * @param cipher SM4 or AES
     * @param key hex or Base64
     */
    CipherStep(String cipher, String mode, String key) {
        String rest = MODES.get(mode);
        if (rest == null) {
            throw new IllegalArgumentException("mode is " + mode + ", expected gcm, cbc-pkcs7 or cbc-no-padding");
        }
        byte[] bytes = key.matches("([0-9A-Fa-f]{2})+")
                ? HexFormat.of().parseHex(key)
                : Base64.getDecoder().decode(key);
        boolean fits = bytes.length == 16 || (cipher.equals("AES") && (bytes.length == 24 || bytes.length == 32));
        if (!fits) {
            throw new IllegalArgumentException(
                    "the key has " + bytes.length + " bytes, expected 16" + (cipher.equals("AES") ? ", 24 or 32" : ""));
        }
        this.transformation = cipher + rest;
        this.key = new SecretKeySpec(bytes, cipher);
        this.gcm = mode.equals("gcm");
    }

    private byte[] done(int direction, byte[] iv, byte[] content, int from) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation, PROVIDER);
        cipher.init(direction, key, gcm ? new GCMParameterSpec(TAG_BITS, iv) : new IvParameterSpec(iv));
        return cipher.doFinal(content, from, content.length - from);
    }

    @Override
    public byte[] wrap(String name, byte[] content) {
        byte[] iv = new byte[gcm ? GCM_IV : CBC_IV];
        random.nextBytes(iv);
        try {
            byte[] secret = done(Cipher.ENCRYPT_MODE, iv, content, 0);
            byte[] all = Arrays.copyOf(iv, iv.length + secret.length);
            System.arraycopy(secret, 0, all, iv.length, secret.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "an answer of " + content.length + " bytes cannot go through " + transformation, e);
        }
    }

    @Override
    public byte[] undo(byte[] content) throws WrappedWrongException {
        int length = gcm ? GCM_IV : CBC_IV;
        try {
            return done(Cipher.DECRYPT_MODE, Arrays.copyOf(content, length), content, Math.min(length, content.length));
        } catch (GeneralSecurityException e) {
            throw WrappedWrongException.cipher(e);
        }
    }
}
