package org.creditconnector.mockregistry.baihang;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The agency's RSA key, made anew at every start, and what is done with it: identity fields are opened, and files of lines of Base64 (an AES
 * key under RSA, then blocks under that key) that hold a zip. PKCS #1 padding, AES in ECB with PKCS #5 padding, as public code does it.
 */
public final class AgencyKeys {
    private static final String RSA = "RSA/ECB/PKCS1Padding";
    private static final String AES = "AES/ECB/PKCS5Padding";
    private static final int BLOCK = 1_024;
    private static final int KEY = 16;
    private static final int RSA_BITS = 2_048;

    private final KeyPair pair = pair();
    private final SecureRandom random = new SecureRandom();

    /** A pair of RSA keys of 2,048 bits. */
    public static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime makes no RSA keys", e);
        }
    }

    /** The public key in PEM, for lenders. */
    public String publicKey() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** Bytes of a key in PEM. */
    public static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + "-----\n";
    }

    /** A public key out of PEM. */
    static PublicKey publicKey(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    /** The text of an enciphered field; null where it cannot be opened. */
    @Nullable String field(String base64) {
        try {
            return new String(rsa(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(base64)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] rsa(int mode, byte[] bytes) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance(RSA);
        rsa.init(mode, pair.getPrivate());
        return rsa.doFinal(bytes);
    }

    /** The only entry of the zip in an enciphered file; null where it cannot be opened. */
    byte @Nullable [] open(byte[] cry) {
        try {
            String[] lines = new String(cry, StandardCharsets.US_ASCII).strip().split("\\s+");
            Cipher aes = Cipher.getInstance(AES);
            byte[] key = rsa(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(lines[0]));
            aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            for (int line = 1; line < lines.length; line++) {
                zip.write(aes.doFinal(Base64.getDecoder().decode(lines[line])));
            }
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
                return in.getNextEntry() == null ? null : in.readAllBytes();
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A text zipped under a name and enciphered for a lender, in the same form. */
    byte[] seal(String name, String text, PublicKey lender) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(packed)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            byte[] key = new byte[KEY];
            random.nextBytes(key);
            Cipher rsa = Cipher.getInstance(RSA);
            rsa.init(Cipher.ENCRYPT_MODE, lender);
            Cipher aes = Cipher.getInstance(AES);
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            StringBuilder lines = new StringBuilder(Base64.getEncoder().encodeToString(rsa.doFinal(key)) + "\n");
            byte[] bytes = packed.toByteArray();
            for (int from = 0; from < bytes.length; from += BLOCK) {
                int length = Math.min(BLOCK, bytes.length - from);
                lines.append(Base64.getEncoder().encodeToString(aes.doFinal(bytes, from, length)))
                        .append('\n');
            }
            return lines.toString().getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a log cannot be enciphered", e);
        }
    }
}
