package org.creditconnector.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does to a connection whatever a test wants, and counts what arrives. */
public final class RawRegistry implements Closeable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-registry");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Conduct conduct;

    public RawRegistry(Conduct conduct) throws IOException {
        this(0, conduct);
    }

    public RawRegistry(int port, Conduct conduct) throws IOException {
        this.conduct = conduct;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        threads.execute(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    public List<Request> requests() {
        return requests;
    }

    public Request only() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests.size());
        }
        return requests.get(0);
    }

    /** Waits until the server is closed: the end of a connection that never answers. */
    public void hold() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public CountDownLatch closed() {
        return closed;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conduct.with(new Call(this, socket));
        } catch (IOException e) {
            // The client went away: what it made of that is what the test looks at.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server does with a connection. */
    public interface Conduct {
        void with(Call call) throws IOException;
    }

    /** A request as it arrived; header names in small letters. */
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {}

    /** One connection. */
    public static final class Call {
        private final RawRegistry registry;
        private final Socket socket;
        private final InputStream in;

        Call(RawRegistry registry, Socket socket) throws IOException {
            this.registry = registry;
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        public RawRegistry registry() {
            return registry;
        }

        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /** Reads a whole request. */
        public Request request() throws IOException {
            Request head = head();
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            Request request = new Request(head.method(), head.target(), head.headers(), in.readNBytes(length));
            registry.requests.add(request);
            return request;
        }

        /** Reads the head only. */
        public Request head() throws IOException {
            String[] first = line().split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon).toLowerCase(),
                        line.substring(colon + 1).strip(),
                        (a, b) -> a + ", " + b);
            }
            return new Request(first[0], first[1], headers, new byte[0]);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the client hung up");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }

        public void answer(int status, String json, String... headers) throws IOException {
            answer(status, json.getBytes(StandardCharsets.UTF_8), headers);
        }

        public void answer(int status, byte[] body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            out().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out().write(body);
            out().flush();
        }

        /** Ends the connection with a reset instead of a farewell. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
