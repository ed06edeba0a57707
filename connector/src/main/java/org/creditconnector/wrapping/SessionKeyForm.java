package org.creditconnector.wrapping;

import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;

/**
 * How a session key is enciphered and how its blocks are.
 *
 * @param padding of the RSA block
 * @param blocks of AES, each filled by PKCS #7 by itself
 */
public record SessionKeyForm(RsaPadding padding, Blocks blocks) {
    /** Paddings of RSA. */
    public enum RsaPadding {
        /** RSAES-PKCS1-v1_5. */
        PKCS1,
        /** RSAES-OAEP with SHA-256. */
        OAEP_SHA256
    }

    /** Modes of AES within a line. */
    public enum Blocks {
        /** Each 16 bytes by themselves: equal ones look equal. For registries whose form is so; pack before it. */
        ECB,
        /** Chained, with an IV of 16 bytes at the head of each line. */
        CBC
    }

    boolean isChained() {
        return blocks == Blocks.CBC;
    }

    AsymmetricBlockCipher rsa() {
        return rsa(padding);
    }

    static AsymmetricBlockCipher rsa(RsaPadding padding) {
        return switch (padding) {
            case PKCS1 -> new PKCS1Encoding(new RSABlindedEngine());
            case OAEP_SHA256 -> new OAEPEncoding(new RSABlindedEngine(), new SHA256Digest());
        };
    }
}
