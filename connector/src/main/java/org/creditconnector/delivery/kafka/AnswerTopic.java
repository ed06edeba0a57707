package org.creditconnector.delivery.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.RecordProtocol;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The topic that a registry writes its answers to, page by page from where the last page ended. How far was read is the cursor, which
 * the ledger keeps in the transaction that stores the page; the cluster is told nothing of it, so that an answer is never counted as
 * read before it is stored. Not thread-safe.
 */
public final class AnswerTopic implements AutoCloseable {
    /** More than this would not fit into a cursor. */
    static final int MOST_PARTITIONS = 32;

    /** How long one fetch may wait for records that are known to be there. */
    private static final Duration FETCH = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final RecordProtocol protocol;
    private final TargetEndpoint endpoint;
    private final Cluster cluster;
    private final ClientProperties properties;
    private final ClusterFailures failures;
    private @Nullable Consumer<byte[], byte[]> consumer;

    /** Nothing is connected yet. */
    public AnswerTopic(TargetEndpoint endpoint, KafkaSettings settings, RecordProtocol protocol, Cluster cluster) {
        this.settings = settings;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.cluster = cluster;
        this.properties = new ClientProperties(endpoint, settings);
        this.failures = new ClusterFailures(settings);
    }

    /**
     * Makes sure that the topic is there and that we may read it.
     *
     * @throws IOException when not; one sentence
     */
    public Topic reach(String name) throws IOException {
        Topic topic = cluster.readable(name);
        if (topic.partitions() > MOST_PARTITIONS) {
            throw new TopicRefusedException(
                    "topic " + name + " has " + topic.partitions() + " partitions, expected at most " + MOST_PARTITIONS
                            + "; have answers written to a topic with fewer",
                    null);
        }
        return topic;
    }

    /**
     * One page after a cursor; null begins with the oldest answer that is there.
     *
     * @throws CursorRefusedException when the topic does not go on from there: it is another one, or answers were deleted unread
     * @throws IOException when it cannot be read; one sentence
     */
    public FeedbackPage page(String name, @Nullable String after) throws IOException {
        Topic topic = reach(name);
        AnswerPosition position = AnswerPosition.of(after, topic.id());
        try {
            return page(topic, position);
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
            close();
            throw Cluster.interrupted(e);
        } catch (KafkaException e) {
            close();
            throw failures.of(e, name, properties.question());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private FeedbackPage page(Topic topic, AnswerPosition position) throws IOException {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(properties.consumer());
            consumer = open;
        }
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(topic.name(), number))
                .toList();
        Map<TopicPartition, Long> begin = open.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = open.endOffsets(partitions);
        open.assign(partitions);
        SortedMap<Integer, Long> reached = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            long from = position.offset(
                    topic.name(),
                    partition.partition(),
                    begin.getOrDefault(partition, 0L),
                    end.getOrDefault(partition, 0L));
            open.seek(partition, from);
            reached.put(partition.partition(), from);
        }
        List<FeedbackPage.Entry> entries = new ArrayList<>();
        long until = System.nanoTime() + endpoint.timeouts().read().toNanos();
        while (entries.isEmpty() && isBehind(reached, end)) {
            for (ConsumerRecord<byte[], byte[]> record : open.poll(FETCH)) {
                if (record.value() != null) {
                    entries.add(entry(record));
                }
            }
            // What is no answer, e.g. the mark of a transaction, is passed too.
            for (TopicPartition partition : partitions) {
                reached.put(partition.partition(), open.position(partition));
            }
            if (entries.isEmpty() && System.nanoTime() - until > 0) {
                throw failures.unreachable(
                        "answers are there and did not come within "
                                + endpoint.timeouts().read().toSeconds() + " s",
                        new IOException("fetch"));
            }
        }
        return new FeedbackPage(entries, new AnswerPosition(topic.id(), reached).cursor(), isBehind(reached, end));
    }

    private static boolean isBehind(SortedMap<Integer, Long> reached, Map<TopicPartition, Long> end) {
        return end.entrySet().stream()
                .anyMatch(one -> reached.getOrDefault(one.getKey().partition(), 0L) < one.getValue());
    }

    private FeedbackPage.Entry entry(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        if (record.value().length > endpoint.limits().answerBytes()) {
            return new FeedbackPage.Entry(
                    place,
                    "",
                    null,
                    "the record " + place + " has " + record.value().length + " bytes, expected at most "
                            + endpoint.limits().answerBytes() + "; it was left there");
        }
        return protocol.readAnswer(record.key() == null ? null : Utf8.textOrDataUri(record.key()), record.value());
    }

    /** Name of the answers topic; null where there is none. */
    public @Nullable String name() {
        return settings.answers();
    }

    /** Gives connections up; the next page makes new ones. */
    @Override
    public void close() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
