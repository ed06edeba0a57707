package org.creditconnector.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.DeliveryOutcome.NotSent;
import org.creditconnector.delivery.DeliveryOutcome.Received;
import org.creditconnector.delivery.DeliveryOutcome.Unknown;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryConnection.PackageKnowledge;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.testing.LoopbackSftp;
import org.creditconnector.testing.LoopbackSftp.Step;
import org.creditconnector.wrapping.Wrapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same against a real SSH server, and what only a wire can do. */
class SftpChannelTest extends FileChannelContract {
    private static final String OTHER_KEY = "SHA256:" + "A".repeat(43);

    private LoopbackSftp server;
    /** Long enough for any machine that runs the tests. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private Duration wait = PATIENT;
    private Duration wholeCall = Duration.ofMinutes(1);
    private URI url;
    private FileSettings.Login login = login(() -> LoopbackSftp.PASSWORD, null, LoopbackSftp.fingerprint());

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackSftp(root);
        url = server.url();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    static FileSettings.Login login(Supplier<String> password, Supplier<String> key, String... hostKeys) {
        return new FileSettings.Login(LoopbackSftp.USER, password, key, null, List.of(hostKeys));
    }

    @Override
    TargetEndpoint endpoint(String name, FileSettings settings) {
        return endpoint(name, url, settings, login, new TargetEndpoint.Timeouts(wait, wait, wait, wait, wholeCall));
    }

    static TargetEndpoint endpoint(
            String name, URI url, FileSettings settings, FileSettings.Login login, TargetEndpoint.Timeouts waits) {
        FileSettings withLogin = new FileSettings(
                settings.upload(),
                settings.taken(),
                settings.feedback(),
                settings.temporarySuffix(),
                settings.marker(),
                settings.feedbackMarker(),
                settings.proof(),
                login,
                settings.wrapping());
        return new TargetEndpoint(name, "registry-api", "sftp", url, "LENDER", null, waits, limits(), false, withLogin);
    }

    @Override
    String path(String directory) {
        return "/" + directory;
    }

    private void notSent(DeliveryOutcome outcome, String says) throws IOException {
        assertThat(outcome).isInstanceOf(NotSent.class);
        assertThat(outcome.detail()).contains(says).doesNotContain(LoopbackSftp.PASSWORD);
        assertThat(in.resolve(NAME)).doesNotExist();
    }

    private void thenItGoes(RegistryConnection connection) throws IOException {
        server.mend();
        assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly(NAME);
        assertThat(in.resolve(NAME)).hasSameBinaryContentAs(file);
    }

    @Test
    void oneConnectionIsKept() throws IOException {
        RegistryConnection connection = connect();
        connection.check();
        connection.deliver(manifest(), file);
        connection.feedback(null);
        assertThat(server.logins()).isEqualTo(1);
    }

    @Test
    void aKeptConnectionThatDiedIsMadeAnew() throws IOException {
        RegistryConnection connection = connect();
        connection.check();
        server.cutAll();
        assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void aCutInTheMiddleOfTheUploadIsNoSend() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        server.plant((step, name, session) -> {
            if (step == Step.WRITE && writes.incrementAndGet() == 5) {
                session.close(true);
            }
        });
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "before the file had its name");
        assertThat(names(in)).containsExactly(NAME + ".part");
        thenItGoes(connection);
    }

    @Test
    void aFullDiskIsNoSendAndLeavesNothing() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        server.plant((step, name, session) -> {
            if (step == Step.WRITE && writes.incrementAndGet() >= 5) {
                throw new IOException("No space left on device");
            }
        });
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "refused by the server");
        assertThat(names(in)).isEmpty();
        thenItGoes(connection);
    }

    @Test
    void deniedPermissionIsNoSend() throws IOException {
        server.plant((step, name, session) -> {
            if (step == Step.OPEN && name.endsWith(".part")) {
                throw new AccessDeniedException(name);
            }
        });
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "permission denied by the server");
        assertThat(names(in)).isEmpty();
        thenItGoes(connection);
    }

    @Test
    void aFileThatArrivedOtherwiseIsNoSend() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        server.plant((step, name, session) -> {
            if (step == Step.READ && reads.incrementAndGet() == 1) {
                Files.write(in.resolve(NAME + ".part"), new byte[600_000]);
            }
        });
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "another digest");
        assertThat(names(in)).isEmpty();
        thenItGoes(connection);
    }

    @Test
    void aConnectionThatDiesBeforeTheRenameIsNoSend() throws IOException {
        server.plant((step, name, session) -> {
            if (step == Step.READ) {
                session.close(true);
            }
        });
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "before the file had its name");
        thenItGoes(connection);
    }

    @Test
    void aCutBeforeTheRenameIsUnknownAndAskingSettlesIt() throws IOException {
        server.plant((step, name, session) -> {
            if (step == Step.BEFORE_RENAME) {
                session.close(true);
                throw new IOException("cut");
            }
        });
        RegistryConnection connection = connect();
        unknown(connection.deliver(manifest(), file));
        server.mend();
        assertThat(connection.packageKnowledge(manifest(), sha256()).state()).isEqualTo(PackageKnowledge.State.UNKNOWN);
        thenItGoes(connection);
    }

    @Test
    void aCutAfterTheRenameIsUnknownAndAskingSettlesIt() throws IOException {
        server.plant((step, name, session) -> {
            if (step == Step.AFTER_RENAME) {
                session.close(true);
            }
        });
        RegistryConnection connection = connect();
        unknown(connection.deliver(manifest(), file));
        server.mend();
        assertThat(connection.packageKnowledge(manifest(), sha256()).state())
                .isEqualTo(PackageKnowledge.State.RECEIVED);
        DeliveryOutcome again = connection.deliver(manifest(), file);
        assertThat(again).isInstanceOf(Received.class);
        assertThat(again.detail()).contains("already there");
    }

    @Test
    void aMarkerThatCannotBeMadeIsUnknown() throws IOException {
        server.plant((step, name, session) -> {
            if (step == Step.OPEN && name.endsWith(".ok")) {
                throw new AccessDeniedException(name);
            }
        });
        RegistryConnection connection = connect(settings(".ok", FileSettings.Proof.READ_BACK, Wrapping.NONE));
        unknown(connection.deliver(manifest(), file));
        server.mend();
        assertThat(connection.packageKnowledge(manifest(), sha256()).state()).isEqualTo(PackageKnowledge.State.UNKNOWN);
        assertThat(connection.deliver(manifest(), file)).isInstanceOf(Received.class);
        assertThat(names(in)).containsExactly(NAME, NAME + ".ok");
    }

    private static void unknown(DeliveryOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(outcome.detail()).contains("not known", "it was not sent again");
    }

    @Test
    void aSlowServerIsNotWaitedForForEver() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        server.plant((step, name, session) -> {
            if (step == Step.WRITE) {
                await(over);
            }
        });
        wait = Duration.ofMillis(4_000);
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "time-out, no answer within 4000 ms");
        over.countDown();
        wait = PATIENT;
        thenItGoes(connect());
    }

    @Test
    void anUploadThatTricklesHasAnEnd() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger writes = new AtomicInteger();
        server.plant((step, name, session) -> {
            if (step == Step.WRITE && writes.incrementAndGet() > 3) {
                await(over);
            }
        });
        wholeCall = Duration.ofMillis(4_000);
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        over.countDown();
        notSent(outcome, "time-out, no end within 4000 ms");
    }

    @Test
    void aSlowRenameIsUnknown() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        server.plant((step, name, session) -> {
            if (step == Step.BEFORE_RENAME) {
                await(over);
            }
        });
        wait = Duration.ofMillis(4_000);
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        over.countDown();
        unknown(outcome);
        assertThat(outcome.detail()).contains("time-out");
    }

    private static void await(CountDownLatch over) throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void anotherHostKeyIsNoSendAndNoPasswordIsGiven() throws IOException {
        login = login(() -> LoopbackSftp.PASSWORD, null, OTHER_KEY);
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        notSent(outcome, "host key is " + LoopbackSftp.fingerprint() + ", expected " + OTHER_KEY);
        assertThat(server.logins()).isZero();
    }

    @Test
    void oneOfSeveralPinnedHostKeysWillDo() throws IOException {
        login = login(() -> LoopbackSftp.PASSWORD, null, OTHER_KEY, LoopbackSftp.fingerprint());
        assertThat(connect().deliver(manifest(), file)).isInstanceOf(Received.class);
    }

    @Test
    void aWrongPasswordIsNoSend() throws IOException {
        login = login(() -> "wrong horse", null, LoopbackSftp.fingerprint());
        DeliveryOutcome outcome = connect().deliver(manifest(), file);
        notSent(outcome, "user lender was not let in");
        assertThat(outcome.detail()).doesNotContain("wrong horse");
    }

    @Test
    void aPrivateKeyOpensAsWell() throws IOException, GeneralSecurityException {
        KeyPair pair = LoopbackSftp.keys();
        server.know(pair.getPublic());
        String openSsh = openSsh(pair, "key secret");
        login = new FileSettings.Login(
                LoopbackSftp.USER, null, () -> openSsh, () -> "key secret", List.of(LoopbackSftp.fingerprint()));
        assertThat(connect().deliver(manifest(), file)).isInstanceOf(Received.class);

        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2_048);
        KeyPair known = rsa.generateKeyPair();
        login = login(null, () -> pem(known), LoopbackSftp.fingerprint());
        assertThat(connect().deliver(manifest(), file).detail()).contains("user lender was not let in");
        server.know(known.getPublic());
        assertThat(connect().deliver(manifest(), file)).isInstanceOf(Received.class);
    }

    @Test
    void aPrivateKeyThatCannotBeReadIsNoSend() throws IOException, GeneralSecurityException {
        String openSsh = openSsh(LoopbackSftp.keys(), "key secret");
        for (String key : List.of("key secret", openSsh)) {
            login = new FileSettings.Login(
                    LoopbackSftp.USER, null, () -> key, () -> "another secret", List.of(LoopbackSftp.fingerprint()));
            DeliveryOutcome outcome = connect().deliver(manifest(), file);
            notSent(outcome, "private key of user lender cannot be read");
            assertThat(outcome.detail()).doesNotContain("secret");
        }
    }

    private static String openSsh(KeyPair pair, String secret) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext form = new OpenSSHKeyEncryptionContext();
        form.setPassword(secret);
        form.setCipherType("256");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", form, written);
        return written.toString(UTF_8);
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8))
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void aServerThatIsNotThereIsNoSendAndNoAnswer() throws IOException {
        server.close();
        RegistryConnection connection = connect();
        notSent(connection.deliver(manifest(), file), "connection refused");
        assertThatThrownBy(() -> connection.feedback(null))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("connection refused");
        url = URI.create("sftp://no-such-host.invalid/");
        notSent(connect().deliver(manifest(), file), "host name unknown");
    }
}
