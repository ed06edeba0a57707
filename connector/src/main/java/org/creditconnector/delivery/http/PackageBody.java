package org.creditconnector.delivery.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.creditconnector.digest.Sha256;

/** A package file as a request body: streamed, and it remembers whether a first byte was handed to the wire. */
public final class PackageBody extends AbstractHttpEntity {
    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final long length;
    private final Runnable lastCheck;
    private volatile boolean begun;

    /**
     * @param lastCheck called when the connection stands, before the first byte; throws to keep it here
     * @throws IOException when the file cannot be read
     */
    public PackageBody(Path file, String contentType, Runnable lastCheck) throws IOException {
        super(ContentType.create(contentType), null, false);
        this.lastCheck = lastCheck;
        this.file = file;
        this.length = Files.size(file);
    }

    /** Whether the registry may have seen a byte of the package. */
    public boolean begun() {
        return begun;
    }

    /** {@code Content-Digest} of a file: {@code sha-256=:base64:} (RFC 9530). */
    public static String contentDigest(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":";
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            lastCheck.run();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                begun = true;
                out.write(piece, 0, read);
            }
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // Each reading closes its own stream.
    }
}
