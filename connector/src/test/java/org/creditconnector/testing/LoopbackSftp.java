package org.creditconnector.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SSH server on loopback whose root is a directory; a test may plant a fault at a step. */
public final class LoopbackSftp implements AutoCloseable {
    /** Steps at which a fault can be planted. */
    public enum Step {
        OPEN,
        WRITE,
        BEFORE_RENAME,
        AFTER_RENAME,
        READ,
        REMOVE
    }

    /** What happens at a step; the session can be cut. */
    @FunctionalInterface
    public interface Fault {
        void at(Step step, String name, ServerSession session) throws IOException;
    }

    public static final String USER = "lender";
    public static final String PASSWORD = "open sesame";

    private static final KeyPair HOST = keys();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile Fault fault = (step, name, session) -> {};
    private volatile PublicKey known;

    public LoopbackSftp(Path root) throws IOException {
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new Watcher());
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        server.setPasswordAuthenticator((user, password, session) -> {
            boolean right = user.equals(USER) && password.equals(PASSWORD);
            logins.addAndGet(right ? 1 : 0);
            return right;
        });
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && known != null && KeyUtils.compareKeys(known, key));
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
    }

    public URI url() {
        return URI.create("sftp://127.0.0.1:" + server.getPort() + "/");
    }

    public static String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, HOST.getPublic());
    }

    public void plant(Fault planted) {
        fault = planted;
    }

    public void mend() {
        fault = (step, name, session) -> {};
    }

    public void know(PublicKey key) {
        known = key;
    }

    /** Password logins so far. */
    public int logins() {
        return logins.get();
    }

    /** As a firewall or a restart would. */
    public void cutAll() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    public static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class Watcher implements SftpEventListener {
        @Override
        public void opening(ServerSession session, String remoteHandle, Handle handle) throws IOException {
            fault.at(Step.OPEN, handle.getFile().toString(), session);
        }

        @Override
        public void writing(
                ServerSession session,
                String remoteHandle,
                FileHandle handle,
                long at,
                byte[] data,
                int from,
                int length)
                throws IOException {
            fault.at(Step.WRITE, handle.getFile().toString(), session);
        }

        @Override
        public void reading(
                ServerSession session,
                String remoteHandle,
                FileHandle handle,
                long at,
                byte[] data,
                int from,
                int length)
                throws IOException {
            fault.at(Step.READ, handle.getFile().toString(), session);
        }

        @Override
        public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                throws IOException {
            fault.at(Step.BEFORE_RENAME, to.toString(), session);
        }

        @Override
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown)
                throws IOException {
            if (thrown == null) {
                fault.at(Step.AFTER_RENAME, to.toString(), session);
            }
        }

        @Override
        public void removing(ServerSession session, Path path, boolean directory) throws IOException {
            fault.at(Step.REMOVE, path.toString(), session);
        }
    }
}
