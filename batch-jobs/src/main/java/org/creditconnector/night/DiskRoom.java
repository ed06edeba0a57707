package org.creditconnector.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.extract.DeliveredFiles;

/**
 * Looks before a night whether there is room for it where the home directory is: for the copy of the source's files, the store if it is
 * a file there, the packages on their way, and the log. A night that would fill the disk is not begun.
 */
public final class DiskRoom {
    /** Blocks of items, packages and indexes beside the bytes that were sent: a cautious guess, never measured. */
    private static final int STORE_BYTES_FOR_ONE_SENT = 6;

    private final Path home;
    private final long leastBytes;
    private final Free free;

    /** Bytes that may still be written where a path is. */
    @FunctionalInterface
    interface Free {
        long bytes(Path where) throws IOException;
    }

    /**
     * @param home the connector's home directory
     * @param leastBytes left free whatever a night needs: logs, other programs, and the database's own housekeeping
     */
    public DiskRoom(Path home, long leastBytes) {
        this(home, leastBytes, where -> Files.getFileStore(where).getUsableSpace());
    }

    /** The same with another way to look. */
    DiskRoom(Path home, long leastBytes, Free free) {
        this.home = home;
        this.leastBytes = leastBytes;
        this.free = free;
    }

    /**
     * Demands room for a night.
     *
     * @param source whose files are copied, where it has files
     * @param sentBytes what the largest of the recent nights has sent
     * @param storeIsHere whether the store grows in the home directory too
     * @return what there is and what is needed, in one sentence
     * @throws CommandException when there is not enough
     */
    public String demand(SourceConfig source, long sentBytes, boolean storeIsHere) {
        long needed = leastBytes + fileBytes(source) + sentBytes * (storeIsHere ? STORE_BYTES_FOR_ONE_SENT : 1);
        long there;
        try {
            there = free.bytes(home);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "nobody can tell how much room there is in " + home + " (" + e + "); mend it",
                    e);
        }
        if (there < needed) {
            throw new CommandException(
                    ExitCode.UNAVAILABLE,
                    "disk " + home + ": " + megabytes(there) + " MB are free, a night needs " + megabytes(needed)
                            + " MB, " + megabytes(needed - there)
                            + " MB are missing; nothing was read or sent; make room, then run again");
        }
        return megabytes(there) + " MB are free, a night of " + source.name() + " needs " + megabytes(needed) + " MB";
    }

    /** A file that is not there is the source's affair, and said there. */
    private static long fileBytes(SourceConfig source) {
        return source.files().values().stream()
                .mapToLong(file -> DeliveredFiles.bytes(file.path()))
                .sum();
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
