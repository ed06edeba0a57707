package org.creditconnector.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configured target: a registry's address with the kind of registry that answers there.
 *
 * @param name as configured, {@code [a-z0-9-]+}
 * @param profile code of the registry profile
 * @param channel name of the channel, e.g. {@code http}
 * @param url address under which the registry's paths lie
 * @param lenderCode code of the lender the target is asked about
 * @param token gives the bearer token for each call, so that it can change and is nowhere kept; null where none is needed
 * @param timeouts how long to wait
 * @param limits how much to take and how often to try
 * @param allowPlainHttp whether http without TLS may leave this machine
 * @param files where files lie, for the channels {@code sftp} and {@code directory}; null for {@code http}
 * @param settings what the profile is told
 * @param basic who we are at a registry that asks for a name and a password (RFC 7617); null for others
 * @param connections how many connections there may be, and whether they are used again
 * @param kafka which topics, for the channel {@code kafka}; null for others
 */
public record TargetEndpoint(
        String name,
        String profile,
        String channel,
        URI url,
        String lenderCode,
        @Nullable Supplier<String> token,
        Timeouts timeouts,
        Limits limits,
        boolean allowPlainHttp,
        @Nullable FileSettings files,
        Map<String, String> settings,
        @Nullable BasicLogin basic,
        Connections connections,
        @Nullable KafkaSettings kafka) {
    /** Name of the channel that speaks HTTP. */
    public static final String HTTP = "http";

    /** Name of the channel that puts files on an SFTP server. */
    public static final String SFTP = "sftp";

    /** Name of the channel that puts files into a directory of this machine. */
    public static final String DIRECTORY = "directory";

    /** Name of the channel that appends records to a topic of a Kafka cluster. */
    public static final String KAFKA = "kafka";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(0*:)*0*1]");

    /**
     * Checks name and address.
     *
     * @throws IllegalArgumentException in one sentence: what, got, expected, what to do
     */
    public TargetEndpoint {
        settings = Map.copyOf(settings);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "target name '" + name + "': expected small letters, digits and hyphens, at most 64");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String expected = switch (channel) {
            case DIRECTORY -> "file";
            case SFTP -> "sftp";
            case KAFKA -> "kafka";
            default -> "https";
        };
        if (!scheme.equals(expected) && !(expected.equals("https") && scheme.equals("http"))) {
            throw new IllegalArgumentException("target " + name + " url: scheme '" + scheme + "', expected " + expected
                    + (expected.equals("https") ? " (or http)" : "") + "; write it in full");
        }
        if (!channel.equals(DIRECTORY)
                && !channel.equals(KAFKA)
                && (url.getHost() == null || url.getHost().isEmpty())) {
            throw new IllegalArgumentException(
                    "target " + name + " url: no host, expected e.g. " + expected + "://registry.example/");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "target " + name
                            + " url: user, query and fragment are not allowed; user, password and token have keys of their own");
        }
        if (token != null && basic != null) {
            throw new IllegalArgumentException(
                    "target " + name + ": both a token and a login, expected one of them; ask the registry which");
        }
        if (scheme.equals("http")
                && !allowPlainHttp
                && !LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException("target " + name + " url: http without TLS to " + url.getHost()
                    + ", expected https; set allow-plain-http only in a network that is closed");
        }
    }

    /** An endpoint of the channel {@code http}, with the same meaning. */
    public TargetEndpoint(
            String name,
            String profile,
            String channel,
            URI url,
            String lenderCode,
            @Nullable Supplier<String> token,
            Timeouts timeouts,
            Limits limits,
            boolean allowPlainHttp) {
        this(name, profile, channel, url, lenderCode, token, timeouts, limits, allowPlainHttp, null);
    }

    /** An endpoint to which one package after the other goes, each over a connection of its own. */
    public TargetEndpoint(
            String name,
            String profile,
            String channel,
            URI url,
            String lenderCode,
            @Nullable Supplier<String> token,
            Timeouts timeouts,
            Limits limits,
            boolean allowPlainHttp,
            @Nullable FileSettings files,
            Map<String, String> settings,
            @Nullable BasicLogin basic) {
        this(
                name,
                profile,
                channel,
                url,
                lenderCode,
                token,
                timeouts,
                limits,
                allowPlainHttp,
                files,
                settings,
                basic,
                Connections.ONE_EACH,
                null);
    }

    /** An endpoint of a profile that is told nothing. */
    public TargetEndpoint(
            String name,
            String profile,
            String channel,
            URI url,
            String lenderCode,
            @Nullable Supplier<String> token,
            Timeouts timeouts,
            Limits limits,
            boolean allowPlainHttp,
            @Nullable FileSettings files) {
        this(name, profile, channel, url, lenderCode, token, timeouts, limits, allowPlainHttp, files, Map.of(), null);
    }

    /**
     * Name and password at an HTTP registry. Shows no password.
     *
     * @param user name there, without a colon
     * @param password read for each call
     */
    public record BasicLogin(String user, Supplier<String> password) {
        /** @throws IllegalArgumentException in one sentence: what, got, expected */
        public BasicLogin {
            if (user.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("login: user '" + user + "', expected a name without a colon");
            }
        }

        /** Never shows the password. */
        @Override
        public String toString() {
            return "login of " + user;
        }
    }

    /** An endpoint with the standard waits and limits and without a token. */
    public static TargetEndpoint of(String name, String profile, URI url, String lenderCode) {
        return new TargetEndpoint(
                name, profile, "http", url, lenderCode, null, Timeouts.DEFAULT, Limits.DEFAULT, false);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "target " + name + " (" + profile + " over " + channel + " at " + url + ")";
    }

    /**
     * How long each part of a call may take.
     *
     * @param connect until the connection stands, also until one is free
     * @param tls between two answers while TLS is agreed
     * @param write until the registry takes the next piece of a package
     * @param read until the next piece of the answer comes
     * @param wholeCall from the start of a call to the end of its answer
     */
    public record Timeouts(Duration connect, Duration tls, Duration write, Duration read, Duration wholeCall) {
        /** Connect 10 s, TLS 10 s, write 30 s, read 60 s, whole call 10 min. */
        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10));

        /** @throws IllegalArgumentException when one is not above zero: there is no waiting for ever */
        public Timeouts {
            for (Duration wait : new Duration[] {connect, tls, write, read, wholeCall}) {
                if (wait.isNegative() || wait.isZero()) {
                    throw new IllegalArgumentException("time-out " + wait + ": expected more than zero");
                }
            }
        }
    }

    /**
     * How much to take and how often to try.
     *
     * @param answerBytes most bytes of one answer, unpacked
     * @param feedbackPage most feedbacks asked for at once
     * @param connectRepeats how often a connection that never stood is tried again within a call
     * @param connectPause pause before each
     */
    public record Limits(long answerBytes, int feedbackPage, int connectRepeats, Duration connectPause) {
        /** 64 MiB, 10 feedbacks, 2 repeats after 1 s each. */
        public static final Limits DEFAULT = new Limits(64L << 20, 10, 2, Duration.ofSeconds(1));
    }

    /**
     * Connections of the channel {@code http}.
     *
     * @param packages packages that may be under way at once; questions have one more
     * @param kept whether a connection is used again. One that died unseen makes an unknown outcome of the package that is sent
     *     into it, so that it is for registries of which an unknown outcome can be settled without a person
     */
    public record Connections(int packages, boolean kept) {
        /** A connection for each call, one call after the other. */
        public static final Connections ONE_EACH = new Connections(1, false);

        /** @throws IllegalArgumentException when none may be under way */
        public Connections {
            if (packages < 1) {
                throw new IllegalArgumentException(packages + " packages at once: expected at least 1");
            }
        }
    }
}
