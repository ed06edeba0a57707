package org.creditconnector.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store of ledger and job states.
 *
 * @param url JDBC address, H2 or PostgreSQL; by default an H2 file in the home directory
 * @param user database user
 * @param password by reference only
 * @param copies where each night leaves a copy of an H2 store; null for nowhere
 */
public record StoreConfig(
        String url, String user, Secret password, @Nullable Copies copies) {
    /**
     * Copies of an H2 store.
     *
     * @param directory where they lie
     * @param keep how many dates are kept
     */
    public record Copies(Path directory, int keep) {}

    /** An H2 file under the home directory, for trials and small lenders; how it is opened is the store's own affair. */
    public static StoreConfig embedded(Path home) {
        return new StoreConfig(
                "jdbc:h2:file:" + home.resolve("store").resolve("credit-connector"), "", Secret.NONE, null);
    }

    /** Whether it is an H2 database. */
    public boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }
}
