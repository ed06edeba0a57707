package org.creditconnector.wrapping;

import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Reads keys in PEM (RFC 7468). Errors are one sentence that never holds the key. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private PemKey() {}

    /**
     * A private key (PKCS #8).
     *
     * @throws IllegalArgumentException when it is none
     */
    static AsymmetricKeyParameter privateKey(String pem) {
        Matcher block = block(pem, "a private key");
        if (!block.group(1).equals("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the file holds '" + block.group(1)
                            + "', expected 'PRIVATE KEY' (PKCS #8, not enciphered); convert it with openssl pkcs8 -topk8 -nocrypt");
        }
        try {
            return PrivateKeyFactory.createKey(bytes(block));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the private key cannot be read, expected PKCS #8 in PEM");
        }
    }

    /**
     * A public key (SubjectPublicKeyInfo) or the one of a certificate. The certificate itself is not judged: whose key it is was
     * decided by whoever wrote it into the configuration.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AsymmetricKeyParameter publicKey(String pem) {
        Matcher block = block(pem, "a public key");
        try {
            return switch (block.group(1)) {
                case "PUBLIC KEY" -> PublicKeyFactory.createKey(bytes(block));
                case "CERTIFICATE" ->
                    PublicKeyFactory.createKey(
                            Certificate.getInstance(bytes(block)).getSubjectPublicKeyInfo());
                default ->
                    throw new IllegalArgumentException(
                            "the file holds '" + block.group(1) + "', expected 'PUBLIC KEY' or 'CERTIFICATE'");
            };
        } catch (IOException | ClassCastException | IllegalStateException e) {
            throw new IllegalArgumentException("the public key cannot be read, expected SubjectPublicKeyInfo in PEM");
        }
    }

    private static Matcher block(String pem, String what) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("expected " + what + " in PEM, found no -----BEGIN …----- block");
        }
        return block;
    }

    private static byte[] bytes(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }
}
