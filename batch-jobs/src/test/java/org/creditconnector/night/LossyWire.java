package org.creditconnector.night;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to a Kafka broker that can lose a package or its acknowledgement. A producer that lost something is cut off for ever, so that its
 * own repeats settle nothing; another one gets through. It reads the head of each request: length, kind, version, number, name of the
 * client. Over TLS it only passes on.
 */
final class LossyWire implements AutoCloseable {
    private static final short PRODUCE = 0;

    /** What is lost next. */
    enum Loss {
        NOTHING,
        PACKAGE,
        ACKNOWLEDGEMENT
    }

    private final ServerSocket door;
    private final int broker;
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();
    private final Set<Closeable> open = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private final AtomicInteger packages = new AtomicInteger();
    private volatile Loss next = Loss.NOTHING;

    LossyWire(int broker) throws IOException {
        this.broker = broker;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread("accept", this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Loses something of the next package. */
    void lose(Loss loss) {
        next = loss;
    }

    /** Requests that carried records, also those that were lost. */
    int packages() {
        return packages.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket();
                open.add(client);
                open.add(server);
                thread("to broker", () -> toBroker(client, server));
            } catch (IOException e) {
                // The door is shut; or the machine has no more sockets, and then the test fails by itself.
            }
        }
    }

    private void toBroker(Socket client, Socket server) {
        try (client;
                server) {
            server.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), broker));
            InputStream back = server.getInputStream();
            OutputStream answer = client.getOutputStream();
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(server.getOutputStream());
            Loss[] lost = {Loss.NOTHING};
            thread("to client", () -> toClient(back, answer, client, lost));
            byte[] head = in.readNBytes(4);
            while (head.length == 4) {
                int length = ByteBuffer.wrap(head).getInt();
                if (head[0] == 0x16) {
                    // TLS: nothing can be read.
                    out.write(head);
                    in.transferTo(out);
                    return;
                }
                byte[] request = in.readNBytes(length);
                ByteBuffer read = ByteBuffer.wrap(request);
                short kind = read.getShort();
                read.getShort();
                read.getInt();
                byte[] name = new byte[Math.max(0, read.getShort())];
                read.get(name);
                String producer = new String(name, StandardCharsets.UTF_8);
                if (cutOff.contains(producer)) {
                    return;
                }
                if (kind == PRODUCE) {
                    packages.incrementAndGet();
                    Loss loss = next;
                    if (loss != Loss.NOTHING) {
                        next = Loss.NOTHING;
                        cutOff.add(producer);
                        if (loss == Loss.PACKAGE) {
                            return;
                        }
                        synchronized (lost) {
                            lost[0] = loss;
                        }
                    }
                }
                out.write(head);
                out.write(request);
                out.flush();
                head = in.readNBytes(4);
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    /** The answer to a package that is to be lost is read to the end, so that the broker has surely taken it, and the wire is cut. */
    private void toClient(InputStream back, OutputStream answer, Socket client, Loss[] lost) {
        byte[] piece = new byte[64 * 1024];
        try {
            for (int read = back.read(piece); read >= 0; read = back.read(piece)) {
                synchronized (lost) {
                    if (lost[0] != Loss.NOTHING) {
                        client.close();
                        return;
                    }
                }
                answer.write(piece, 0, read);
                answer.flush();
            }
            client.close();
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, "lossy-wire-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Closeable one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
