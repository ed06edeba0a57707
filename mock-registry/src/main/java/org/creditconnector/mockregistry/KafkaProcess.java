package org.creditconnector.mockregistry;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a tester says on the command line of the registry's way over Kafka. */
final class KafkaProcess {
    @Option(
            names = "--kafka",
            paramLabel = "BROKERS",
            description = "Also take packages over Kafka: host:port, separated by commas.")
    private @Nullable String brokers;

    @Option(
            names = "--kafka-packages",
            paramLabel = "TOPIC",
            defaultValue = "credit-packages",
            description = "With --kafka: topic that packages are taken from, by default ${DEFAULT-VALUE}.")
    private String packages = "credit-packages";

    @Option(
            names = "--kafka-answers",
            paramLabel = "TOPIC",
            defaultValue = "credit-answers",
            description = "With --kafka: topic that answers are written to, by default ${DEFAULT-VALUE}.")
    private String answers = "credit-answers";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "With --kafka: properties of a Kafka client, e.g. for TLS and login.")
    private @Nullable Path config;

    /** What is wrong with them; empty when nothing is. */
    String wrong() {
        return brokers == null && config != null ? "--kafka-config needs --kafka" : "";
    }

    /**
     * Opens the door.
     *
     * @return null where it is not wanted
     * @throws KafkaRefusedException when the file or a topic cannot be had
     */
    @Nullable KafkaDoor open(MockRegistry mock) throws KafkaRefusedException {
        String servers = brokers;
        if (servers == null) {
            return null;
        }
        Map<String, Object> cluster = new HashMap<>();
        if (config != null) {
            var read = new Properties();
            try (Reader file = Files.newBufferedReader(config)) {
                read.load(file);
            } catch (IOException | IllegalArgumentException e) {
                throw new KafkaRefusedException("the file " + config + " cannot be read, " + e, e);
            }
            read.stringPropertyNames().forEach(name -> cluster.put(name, read.getProperty(name)));
        }
        cluster.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return mock.openKafka(cluster, packages, answers);
    }
}
