package org.creditconnector.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Digests that say nothing outside this store: a value that is kept only to see whether it changes is kept as one of them. */
final class Salt {
    private static final String NAME = "finding-values";

    private final Store store;
    private volatile byte @Nullable [] salt;

    Salt(Store store) {
        this.store = store;
    }

    /** Lower-case hex HMAC-SHA-256 of a digest, with the salt that the store got when it was made. */
    String of(String digest) {
        byte[] key = salt;
        if (key == null) {
            key = read();
            salt = key;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(digest.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", absent);
        }
    }

    private byte[] read() {
        return HexFormat.of()
                .parseHex(store.jdbc()
                        .sql("select salt from store_salt where name = ?")
                        .param(NAME)
                        .query(String.class)
                        .single());
    }
}
