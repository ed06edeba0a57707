package org.creditconnector.delivery.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.KafkaSettings.Certificates;
import org.creditconnector.delivery.KafkaSettings.Login;
import org.creditconnector.delivery.KafkaSettings.Mechanism;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/** How our clients of a cluster are set: every wait has an end, and secrets are of a type that the library never prints. */
final class ClientProperties {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    /** The library's own default; a package may need more. */
    private static final long BUFFER = 32L << 20;

    private final TargetEndpoint endpoint;
    private final KafkaSettings settings;

    ClientProperties(TargetEndpoint endpoint, KafkaSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /** Longest wait until a record is acknowledged by all replicas in step, with the library's own repeats. */
    Duration acknowledgement() {
        Duration most = endpoint.timeouts().wholeCall();
        Duration answer = endpoint.timeouts().read();
        return answer.compareTo(most) < 0 ? answer : most;
    }

    /** Longest wait for what asks and changes nothing. */
    Duration question() {
        return endpoint.timeouts().connect();
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = common("questions");
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(question()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(question()));
        return properties;
    }

    /**
     * A record is acknowledged by all replicas in step, and the broker knows the library's own repeats of it by their number.
     *
     * @param number of the producer in this process
     */
    Map<String, Object> producer(long number) {
        Map<String, Object> properties = common("packages-" + number);
        Duration acknowledgement = acknowledgement();
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Packages are packed already.
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millis(question()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, millis(acknowledgement) / 2));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(acknowledgement));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.recordBytes());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER, 2L * settings.recordBytes()));
        return properties;
    }

    /** No group: how far was read stands in the ledger, in the transaction that stores what was read. */
    Map<String, Object> consumer() {
        Map<String, Object> properties = common("answers");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, endpoint.limits().feedbackPage());
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(question()));
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(question()));
        return properties;
    }

    private Map<String, Object> common(String what) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "credit-connector-" + endpoint.name() + "-" + what);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, BACKOFF.toMillis());
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_BACKOFF.toMillis());
        properties.put(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
                endpoint.timeouts().connect().toMillis());
        properties.put(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG,
                endpoint.timeouts().connect().toMillis());
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        // Figures about us are nobody's business over there.
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol());
        store(
                settings.trusted(),
                properties,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
        store(
                settings.own(),
                properties,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
        Login login = settings.login();
        if (login != null) {
            properties.put(SaslConfigs.SASL_MECHANISM, login.mechanism().sasl());
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas(login)));
        }
        return properties;
    }

    private String protocol() {
        if (settings.login() != null) {
            return settings.tls() ? "SASL_SSL" : "SASL_PLAINTEXT";
        }
        return settings.tls() ? "SSL" : "PLAINTEXT";
    }

    private static void store(
            @Nullable Certificates store, Map<String, Object> properties, String path, String password, String type) {
        if (store != null) {
            String file = store.path().toString();
            properties.put(path, file);
            properties.put(password, new Password(store.password().get()));
            properties.put(type, file.endsWith(".jks") ? "JKS" : "PKCS12");
        }
    }

    /** A line of a JAAS configuration, in which quotes and backslashes of a password must not end anything. */
    private static String jaas(Login login) {
        Class<?> module = login.mechanism() == Mechanism.PLAIN ? PlainLoginModule.class : ScramLoginModule.class;
        return module.getName() + " required username=" + quoted(login.user()) + " password="
                + quoted(login.password().get()) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static int millis(Duration wait) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(2, wait.toMillis())));
    }
}
