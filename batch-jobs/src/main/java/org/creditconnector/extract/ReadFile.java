package org.creditconnector.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.creditconnector.digest.Sha256;

/**
 * A file of a source in the state in which it was read.
 *
 * @param table table of the mapping that it fills
 * @param name name of the file without its directory
 * @param bytes how long it is
 * @param modified when it was last changed, by the file system
 * @param digest SHA-256 of its bytes in hexadecimal digits
 */
public record ReadFile(String table, String name, long bytes, Instant modified, String digest) {
    /**
     * Reads a file through.
     *
     * @throws SourceFaultException when it cannot be read
     */
    static ReadFile of(SourceFile file) {
        Path path = file.path();
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            Instant modified = Files.getLastModifiedTime(path).toInstant();
            long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
            return new ReadFile(
                    file.table().name(),
                    String.valueOf(path.getFileName()),
                    bytes,
                    modified,
                    HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.UNAVAILABLE,
                    "SRC-FILE " + path + ": " + (Files.exists(path) ? "cannot be read" : "there is no such file")
                            + "; check `files` of the source and that the lender has delivered, then run again",
                    e);
        }
    }

    /** Whether it is the same file with the same bytes, whenever it was written. */
    public boolean isSameAs(ReadFile other) {
        return table.equals(other.table) && name.equals(other.name) && digest.equals(other.digest);
    }
}
