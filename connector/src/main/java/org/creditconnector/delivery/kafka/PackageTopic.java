package org.creditconnector.delivery.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The topic that packages are written to, one record at a time. All records of a lender go to one partition, so that they are read in
 * the order in which they were written. After a failure the producer is given up: what it still held can then never arrive late under
 * its hand. Not thread-safe.
 */
public final class PackageTopic implements AutoCloseable {
    /** No two producers of a process have the same name, so that a broker's log tells them apart. */
    private static final AtomicLong PRODUCERS = new AtomicLong();

    private final TargetEndpoint endpoint;
    private final KafkaSettings settings;
    private final Cluster cluster;
    private final ClientProperties properties;
    private final ClusterFailures failures;
    private @Nullable Topic topic;
    private @Nullable Producer<String, byte[]> producer;

    /** Nothing is connected yet. */
    public PackageTopic(TargetEndpoint endpoint, KafkaSettings settings, Cluster cluster) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.cluster = cluster;
        this.properties = new ClientProperties(endpoint, settings);
        this.failures = new ClusterFailures(settings);
    }

    /** What became of a record that was handed over. */
    public sealed interface Handover {
        /** All replicas in step have it, at this place. */
        record Appended(String topic, int partition, long offset) implements Handover {}

        /** The brokers refused it and hold nothing of it; sent again it fails again as long as nobody changes something there. */
        record NotTaken(String sentence) implements Handover {}

        /** It is larger than a record may be; nothing of it is held. */
        record TooLarge(String sentence) implements Handover {}

        /** No acknowledgement came; it may be there or not. */
        record NotKnown(String sentence) implements Handover {}
    }

    /**
     * Makes sure that the topic is there, that we may write to it, and that a producer stands.
     *
     * @throws BrokersUnreachableException when no broker answers
     * @throws IOException when it cannot be written to; one sentence
     */
    public void reach() throws IOException {
        Topic found = cluster.writable(settings.packages());
        topic = found;
        try {
            Producer<String, byte[]> open = producer;
            if (open == null) {
                open = new KafkaProducer<>(properties.producer(PRODUCERS.incrementAndGet()));
                producer = open;
            }
            open.partitionsFor(found.name());
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            close();
            throw Cluster.interrupted(e);
        } catch (KafkaException e) {
            close();
            throw failures.of(e, found.name(), properties.question());
        }
    }

    /**
     * Hands a record over and waits for its acknowledgement; {@link #reach} came before.
     *
     * @param headers in plain ASCII
     */
    public Handover append(String key, Map<String, String> headers, byte[] value) {
        Topic there = topic;
        Producer<String, byte[]> open = producer;
        if (there == null || open == null) {
            throw new IllegalStateException("the topic was not reached before");
        }
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(there.name(), partition(there), key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.US_ASCII)));
        double repeatsBefore = repeats(open);
        Duration wait = properties.acknowledgement().plus(properties.question());
        try {
            // The library ends the wait itself; twice its time is for the day on which it does not.
            RecordMetadata at = open.send(record).get(wait.toMillis() * 2, TimeUnit.MILLISECONDS);
            return new Handover.Appended(at.topic(), at.partition(), at.offset());
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            close();
            return new Handover.NotKnown("interrupted while waiting for the acknowledgement");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // One refusal of one request tells that nothing is held; after a repeat the first request may be what
            // arrived.
            boolean once = repeats(open) == repeatsBefore;
            close();
            return failed(ClusterFailures.bare(e), there.name(), once);
        }
    }

    private Handover failed(Throwable failure, String name, boolean once) {
        if (failure instanceof RecordTooLargeException && once) {
            return new Handover.TooLarge("topic " + name + " does not take a record of this size ("
                    + String.valueOf(failure.getMessage()).lines().findFirst().orElse("") + ")");
        }
        String sentence = String.valueOf(
                failures.of(failure, name, properties.acknowledgement()).getMessage());
        return failure instanceof AuthorizationException && once
                ? new Handover.NotTaken(sentence)
                : new Handover.NotKnown(sentence);
    }

    /** The same for a lender as long as the topic has as many partitions. */
    private int partition(Topic there) {
        return Math.floorMod(endpoint.lenderCode().hashCode(), there.partitions());
    }

    /** How often the library sent something again by itself. */
    private static double repeats(Producer<String, byte[]> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("record-retry-total")
                        && metric.getKey().group().equals("producer-metrics"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    /** Gives the producer up with all that it holds. */
    @Override
    public void close() {
        Producer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
