package org.creditconnector.extract;

import java.nio.file.Path;
import org.creditconnector.mapping.FileTable;

/**
 * One file of a file source.
 *
 * @param table the table of the mapping that it fills: name, format, encoding, delimiter
 * @param path the file
 */
public record SourceFile(FileTable table, Path path) {
    /**
     * Reads it through and says in which state it is.
     *
     * @throws SourceFaultException when it cannot be read
     */
    public ReadFile read() {
        return ReadFile.of(this);
    }
}
