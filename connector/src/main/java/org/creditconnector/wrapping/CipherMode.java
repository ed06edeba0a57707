package org.creditconnector.wrapping;

/** How blocks of a cipher are chained and the last one is filled. There is no default: both sides must mean the same. */
public enum CipherMode {
    /** Galois counter mode: a file that was altered is found. */
    GCM("gcm", 12),
    /** Cipher block chaining, filled by PKCS #7. An altered file may pass; a digest or signature before it finds that. */
    CBC_PKCS7("cbc pkcs7", 16),
    /** Cipher block chaining of content that is a multiple of 16 bytes. */
    CBC_NO_PADDING("cbc none", 16);

    private final String label;
    private final int ivBytes;

    CipherMode(String label, int ivBytes) {
        this.label = label;
        this.ivBytes = ivBytes;
    }

    String label() {
        return label;
    }

    int ivBytes() {
        return ivBytes;
    }
}
