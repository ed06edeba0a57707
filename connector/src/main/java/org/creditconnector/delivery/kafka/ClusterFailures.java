package org.creditconnector.delivery.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.creditconnector.delivery.KafkaSettings;
import org.creditconnector.delivery.KafkaSettings.Login;
import org.jspecify.annotations.Nullable;

/** What a failure of a cluster is called in a sentence, and whether trying again may help. */
final class ClusterFailures {
    private final KafkaSettings settings;

    ClusterFailures(KafkaSettings settings) {
        this.settings = settings;
    }

    /** A failure of the library without the wrappers around it. */
    static Throwable bare(Throwable failure) {
        Throwable at = failure;
        while (at instanceof ExecutionException && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    /**
     * A failure as an exception with one sentence.
     *
     * @param topic it was about
     * @param waited how long an answer was waited for
     */
    IOException of(Throwable failure, String topic, Duration waited) {
        Throwable at = bare(failure);
        if (at instanceof SslAuthenticationException) {
            return new TopicRefusedException(
                    "TLS failed" + said(at) + "; check trust-store and key-store, and that the port speaks TLS", at);
        }
        if (at instanceof UnsupportedSaslMechanismException) {
            return new TopicRefusedException(
                    "the brokers do not take the login by " + mechanism()
                            + "; ask for theirs and write it as mechanism",
                    at);
        }
        if (at instanceof AuthenticationException) {
            return new TopicRefusedException(
                    "the brokers do not let " + who() + " in" + (settings.login() == null ? "" : " by " + mechanism())
                            + "; check user, password and mechanism",
                    at);
        }
        if (at instanceof AuthorizationException) {
            return new TopicRefusedException(mayNot("use", topic), at);
        }
        if (at instanceof UnknownTopicOrPartitionException || at instanceof InvalidTopicException) {
            return new TopicRefusedException(
                    "there is no topic " + topic + "; have the registry's operator make it, or correct its name", at);
        }
        if (at instanceof TimeoutException || at instanceof java.util.concurrent.TimeoutException) {
            return unreachable("no answer within " + shown(waited), at);
        }
        ConfigException misfit = inside(at, ConfigException.class);
        if (misfit != null && String.valueOf(misfit.getMessage()).contains("bootstrap")) {
            return unreachable("host name unknown", at);
        }
        Throwable innermost = innermost(at);
        if (misfit != null || at.getCause() != null) {
            return new TopicRefusedException("the connection cannot be made" + said(innermost), at);
        }
        return new IOException("the brokers answered with " + at.getClass().getSimpleName() + said(at), at);
    }

    /** That we lack a right on a topic. */
    String mayNot(String verb, String topic) {
        return who() + " may not " + verb + " topic " + topic + "; have the registry's operator grant it";
    }

    BrokersUnreachableException unreachable(String what, Throwable cause) {
        return new BrokersUnreachableException(
                what + " of " + String.join(", ", settings.brokers()) + "; see whether the brokers are up", cause);
    }

    private String who() {
        Login login = settings.login();
        return login == null ? "this client" : "user " + login.user();
    }

    private String mechanism() {
        Login login = settings.login();
        return login == null ? "certificate" : login.mechanism().sasl();
    }

    private static String shown(Duration wait) {
        return wait.toSeconds() > 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
    }

    /** The library's words, which name classes, sizes and topics, never a value of ours. */
    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : ", " + message.lines().findFirst().orElse("");
    }

    private static <T extends Throwable> @Nullable T inside(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }
}
