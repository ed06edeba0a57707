package org.creditconnector.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** The bytes of a package as they leave, in parts of one megabyte, so that no package lies in memory as a whole. */
final class PackageBytes {
    private static final int PART = 1 << 20;

    private final Store store;

    PackageBytes(Store store) {
        this.store = store;
    }

    /** Takes a package's bytes in and stores them part by part within the open transaction. */
    final class Intake extends OutputStream {
        private final String packageId;
        private final MessageDigest digest = Digests.sha256();
        private final byte[] part = new byte[PART];
        private int filled;
        private int number;
        private long count;

        Intake(String packageId) {
            this.packageId = packageId;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int done = 0;
            while (done < length) {
                int some = Math.min(length - done, PART - filled);
                System.arraycopy(bytes, offset + done, part, filled, some);
                filled += some;
                done += some;
                if (filled == PART) {
                    storePart();
                }
            }
        }

        private void storePart() {
            digest.update(part, 0, filled);
            count += filled;
            number++;
            store.jdbc()
                    .sql("insert into package_part (package_id, part_number, content) values (?, ?, ?)")
                    .params(packageId, number, Arrays.copyOf(part, filled))
                    .update();
            filled = 0;
        }

        @Override
        public void close() {
            if (filled > 0) {
                storePart();
            }
        }

        /** Bytes taken in; valid once closed. */
        long count() {
            return count;
        }

        /** Digest over them; to be asked once, after closing. */
        String sha256() {
            return Digests.hex(digest);
        }
    }

    /**
     * Writes a package's bytes out and checks that they are those that were stored.
     *
     * @throws IllegalStateException when they are not, or were purged
     */
    void copy(StoredPackage stored, OutputStream out) {
        MessageDigest digest = Digests.sha256();
        long count = 0;
        for (int number = 1; count < stored.byteCount(); number++) {
            int wanted = number;
            byte[] part = store.jdbc()
                    .sql("select content from package_part where package_id = ? and part_number = ?")
                    .params(stored.packageId(), number)
                    .query((row, index) -> row.getBytes(1))
                    .optional()
                    .orElseThrow(() -> new IllegalStateException(
                            "the bytes of package " + stored.packageId() + " end before part " + wanted));
            digest.update(part);
            count += part.length;
            try {
                out.write(part);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        String found = Digests.hex(digest);
        if (!found.equals(stored.sha256())) {
            throw new IllegalStateException("the bytes of package " + stored.packageId() + " have the digest " + found
                    + ", expected " + stored.sha256() + "; nothing may be sent from this store until it was checked");
        }
    }
}
