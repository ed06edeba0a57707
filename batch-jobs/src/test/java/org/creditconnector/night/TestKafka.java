package org.creditconnector.night;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker with its controller (KRaft) on loopback, that can be stopped and started again with what it holds. */
final class TestKafka implements AutoCloseable {
    static final String USER = "connector";
    static final String PASSWORD = "kafka-\"secret\\-5e21";
    static final String STORE_PASSWORD = "store-secret-91cd";
    private static final int SECONDS = 30;

    private final Path directory;
    private final boolean closed;
    private final int clientPort = freePort();
    private final int innerPort = freePort();
    private final int controllerPort = freePort();
    private final LossyWire wire;
    private KafkaRaftServer server;

    private TestKafka(Path directory, boolean closed) throws IOException {
        this.directory = directory;
        this.closed = closed;
        this.wire = new LossyWire(clientPort);
    }

    /** For everybody on this machine. */
    static TestKafka open(Path directory) throws Exception {
        return new TestKafka(directory, false).formatted().start();
    }

    /** Over TLS, for one user who may do what {@link #allow} says. */
    static TestKafka closed(Path directory) throws Exception {
        TestKafka kafka = new TestKafka(directory, true);
        TestCertificates.write(directory, "127.0.0.1", STORE_PASSWORD);
        return kafka.formatted().start();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Properties settings() {
        Properties all = new Properties();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "INNER");
        all.put(
                "listeners",
                "CLIENT://127.0.0.1:" + clientPort + ",INNER://127.0.0.1:" + innerPort + ",CONTROLLER://127.0.0.1:"
                        + controllerPort);
        all.put("advertised.listeners", "CLIENT://127.0.0.1:" + wire.port() + ",INNER://127.0.0.1:" + innerPort);
        all.put(
                "listener.security.protocol.map",
                "CLIENT:" + (closed ? "SASL_SSL" : "PLAINTEXT") + ",INNER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("log.dirs", directory.resolve("kafka").toString());
        all.put("auto.create.topics.enable", "false");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("num.network.threads", "1");
        all.put("num.io.threads", "2");
        all.put("message.max.bytes", "1048588");
        if (closed) {
            all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
            // Whoever comes over the inner listener is the cluster itself.
            all.put("super.users", "User:ANONYMOUS");
            all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
            all.put(
                    "listener.name.client.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            all.put(
                    "listener.name.client.ssl.keystore.location",
                    TestCertificates.own(directory).toString());
            all.put("listener.name.client.ssl.keystore.type", "PKCS12");
            all.put("listener.name.client.ssl.keystore.password", STORE_PASSWORD);
        }
        return all;
    }

    private TestKafka formatted() throws IOException {
        Path file = directory.resolve("kafka.properties");
        Properties written = settings();
        try (var out = Files.newOutputStream(file)) {
            written.store(out, null);
        }
        List<String> call = new ArrayList<>(
                List.of("format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()));
        if (closed) {
            call.addAll(List.of("--add-scram", "SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (StorageTool.execute(call.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8))
                != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
        return this;
    }

    TestKafka start() {
        server = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
        server.startup();
        return this;
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    boolean isUp() {
        return server != null;
    }

    /** What lies between the connector and the broker. */
    LossyWire wire() {
        return wire;
    }

    /** Address for the connector. */
    String brokers() {
        return "127.0.0.1:" + wire.port();
    }

    /** What a client needs that comes as the cluster itself. */
    Map<String, Object> inside() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + innerPort);
    }

    /** Makes a topic; {@code settings} as key and value. */
    void topic(String name, int partitions, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(inside())) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
            // The controller has it; the broker learns of it a moment later.
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (!isKnown(admin, name, partitions)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the broker does not know topic " + name);
                }
            }
        }
    }

    private static boolean isKnown(Admin admin, String topic, int partitions) throws InterruptedException {
        try {
            var known = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            return known.size() == partitions && known.stream().allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            return false;
        }
    }

    void removeTopic(String name) throws Exception {
        try (Admin admin = Admin.create(inside())) {
            admin.deleteTopics(List.of(name)).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Lets the user do something with a topic. */
    void allow(String topic, AclOperation operation) throws Exception {
        try (Admin admin = Admin.create(inside())) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW))))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Writes a record as the registry or somebody else would. */
    void write(String topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(inside(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** All records of a topic, partition by partition. */
    List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(inside(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
            while (end.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
        wire.close();
    }
}
