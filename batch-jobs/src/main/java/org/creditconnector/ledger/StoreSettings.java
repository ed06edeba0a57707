package org.creditconnector.ledger;

/**
 * Where the store is.
 *
 * @param url {@code jdbc:h2:file:PATH} or {@code jdbc:postgresql://HOST:PORT/DATABASE}
 * @param user database user; empty for H2's default
 * @param password its password; empty for none
 */
public record StoreSettings(String url, String user, String password) {
    /** Never shows the password, nor one that stands in the address. */
    @Override
    public String toString() {
        return url.replaceAll("(?i)(password=)[^;&]*", "$1***");
    }
}
