package org.creditconnector.night;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.ledger.StoredPackage;
import org.creditconnector.ledger.SubmissionLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored bytes of a package in a temporary file, for a channel to read; deleted when closed. Laid out before a send is written
 * down, so that a full disk leaves no package of which nobody knows whether it left.
 */
record LaidOut(Path file) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaidOut.class);

    static LaidOut of(SubmissionLedger ledger, StoredPackage stored, Spool spool) {
        LaidOut laidOut = null;
        try {
            laidOut = new LaidOut(spool.file(stored.target(), stored.packageId()));
            try (OutputStream out = Files.newOutputStream(laidOut.file())) {
                ledger.copyBytes(stored, out);
            }
            return laidOut;
        } catch (IOException | RuntimeException e) {
            if (laidOut != null) {
                laidOut.close();
            }
            throw e instanceof IOException lost
                    ? new UncheckedIOException(
                            "the bytes of package " + stored.packageId() + " cannot be laid out for sending", lost)
                    : (RuntimeException) e;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("the temporary file {} could not be deleted; it holds personal data, delete it by hand", file, e);
        }
    }
}
