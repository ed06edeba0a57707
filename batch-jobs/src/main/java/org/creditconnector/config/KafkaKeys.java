package org.creditconnector.config;

import static org.creditconnector.config.Key.optional;
import static org.creditconnector.config.Key.required;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.KafkaSettings.Certificates;
import org.creditconnector.delivery.KafkaSettings.Login;
import org.creditconnector.delivery.KafkaSettings.Mechanism;
import org.creditconnector.registry.ChannelPowers;
import org.creditconnector.registry.Power;
import org.jspecify.annotations.Nullable;

/** The keys of targets that are spoken to over Kafka: part of the definition in {@link ConfigKeys}. */
final class KafkaKeys {
    static final Key<List<String>> BROKERS =
            required("brokers", Kinds.list(Kinds.TEXT), "Brokers to begin with, host:port each; they name the others.");
    static final Key<String> PACKAGES =
            required("packages", Kinds.TEXT, "Topic that packages and ends of runs are written to.");
    static final Key<String> ANSWERS = optional(
            "answers", Kinds.TEXT, "Topic that the registry writes its answers to; without it there is no feedback.");
    static final Key<Boolean> TLS = optional(
            "tls",
            Kinds.FLAG,
            true,
            "true",
            "Whether the connection is enciphered; false is for this machine, see below.");
    static final Key<Boolean> ALLOW_PLAIN_TCP = optional(
            "allow-plain-tcp",
            Kinds.FLAG,
            false,
            "false",
            "Whether a connection without TLS may leave this machine; only in a network that is closed.");
    static final Key<Values> TRUST_STORE = optional(
            "trust-store",
            Kinds.section(BrokerKeys.STORE_PATH, ConfigKeys.PASSWORD),
            "Certificates of whom we trust to be a broker; those of the Java runtime if not given.");
    static final Key<Values> KEY_STORE = optional(
            "key-store",
            Kinds.section(BrokerKeys.STORE_PATH, ConfigKeys.PASSWORD),
            "Our own key and certificate, where the brokers ask for one.");
    static final Key<Mechanism> MECHANISM = optional(
            "mechanism",
            Kinds.oneOf(Mechanism.class),
            Mechanism.SCRAM_SHA_512,
            "scram-sha-512",
            "How the password is proved (SASL).");
    static final Key<Long> RECORD_BYTES = optional(
            "record-bytes",
            Kinds.SIZE_IN_BYTES,
            1_000_000L,
            "1000000 bytes",
            "Most bytes of a record, the topic's max.message.bytes at most; packages are cut so that they fit.");
    static final Key<Values> KAFKA = optional(
            "kafka",
            Kinds.section(
                    BROKERS,
                    PACKAGES,
                    ANSWERS,
                    TLS,
                    ALLOW_PLAIN_TCP,
                    TRUST_STORE,
                    KEY_STORE,
                    MECHANISM,
                    ConfigKeys.USER,
                    ConfigKeys.PASSWORD,
                    RECORD_BYTES),
            "Brokers and topics, for the channel kafka.");

    private KafkaKeys() {}

    /** Notes what only several keys together show. */
    static void check(Values target) {
        Values kafka = target.find(KAFKA);
        if (kafka == null) {
            return;
        }
        String user = kafka.find(ConfigKeys.USER);
        Secret password = kafka.find(ConfigKeys.PASSWORD);
        boolean named = user != null && !user.isEmpty();
        if (named != kafka.has(ConfigKeys.PASSWORD)) {
            kafka.problem(
                    named ? ConfigKeys.USER : ConfigKeys.PASSWORD,
                    "CFG-TARGET",
                    "a user and a password belong together; write both, or none where a certificate says who we are");
        }
        Boolean tls = kafka.find(TLS);
        List<String> brokers = kafka.find(BROKERS);
        if (Boolean.FALSE.equals(tls)
                && Boolean.FALSE.equals(kafka.find(ALLOW_PLAIN_TCP))
                && brokers != null
                && !brokers.stream().map(KafkaKeys::host).allMatch(BrokerKeys::isLoopback)) {
            kafka.problem(
                    TLS,
                    "CFG-TARGET",
                    "without TLS packages would leave this machine in plain; remove the line, or write allow-plain-tcp: true"
                            + " in a network that is closed");
        }
        if (password != null && isReadable(target)) {
            try {
                settings(target);
            } catch (IllegalArgumentException e) {
                target.problem(KAFKA, "CFG-TARGET", String.valueOf(e.getMessage()));
            }
        }
    }

    private static String host(String broker) {
        int colon = broker.lastIndexOf(':');
        return colon < 0 ? broker : broker.substring(0, colon);
    }

    /** Whether all that the settings are made of was read; what was not has its problem already. */
    private static boolean isReadable(Values target) {
        Values kafka = target.find(KAFKA);
        return kafka != null
                && kafka.find(BROKERS) != null
                && kafka.find(PACKAGES) != null
                && kafka.find(TLS) != null
                && kafka.find(MECHANISM) != null
                && kafka.find(ConfigKeys.USER) != null
                && kafka.find(ConfigKeys.PASSWORD) != null
                && kafka.find(RECORD_BYTES) != null
                && isStoreReadable(kafka.find(TRUST_STORE))
                && isStoreReadable(kafka.find(KEY_STORE));
    }

    private static boolean isStoreReadable(@Nullable Values store) {
        return store == null || (store.find(BrokerKeys.STORE_PATH) != null && store.find(ConfigKeys.PASSWORD) != null);
    }

    /** What the channel takes away; nothing while its settings cannot be read. */
    static Set<Power> lacked(Values target) {
        try {
            KafkaSettings settings = isReadable(target) ? settings(target) : null;
            return settings == null ? Set.of() : ChannelPowers.lackedBy(settings);
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    /**
     * The settings of the channel; null for others.
     *
     * @throws IllegalArgumentException in one sentence
     */
    static @Nullable KafkaSettings settings(Values target) {
        Values kafka = target.find(KAFKA);
        if (kafka == null || target.get(ConfigKeys.CHANNEL) != Channel.KAFKA) {
            return null;
        }
        String user = kafka.get(ConfigKeys.USER);
        Secret password = kafka.get(ConfigKeys.PASSWORD);
        return new KafkaSettings(
                kafka.get(BROKERS),
                kafka.get(PACKAGES),
                kafka.find(ANSWERS),
                kafka.get(TLS),
                certificates(kafka.find(TRUST_STORE)),
                certificates(kafka.find(KEY_STORE)),
                user.isEmpty() ? null : new Login(kafka.get(MECHANISM), user, password::value),
                Math.toIntExact(Math.min(Integer.MAX_VALUE / 4, kafka.get(RECORD_BYTES))));
    }

    private static @Nullable Certificates certificates(@Nullable Values store) {
        if (store == null) {
            return null;
        }
        Path path = store.get(BrokerKeys.STORE_PATH);
        Secret password = store.get(ConfigKeys.PASSWORD);
        return new Certificates(path, password::value);
    }
}
