package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.creditconnector.config.BrokerConfig;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.digest.Sha256;
import org.creditconnector.ledger.Release;

/** What all machines of a night must have in common, so that a record is the same whoever makes it. */
final class Node {
    private static final int DIGITS = 12;

    private Node() {}

    /** Digest over the program's version and the text of the configuration file. The source folder comes from the ledger. */
    static String of(ConnectorConfig config) {
        MessageDigest digest = Sha256.start();
        digest.update(Release.version().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try {
            digest.update(Files.readAllBytes(config.file()));
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration " + config.file() + " cannot be read again", e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /**
     * The broker that the nodes meet at.
     *
     * @throws CommandException when none is configured, or the store is on one machine only
     */
    static BrokerConfig broker(ConnectorConfig config) {
        BrokerConfig broker = config.broker();
        if (broker == null) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "workers need a broker: expected a section `broker` in " + config.file()
                            + "; docs/operations.md, More machines, says how to set one up");
        }
        if (config.store().isEmbedded()) {
            throw new CommandException(
                    ExitCode.CONFIGURATION,
                    "workers share the store, and an H2 file is on one machine; expected PostgreSQL under store.url in "
                            + config.file() + "; `db migrate` moves the store");
        }
        return broker;
    }
}
