package org.creditconnector.mockregistry.pbcrc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on loopback whose root is a directory; one user, a host key that is made anew at every start. */
public final class LoopbackSsh implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey = key();

    /**
     * Starts it.
     *
     * @param root what a client sees as {@code /}
     * @param port 0 takes any free one
     * @param watchers told of what clients do
     * @throws IOException when it cannot listen
     */
    public LoopbackSsh(Path root, int port, String user, String password, SftpEventListener... watchers)
            throws IOException {
        var sftp = new SftpSubsystemFactory();
        for (SftpEventListener watcher : watchers) {
            sftp.addSftpEventListener(watcher);
        }
        server.setHost(HOST);
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((who, given, session) -> who.equals(user) && given.equals(password));
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime makes no elliptic keys", e);
        }
    }

    /** Its address, e.g. {@code sftp://127.0.0.1:2222/}. */
    public URI url() {
        return URI.create("sftp://" + HOST + ":" + server.getPort() + "/");
    }

    /** Fingerprint of the host key, e.g. {@code SHA256:…}, as a client pins it. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
