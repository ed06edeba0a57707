package org.creditconnector.delivery.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.creditconnector.delivery.FileSettings.Login;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Makes SSH connections. Nothing of the machine's own SSH set-up is used: no known_hosts, no agent, no keys of a home directory. Who
 * the server is and who we are stands in the configuration.
 */
public final class SshConnections implements AutoCloseable {
    private static final int PORT = 22;
    private static final AttributeRepository.AttributeKey<Pinned> PINNED = new AttributeRepository.AttributeKey<>();

    private @Nullable SshClient client;

    /**
     * A session that is logged in.
     *
     * @throws PlaceUnreachableException when there is none to be had: one sentence
     */
    ClientSession connect(TargetEndpoint endpoint) throws PlaceUnreachableException {
        Login login = Objects.requireNonNull(
                Objects.requireNonNull(endpoint.files(), "files").login(), "login");
        URI url = endpoint.url();
        int port = url.getPort() < 0 ? PORT : url.getPort();
        Pinned pinned = new Pinned(login.hostKeys());
        ClientSession session = null;
        try {
            session = started()
                    .connect(
                            login.user(), url.getHost(), port, AttributeRepository.ofKeyValuePair(PINNED, pinned), null)
                    .verify(endpoint.timeouts().connect())
                    .getSession();
            identify(session, login);
            session.auth().verify(endpoint.timeouts().tls());
            return session;
        } catch (IOException | GeneralSecurityException e) {
            if (session != null) {
                session.close(true);
            }
            throw new PlaceUnreachableException(sentence(e, pinned, login, session != null), e);
        }
    }

    private static String sentence(Exception e, Pinned pinned, Login login, boolean stood) {
        String presented = pinned.presented.get();
        if (presented != null && !pinned.fingerprints.contains(presented)) {
            return "the server's host key is " + presented + ", expected " + String.join(" or ", pinned.fingerprints)
                    + "; ask the registry's operator before host-key is changed";
        }
        if (e instanceof GeneralSecurityException) {
            return "the private key of user " + login.user() + " cannot be read; check key and key-password";
        }
        if (stood && presented != null) {
            return "user " + login.user() + " was not let in; check user, password or key";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "host name unknown";
            }
            if (cause instanceof ConnectException) {
                return "connection refused or no way there";
            }
            if (cause instanceof java.nio.channels.UnresolvedAddressException) {
                return "host name unknown";
            }
        }
        return "the connection could not be made (" + e.getMessage() + ")";
    }

    private static void identify(ClientSession session, Login login) throws IOException, GeneralSecurityException {
        Supplier<String> key = login.privateKey();
        if (key == null) {
            session.addPasswordIdentity(
                    Objects.requireNonNull(login.password(), "password").get());
            return;
        }
        Supplier<String> keyPassword = login.keyPassword();
        FilePasswordProvider passwords =
                keyPassword == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(keyPassword.get());
        try (InputStream in = new ByteArrayInputStream(key.get().getBytes(StandardCharsets.UTF_8))) {
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(session, NamedResource.ofName("key"), in, passwords);
            if (pairs == null || !pairs.iterator().hasNext()) {
                throw new GeneralSecurityException("no private key");
            }
            session.addPublicKeyIdentity(pairs.iterator().next());
        } catch (IOException | RuntimeException e) {
            throw new GeneralSecurityException("unreadable private key", e);
        }
    }

    private synchronized SshClient started() {
        SshClient running = client;
        if (running == null) {
            running = ClientBuilder.builder()
                    .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                    .serverKeyVerifier((session, address, key) -> isPinned(session, key))
                    .build(true);
            running.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            running.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
            CoreModuleProperties.HEARTBEAT_INTERVAL.set(running, Duration.ofSeconds(20));
            CoreModuleProperties.IDLE_TIMEOUT.set(running, Duration.ZERO);
            CoreModuleProperties.NIO2_READ_TIMEOUT.set(running, Duration.ZERO);
            running.start();
            client = running;
        }
        return running;
    }

    private static boolean isPinned(ClientSession session, PublicKey key) {
        Pinned pinned = Objects.requireNonNull(session.getConnectionContext(), "context")
                .getAttribute(PINNED);
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        Objects.requireNonNull(pinned, "pinned").presented.set(fingerprint);
        return pinned.fingerprints.contains(fingerprint);
    }

    /** Ends all connections. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.stop();
            client = null;
        }
    }

    /** What the server must show, and what it showed. */
    private static final class Pinned {
        private final List<String> fingerprints;
        private final AtomicReference<@Nullable String> presented = new AtomicReference<>();

        Pinned(List<String> fingerprints) {
            this.fingerprints = fingerprints;
        }
    }
}
