package org.creditconnector.delivery.file;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.creditconnector.delivery.TargetEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * An SFTP server. One connection is kept, for the first one costs a key exchange and a login; before it is used again it must
 * answer. Each wait has an alarm that cuts the connection, because the library itself waits on as long as the connection stands.
 */
public final class SftpPlace implements FilePlace {
    private static final String NOT_CONNECTED = "the connection does not stand";

    private final TargetEndpoint endpoint;
    private final SshConnections connections;
    private final ScheduledExecutorService watch;
    private @Nullable ClientSession session;
    private @Nullable SftpClient client;
    private @Nullable Future<?> whole;
    private final AtomicBoolean tooLong = new AtomicBoolean();

    /** @param watch ends waits whose time is up */
    public SftpPlace(TargetEndpoint endpoint, SshConnections connections, ScheduledExecutorService watch) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.watch = watch;
    }

    /** Begins a call, which has an end too; a connection that nobody uses for as long is given up by the same alarm. */
    @Override
    public String connect() throws IOException {
        if (whole != null) {
            whole.cancel(false);
        }
        tooLong.set(false);
        if (!answers()) {
            close();
            ClientSession made = connections.connect(endpoint);
            session = made;
            try {
                client = within(
                        endpoint.timeouts().tls(),
                        () -> SftpClientFactory.instance().createSftpClient(made));
            } catch (IOException e) {
                close();
                throw new PlaceUnreachableException("the server gives no SFTP (" + e.getMessage() + ")", e);
            }
        }
        ClientSession standing = session;
        whole = watch.schedule(
                () -> {
                    tooLong.set(true);
                    cut(standing);
                },
                endpoint.timeouts().wholeCall().toMillis(),
                TimeUnit.MILLISECONDS);
        return "server " + (standing == null ? "" : standing.getServerVersion());
    }

    private static void cut(@Nullable ClientSession session) {
        if (session != null) {
            session.close(true);
        }
    }

    private boolean answers() {
        SftpClient kept = client;
        if (kept == null || !kept.isOpen()) {
            return false;
        }
        try {
            within(endpoint.timeouts().connect(), () -> kept.canonicalPath("."));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        try {
            Attributes attributes = waiting(() -> client().stat(path));
            return Optional.of(found(path.substring(path.lastIndexOf('/') + 1), attributes));
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<Found> list(String directory) throws IOException {
        return waiting(() -> {
            List<Found> files = new ArrayList<>();
            for (SftpClient.DirEntry entry : client().readEntries(directory)) {
                if (entry.getAttributes().isRegularFile()) {
                    files.add(found(entry.getFilename(), entry.getAttributes()));
                }
            }
            return files;
        });
    }

    private static Found found(String name, Attributes attributes) {
        return new Found(
                name,
                attributes.getSize(),
                attributes.getModifyTime() == null
                        ? 0
                        : attributes.getModifyTime().to(TimeUnit.SECONDS),
                attributes.isDirectory());
    }

    @Override
    public OutputStream create(String path) throws IOException {
        OutputStream out =
                waiting(() -> client().write(path, Set.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive)));
        return new FilterOutputStream(out) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                within(endpoint.timeouts().write(), () -> {
                    out.write(bytes, offset, length);
                    return length;
                });
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    waiting(() -> {
                        out.close();
                        return path;
                    });
                }
            }
        };
    }

    @Override
    public InputStream read(String path) throws IOException {
        InputStream in = waiting(() -> client().read(path));
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return waiting(() -> in.read(bytes, offset, length));
            }
        };
    }

    /** Asked first, because version 3 of the protocol leaves open what a rename does to a file that is there. */
    @Override
    public void rename(String from, String to) throws IOException {
        if (find(to).isPresent()) {
            throw new FileAlreadyExistsException(to);
        }
        waiting(() -> {
            client().rename(from, to);
            return to;
        });
    }

    @Override
    public void remove(String path) throws IOException {
        try {
            waiting(() -> {
                client().remove(path);
                return path;
            });
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw new NoSuchFileException(path);
            }
            throw e;
        }
    }

    /** Cuts it at once: nothing of ours is under way. */
    @Override
    public void close() {
        ClientSession open = session;
        session = null;
        client = null;
        cut(open);
    }

    private SftpClient client() throws IOException {
        SftpClient standing = client;
        if (standing == null) {
            throw new IOException(NOT_CONNECTED);
        }
        return standing;
    }

    private <T> T waiting(Call<T> call) throws IOException {
        return within(endpoint.timeouts().read(), call);
    }

    private <T> T within(Duration limit, Call<T> call) throws IOException {
        ClientSession standing = session;
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = watch.schedule(
                () -> {
                    late.set(true);
                    cut(standing);
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return call.make();
        } catch (IOException e) {
            if (late.get() || tooLong.get()) {
                SocketTimeoutException timeout = new SocketTimeoutException(
                        late.get()
                                ? "no answer within " + limit.toMillis() + " ms"
                                : "no end within "
                                        + endpoint.timeouts().wholeCall().toMillis() + " ms");
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    /** One thing that is asked of the server. */
    private interface Call<T> {
        T make() throws IOException;
    }
}
