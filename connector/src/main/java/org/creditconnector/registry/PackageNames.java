package org.creditconnector.registry;

import java.time.Instant;

/**
 * How a registry that takes files wants them named. A name has a part that is the same for all files of a kind and day, and a serial
 * within it; serials are counted by the ledger and never used twice, whatever became of the file. Pure.
 */
public interface PackageNames {
    /**
     * What serials are counted within.
     *
     * @param sendClass of the package's items
     * @param createdAt when the package is made
     */
    String series(String sendClass, Instant createdAt);

    /**
     * The whole name.
     *
     * @param series as above
     * @param serial from 1
     * @throws IllegalStateException in one sentence when the series has no more names
     */
    String name(String series, int serial);
}
