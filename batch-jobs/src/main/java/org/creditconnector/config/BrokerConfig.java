package org.creditconnector.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The message broker (ActiveMQ Artemis) over which a run hands key ranges to workers on other machines.
 *
 * @param url {@code ssl://host:port}, or {@code tcp://host:port} without TLS
 * @param user user at the broker; empty for none
 * @param password by reference only
 * @param trustStore whom we trust to be the broker; null for whom the Java runtime trusts
 * @param keyStore who we are, where the broker asks for a certificate; null for none
 * @param queue name of the queue
 * @param attempts how often a range is tried in one call before the run ends with what is wrong about it
 * @param workerWait a run ends when no worker worked for so long
 * @param silence a worker that was not heard of for so long is taken for gone or frozen, whole seconds
 * @param patience how long a broker that does not answer is waited for
 */
public record BrokerConfig(
        URI url,
        String user,
        Secret password,
        @Nullable Certificates trustStore,
        @Nullable Certificates keyStore,
        String queue,
        int attempts,
        Duration workerWait,
        Duration silence,
        Duration patience) {
    /**
     * A file of certificates or keys in PKCS#12 or JKS form.
     *
     * @param path the file
     * @param password by reference only
     */
    public record Certificates(Path path, Secret password) {}

    /** Whether the connection is enciphered. */
    public boolean isEnciphered() {
        return url.getScheme().equals("ssl");
    }
}
