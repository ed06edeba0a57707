package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry over Kafka: takes packages and ends of runs from one topic, from its beginning, and writes its answers to another one,
 * keyed by package. A package that comes again under its id with the same digest has no second effect, since the memory behind this
 * door is that of the registry over HTTP. Scenarios judge as they do there; their faults are those of requests, and strike nothing here.
 */
public final class KafkaDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDoor.class);
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Registry registry;
    private final Stage stage;
    private final RunEnds ends;
    private final String packages;
    private final String answers;
    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final List<TopicPartition> partitions;
    private final Thread thread;
    private volatile boolean closed;
    private int published;

    private KafkaDoor(
            Registry registry, Stage stage, RunEnds ends, Map<String, ?> cluster, String packages, String answers)
            throws KafkaRefusedException {
        this.registry = registry;
        this.stage = stage;
        this.ends = ends;
        this.packages = packages;
        this.answers = answers;
        try {
            this.consumer = new KafkaConsumer<>(reading(cluster));
        } catch (KafkaException e) {
            throw new KafkaRefusedException("no connection can be made, " + sentence(e), e);
        }
        try {
            this.producer = new KafkaProducer<>(writing(cluster));
            this.partitions = consumer.partitionsFor(packages).stream()
                    .map(one -> new TopicPartition(packages, one.partition()))
                    .toList();
            if (partitions.isEmpty() || consumer.partitionsFor(answers).isEmpty()) {
                throw new KafkaRefusedException("topic " + packages + " or " + answers + " is not there");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (KafkaException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw new KafkaRefusedException("topic " + packages + " cannot be read, " + sentence(e), e);
        }
        this.thread = new Thread(this::work, "registry-kafka-door");
        thread.setDaemon(true);
    }

    /**
     * Opens the door; it works until it is closed.
     *
     * @param cluster properties of a Kafka client, {@code bootstrap.servers} among them
     * @throws KafkaRefusedException when a topic cannot be had; one sentence
     */
    static KafkaDoor open(
            Registry registry, Stage stage, RunEnds ends, Map<String, ?> cluster, String packages, String answers)
            throws KafkaRefusedException {
        KafkaDoor door = new KafkaDoor(registry, stage, ends, cluster, packages, answers);
        door.thread.start();
        return door;
    }

    private static Map<String, Object> reading(Map<String, ?> cluster) {
        Map<String, Object> properties = common(cluster);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    private static Map<String, Object> writing(Map<String, ?> cluster) {
        Map<String, Object> properties = common(cluster);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    private static Map<String, Object> common(Map<String, ?> cluster) {
        Map<String, Object> properties = new HashMap<>(cluster);
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    private static String sentence(KafkaException e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + ": "
                + String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    }

    private void work() {
        while (!closed) {
            try {
                round();
            } catch (WakeupException e) {
                // Closed, or somebody waits: the next round knows.
                LOG.trace("woken", e);
            } catch (KafkaException e) {
                LOG.warn("the topics cannot be worked on now, it is tried again: {}", sentence(e));
            } catch (RuntimeException e) {
                LOG.error("a record could not be worked on, it was passed over", e);
            }
        }
        waiting.forEach(one -> one.cancel(false));
    }

    /** Takes what is there and publishes what is due; for whoever waits, up to the end of the topic as it is now. */
    private void round() {
        List<CompletableFuture<Void>> waiters = new ArrayList<>();
        try {
            Map<TopicPartition, Long> end = waiting.isEmpty() ? Map.of() : consumer.endOffsets(partitions);
            for (CompletableFuture<Void> one = end.isEmpty() ? null : waiting.poll();
                    one != null;
                    one = waiting.poll()) {
                waiters.add(one);
            }
            do {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            } while (!closed && isBehind(end));
            publish();
            waiters.forEach(one -> one.complete(null));
            waiters.clear();
        } finally {
            waiting.addAll(waiters);
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> end) {
        return end.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        String type = header(record, "type");
        if (record.value() == null) {
            return;
        }
        if ("run-end".equals(type)) {
            ends.told(String.valueOf(record.key()), record.value());
            return;
        }
        Stage.Entrance entrance = stage.arrive(Operation.PUT_PACKAGE);
        String key = record.key();
        try {
            if (!"package".equals(type) || key == null || !UUID.matcher(key).matches()) {
                throw RefusalException.badRequest("The record is neither a package under its id nor the end of a run.");
            }
            takePackage(key.toLowerCase(Locale.ROOT), record, entrance.scenario());
        } catch (RefusalException e) {
            refuse(String.valueOf(key), record, e);
        }
    }

    private void takePackage(String packageId, ConsumerRecord<String, byte[]> record, Scenario scenario) {
        byte[] body = record.value();
        if (!"application/vnd.apache.avro".equals(header(record, "content-type"))) {
            throw RefusalException.mediaType(header(record, "content-type"));
        }
        if (body.length > scenario.maxPackageBytes()) {
            throw RefusalException.tooLarge(body.length, scenario.maxPackageBytes());
        }
        String digest = header(record, "content-digest");
        if (digest == null) {
            throw RefusalException.badRequest("The header content-digest is missing.");
        }
        registry.putPackage(packageId, digest, body, scenario);
        Registry.Sender sender = registry.sender(packageId);
        ends.arrived(sender.lender(), sender.sequence(), packageId, hex(digest), body.length);
    }

    /** The hex of a digest that was found to be that of the body. */
    private static String hex(String contentDigest) {
        String base64 = contentDigest.substring(contentDigest.indexOf(':') + 1, contentDigest.length() - 1);
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** There is nobody to answer at once: a refusal is an answer about the package as a whole, without a word on its items. */
    private void refuse(String key, ConsumerRecord<String, byte[]> record, RefusalException refusal) {
        JsonNode problem = refusal.answer().body();
        ObjectNode answer = Json.object()
                .put("feedbackId", "K-" + record.partition() + "-" + record.offset())
                .put("packageId", key)
                .put("createdAt", registry.now().toString())
                .put("outcome", "rejected")
                .put("accepted", 0)
                .put("rejected", 0);
        answer.putArray("findings")
                .addObject()
                .put("code", problem.path("type").asText())
                .put("severity", "error")
                .put("message", refusal.detail());
        answer.putArray("items");
        send(key, answer.toString());
        LOG.warn("package {} was refused: {}", key, refusal.detail());
    }

    private void publish() {
        List<String> all = registry.feedbackFrom(published);
        for (String one : all) {
            send(Json.ours(one).path("packageId").asText(), one);
            published++;
        }
        published = Math.min(published, registry.feedbackCount());
    }

    private void send(String key, String text) {
        try {
            producer.send(new ProducerRecord<>(answers, key, text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while an answer was written", e);
        } catch (ExecutionException e) {
            throw new KafkaException("an answer cannot be written", e.getCause());
        }
    }

    /**
     * Waits until what lies in the packages topic now is taken in and the answers that are due are written.
     *
     * @return whether that happened in time
     */
    public boolean awaitCaughtUp(Duration most) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.add(done);
        try {
            done.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            LOG.info("not caught up within {}", most, e);
            return false;
        }
    }

    /** What it says when it is ready. */
    public String ready() {
        return "registry ready on kafka, packages from " + packages + ", answers to " + answers;
    }

    /** Stops; what lies in the topics stays there. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
