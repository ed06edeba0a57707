package org.creditconnector.delivery.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The cluster of a target: whether it answers, and what it says of a topic. Each look is a real question to a broker, so that what is
 * away is known before a package is handed over. Not thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private final ClientProperties properties;
    private final ClusterFailures failures;
    private @Nullable Admin admin;

    /** Nothing is connected yet. */
    public Cluster(TargetEndpoint endpoint, KafkaSettings settings) {
        this.properties = new ClientProperties(endpoint, settings);
        this.failures = new ClusterFailures(settings);
    }

    /** The packages topic, if we may write to it. */
    public Topic writable(String topic) throws IOException {
        return look(topic, AclOperation.WRITE, "write to");
    }

    /** The answers topic, if we may read it. */
    public Topic readable(String topic) throws IOException {
        return look(topic, AclOperation.READ, "read");
    }

    private Topic look(String name, AclOperation needed, String verb) throws IOException {
        TopicDescription described = described(name);
        Set<AclOperation> allowed = described.authorizedOperations();
        if (allowed != null && !allowed.contains(needed) && !allowed.contains(AclOperation.ALL)) {
            throw new TopicRefusedException(failures.mayNot(verb, name), null);
        }
        for (var partition : described.partitions()) {
            if (partition.leader() == null || partition.leader().isEmpty()) {
                throw failures.unreachable(
                        "partition " + partition.partition() + " of topic " + name + " has no leader at this moment",
                        new IOException("no leader"));
            }
        }
        return new Topic(
                name, described.topicId().toString(), described.partitions().size());
    }

    private TopicDescription described(String name) throws IOException {
        Duration wait = properties.question();
        try {
            Admin open = admin;
            if (open == null) {
                open = Admin.create(properties.admin());
                admin = open;
            }
            var asked =
                    open.describeTopics(List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true));
            return Objects.requireNonNull(asked.topicNameValues().get(name), name)
                    // The library ends the wait itself; this is for the day on which it does not.
                    .get(wait.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            close();
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            close();
            throw failures.of(e, name, wait);
        }
    }

    static InterruptedIOException interrupted(Exception cause) {
        InterruptedIOException stopped = new InterruptedIOException("interrupted while waiting for a broker");
        stopped.initCause(cause);
        return stopped;
    }

    /** Gives connections up; the next look makes new ones. */
    @Override
    public void close() {
        Admin open = admin;
        admin = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
