package org.creditconnector.config;

/**
 * The store of ledger and job states.
 *
 * @param url JDBC address, H2 or PostgreSQL; by default an H2 file in the home directory
 * @param user database user
 * @param password by reference only
 */
public record StoreConfig(String url, String user, Secret password) {}
