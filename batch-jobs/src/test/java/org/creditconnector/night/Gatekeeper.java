package org.creditconnector.night;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands before a registry and holds back what a client sends in its first connection: the client believes it is on the way. What
 * was held back can arrive later, even when the client is gone.
 */
final class Gatekeeper implements AutoCloseable {
    private static final int QUIET_MILLIS = 300;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI registry;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final CountDownLatch full = new CountDownLatch(1);
    private final List<Socket> open = new ArrayList<>();

    Gatekeeper(URI registry) throws IOException {
        this.registry = registry;
        Thread thread = new Thread(this::hold, "gatekeeper");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Whether a whole request lies here. */
    boolean isHolding() {
        return full.getCount() == 0;
    }

    /** Takes a connection and reads until nothing more comes. */
    private void hold() {
        try {
            Socket client = door.accept();
            open.add(client);
            client.setSoTimeout(QUIET_MILLIS);
            InputStream in = client.getInputStream();
            byte[] piece = new byte[8192];
            while (true) {
                try {
                    int read = in.read(piece);
                    if (read < 0) {
                        break;
                    }
                    held.write(piece, 0, read);
                } catch (SocketTimeoutException e) {
                    if (held.size() > 0) {
                        break;
                    }
                }
            }
            full.countDown();
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    /** Lets arrive at the registry what was held back; gives the first line of its answer. */
    String deliver() throws IOException {
        try (Socket there = new Socket(registry.getHost(), registry.getPort())) {
            there.setSoTimeout(30_000);
            OutputStream out = there.getOutputStream();
            held.writeTo(out);
            out.flush();
            return new String(there.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
