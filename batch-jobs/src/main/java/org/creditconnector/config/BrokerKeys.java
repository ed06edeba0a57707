package org.creditconnector.config;

import static org.creditconnector.config.Key.optional;
import static org.creditconnector.config.Key.required;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.creditconnector.config.BrokerConfig.Certificates;
import org.jspecify.annotations.Nullable;

/** The keys of the broker: part of the definition in {@link ConfigKeys}. */
final class BrokerKeys {
    static final Key<URI> URL = required(
            "url", Kinds.BROKER_ADDRESS, "Address of the broker, ssl://host:port; tcp:// goes without TLS, see below.");
    static final Key<Boolean> ALLOW_PLAIN_TCP = optional(
            "allow-plain-tcp",
            Kinds.FLAG,
            false,
            "false",
            "Whether tcp without TLS may leave this machine; only in a network that is closed.");
    static final Key<Path> STORE_PATH = required("path", Kinds.PATH, "File in PKCS#12 or JKS form.");
    static final Key<Values> TRUST_STORE = optional(
            "trust-store",
            Kinds.section(STORE_PATH, ConfigKeys.PASSWORD),
            "Certificates of whom we trust to be the broker; those of the Java runtime if not given.");
    static final Key<Values> KEY_STORE = optional(
            "key-store",
            Kinds.section(STORE_PATH, ConfigKeys.PASSWORD),
            "Our own key and certificate, where the broker asks for one.");
    static final Key<String> QUEUE = optional(
            "queue",
            Kinds.TEXT,
            "credit-connector.ranges",
            "credit-connector.ranges",
            "Queue that ranges are offered in.");
    static final Key<Integer> ATTEMPTS = optional(
            "attempts",
            Kinds.number(1, 9),
            3,
            "3",
            "How often a range is tried in one run before the run ends and says what is wrong about it.");
    static final Key<Duration> WORKER_WAIT = optional(
            "worker-wait",
            Kinds.DURATION,
            Duration.ofMinutes(1),
            "1m",
            "A run ends when no worker worked for so long.");
    static final Key<Duration> SILENCE = optional(
            "silence",
            Kinds.DURATION,
            Duration.ofSeconds(20),
            "20s",
            "A worker that was not heard of for so long is taken for frozen: another one gets its range.");
    static final Key<Duration> PATIENCE = optional(
            "patience", Kinds.DURATION, Duration.ofSeconds(30), "30s", "How long a broker that is away is waited for.");
    static final Key<Values> BROKER = optional(
            "broker",
            Kinds.section(
                    URL,
                    ALLOW_PLAIN_TCP,
                    ConfigKeys.USER,
                    ConfigKeys.PASSWORD,
                    TRUST_STORE,
                    KEY_STORE,
                    QUEUE,
                    ATTEMPTS,
                    WORKER_WAIT,
                    SILENCE,
                    PATIENCE),
            "ActiveMQ Artemis, over which `run --workers` hands key ranges to `worker` on other machines.");

    /** What is shorter is a pause of the collector and not a machine that is gone. */
    private static final Duration LEAST_SILENCE = Duration.ofSeconds(2);

    private BrokerKeys() {}

    /** Notes what only several keys together show. */
    static void check(Values broker) {
        URI url = broker.find(URL);
        if (url != null
                && url.getScheme().equals("tcp")
                && Boolean.FALSE.equals(broker.find(ALLOW_PLAIN_TCP))
                && !isLoopback(url.getHost())) {
            broker.problem(
                    URL,
                    "CFG-BROKER",
                    "tcp without TLS would leave this machine with the password; write ssl://, or allow-plain-tcp: true in a"
                            + " network that is closed");
        }
        Duration silence = broker.find(SILENCE);
        if (silence != null && silence.compareTo(LEAST_SILENCE) < 0) {
            broker.problem(SILENCE, "CFG-BROKER", "expected at least " + LEAST_SILENCE.toSeconds() + "s");
        }
        for (Key<Values> store : java.util.List.of(TRUST_STORE, KEY_STORE)) {
            if (url != null && url.getScheme().equals("tcp") && broker.has(store)) {
                broker.problem(store, "CFG-BROKER", "tcp has no certificates; write ssl:// or remove the key");
            }
        }
    }

    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            // Only what is an address by its form: a name would have to be asked for.
            return host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static @Nullable BrokerConfig build(@Nullable Values broker) {
        return broker == null
                ? null
                : new BrokerConfig(
                        broker.get(URL),
                        broker.get(ConfigKeys.USER),
                        broker.get(ConfigKeys.PASSWORD),
                        certificates(broker.find(TRUST_STORE)),
                        certificates(broker.find(KEY_STORE)),
                        broker.get(QUEUE),
                        broker.get(ATTEMPTS),
                        broker.get(WORKER_WAIT),
                        broker.get(SILENCE),
                        broker.get(PATIENCE));
    }

    private static @Nullable Certificates certificates(@Nullable Values store) {
        return store == null ? null : new Certificates(store.get(STORE_PATH), store.get(ConfigKeys.PASSWORD));
    }
}
