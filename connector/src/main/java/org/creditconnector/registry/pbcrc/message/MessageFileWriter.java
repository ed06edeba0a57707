package org.creditconnector.registry.pbcrc.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes lines as a message file: header, CRLF, records with one CRLF between them and none after the last. The header is written first,
 * so its count is given; {@link #close} demands that it came true.
 */
public final class MessageFileWriter implements AutoCloseable {
    static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final FileHeader header;
    private int written;

    /** Writes the header. */
    public MessageFileWriter(OutputStream out, FileHeader header) throws IOException {
        this.out = out;
        this.header = header;
        out.write(header.line().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a record.
     *
     * @param line as {@link MessageWriter#line} gives it
     * @return its line number in the file, the header being 1
     * @throws IllegalArgumentException when it has a line break
     */
    public int add(String line) throws IOException {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a record with a line break; one record is one line");
        }
        return add(line.getBytes(StandardCharsets.UTF_8));
    }

    /** {@link #add(String)} of a line that is bytes already. */
    public int add(byte[] line) throws IOException {
        out.write(CRLF);
        out.write(line);
        written++;
        return written + 1;
    }

    /**
     * Ends the file; the stream stays open and is flushed.
     *
     * @throws IllegalStateException when the header's count is not the number of records written
     */
    @Override
    public void close() throws IOException {
        out.flush();
        if (written != header.count()) {
            throw new IllegalStateException("a file of record " + header.record() + " has " + written
                    + " records and its header says " + header.count() + "; throw the file away");
        }
    }

    /**
     * How many records go into each file.
     *
     * @param lineBytes bytes of each line in order
     * @param maxRecords most records of a file, at least 1
     * @param maxBytes most bytes of a file; a line that alone is more gets a file of its own
     * @return sizes in order; their sum is the number of lines
     */
    public static List<Integer> split(int[] lineBytes, int maxRecords, long maxBytes) {
        if (maxRecords < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "files of " + maxRecords + " records and " + maxBytes + " bytes, expected at least 1 of each");
        }
        List<Integer> sizes = new ArrayList<>();
        int records = 0;
        long bytes = FileHeader.LENGTH;
        for (int line : lineBytes) {
            long more = (long) CRLF.length + line;
            if (records > 0 && (records == maxRecords || bytes + more > maxBytes)) {
                sizes.add(records);
                records = 0;
                bytes = FileHeader.LENGTH;
            }
            records++;
            bytes += more;
        }
        if (records > 0) {
            sizes.add(records);
        }
        return sizes;
    }
}
