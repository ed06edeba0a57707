package org.creditconnector.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** The network before a server: passes everything on, counts what goes up, and cuts the connection after so many bytes of that. */
public final class CutLine implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final AtomicLong sent = new AtomicLong();
    private volatile long most = Long.MAX_VALUE;

    /** @param serverPort where the server listens on loopback */
    public CutLine(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Begins to count anew, and cuts the connection on which the last of so many bytes goes up. */
    public void cutAfter(long bytes) {
        sent.set(0);
        most = bytes;
    }

    /** Counts anew and cuts nothing. */
    public void peace() {
        cutAfter(Long.MAX_VALUE);
    }

    /** Bytes that went up since the counting began. */
    public long sent() {
        return sent.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                start(() -> pump(client, server, true));
                start(() -> pump(server, client, false));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                long over = up ? sent.addAndGet(length) - most : 0;
                out.write(buffer, 0, over > 0 ? Math.toIntExact(Math.max(0, length - over)) : length);
                out.flush();
                if (over >= 0 && up) {
                    return;
                }
            }
        } catch (IOException closedOnOneSide) {
            // Both sides are closed: that is what a cut line looks like.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
