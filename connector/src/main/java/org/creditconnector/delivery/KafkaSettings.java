package org.creditconnector.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which topics of a Kafka cluster a target is spoken to over, and who we are there.
 *
 * @param brokers brokers to begin with, {@code host:port} each
 * @param packages topic that packages and ends of runs are written to
 * @param answers topic that the registry writes its answers to; null where there is none
 * @param tls whether the connection is enciphered
 * @param trusted whom we trust to be a broker; null for whom the Java runtime trusts
 * @param own our own certificate, where the cluster asks for one; null for none
 * @param login who we are by name and password (SASL); null where a certificate says so, or nobody asks
 * @param recordBytes most bytes of one record, as the packages topic takes them ({@code max.message.bytes})
 */
public record KafkaSettings(
        List<String> brokers,
        String packages,
        @Nullable String answers,
        boolean tls,
        @Nullable Certificates trusted,
        @Nullable Certificates own,
        @Nullable Login login,
        int recordBytes) {
    /** What a package holds besides its items: the schema of the container, counts, digests, headers of the record. */
    public static final int ROOM_FOR_FORM = 128 * 1024;

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Pattern BROKER = Pattern.compile("([^\\s/,@:]+|\\[[0-9A-Fa-f:.]+]):([1-9][0-9]{0,4})");
    private static final int LAST_PORT = 65_535;

    /** @throws IllegalArgumentException in one sentence: what, got, expected */
    public KafkaSettings {
        brokers = List.copyOf(brokers);
        if (brokers.isEmpty()) {
            throw new IllegalArgumentException("brokers: none, expected at least one as host:port");
        }
        for (String broker : brokers) {
            var parts = BROKER.matcher(broker);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
                throw new IllegalArgumentException("brokers: '" + broker + "', expected host:port");
            }
        }
        requireTopic("packages", packages);
        if (answers != null) {
            requireTopic("answers", answers);
            if (answers.equals(packages)) {
                throw new IllegalArgumentException("answers: '" + answers
                        + "' is the topic of packages too, expected another one; we would read our own packages");
            }
        }
        if (!tls && (trusted != null || own != null)) {
            throw new IllegalArgumentException("tls: false, but certificates are named; remove one of the two");
        }
        if (recordBytes <= ROOM_FOR_FORM) {
            throw new IllegalArgumentException("record-bytes: " + recordBytes + " bytes, expected more than "
                    + ROOM_FOR_FORM + "; a package needs that besides its items");
        }
    }

    private static void requireTopic(String key, String topic) {
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException(key + ": '" + topic
                    + "', expected a topic of at most 249 letters, digits, dots, hyphens and underscores");
        }
    }

    /** Most bytes of items of a package that is sure to fit into one record, also where packing gains nothing. */
    public long itemBytes() {
        return (long) recordBytes - ROOM_FOR_FORM;
    }

    /** The target's address as people read it: {@code kafka://host:port,host:port/topic}. */
    public URI address() {
        return URI.create("kafka://" + String.join(",", brokers) + "/" + packages);
    }

    /**
     * A file of certificates or keys in PKCS#12 or JKS form. Shows no password.
     *
     * @param path the file
     * @param password read when a connection is made
     */
    public record Certificates(Path path, Supplier<String> password) {
        /** The path alone. */
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * Who we are by name and password. Shows no password.
     *
     * @param mechanism how the password is proved
     * @param user name there
     * @param password read when a connection is made
     */
    public record Login(Mechanism mechanism, String user, Supplier<String> password) {
        /** Never shows the password. */
        @Override
        public String toString() {
            return mechanism.sasl() + " login of " + user;
        }
    }

    /** How a password is proved to a broker. */
    public enum Mechanism {
        /** The password itself crosses the wire; only over TLS. */
        PLAIN,
        /** Salted challenge and response (RFC 5802) with SHA-256. */
        SCRAM_SHA_256,
        /** The same with SHA-512. */
        SCRAM_SHA_512;

        /** As brokers name it, e.g. {@code SCRAM-SHA-256}. */
        public String sasl() {
            return name().replace('_', '-').toUpperCase(Locale.ROOT);
        }
    }
}
