package org.creditconnector.mockregistry.pbcrc;

import java.nio.charset.StandardCharsets;

/**
 * A file of the central bank's registry, plain.
 *
 * @param name without folder, e.g. {@code Z99999999H00012024040221000010.txt}
 * @param content its bytes; the array is not copied
 */
@SuppressWarnings("ArrayRecordComponent") // A file is handed on, never compared.
public record PbcrcFile(String name, byte[] content) {
    /** The content as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The name: content may be personal. */
    @Override
    public String toString() {
        return name;
    }
}
