package org.creditconnector.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The network between us and a PostgreSQL server: passes everything on and cuts one connection at a commit, either before the server
 * learns of it or after the server has done it and before the answer arrives. To see each commit it needs a driver that names its
 * statements in full every time ({@code prepareThreshold=0}).
 */
public final class CommitCutter implements AutoCloseable {
    /** Where a connection is cut. */
    public enum Side {
        BEFORE_THE_SERVER,
        BEFORE_THE_ANSWER
    }

    private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int serverPort;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int at;
    private volatile Side side = Side.BEFORE_THE_SERVER;

    /** @param serverPort where the server listens on loopback */
    public CommitCutter(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** Where clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Cuts the connection that makes the commit of this number, counted from now and from 1. */
    public void cutAt(int number, Side onSide) {
        side = onSide;
        commits.set(0);
        at = number;
    }

    /** Passes everything on from now on. */
    public void peace() {
        at = 0;
    }

    /** How many connections were cut. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                new Line(client, server).open();
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "commit-cutter-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean swallowAnswer;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void open() {
            start("up", () -> pump(client, server, true));
            start("down", () -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean up) {
            byte[] buffer = new byte[65_536];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    Side cut = up ? struck(buffer, length) : null;
                    if (cut == Side.BEFORE_THE_SERVER || (!up && swallowAnswer)) {
                        return;
                    }
                    swallowAnswer |= cut == Side.BEFORE_THE_ANSWER;
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException closedOnOneSide) {
                // Both sides are closed: that is what a cut line looks like.
                return;
            }
        }

        private @Nullable Side struck(byte[] buffer, int length) {
            if (!holdsCommit(buffer, length) || at == 0 || commits.incrementAndGet() != at) {
                return null;
            }
            cuts.incrementAndGet();
            return side;
        }
    }

    private static boolean holdsCommit(byte[] buffer, int length) {
        for (int from = 0; from + COMMIT.length <= length; from++) {
            int same = 0;
            while (same < COMMIT.length && buffer[from + same] == COMMIT[same]) {
                same++;
            }
            if (same == COMMIT.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
