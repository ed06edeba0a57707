package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message file that was read.
 *
 * @param name null when the name is malformed
 * @param header null when it is malformed
 * @param lines the records in order
 * @param hits what is wrong with the file as a whole and with lines that are no record
 */
public record MessageFile(@Nullable FileName name, @Nullable FileHeader header, List<Line> lines, List<Hit> hits) {
    public MessageFile {
        lines = List.copyOf(lines);
        hits = List.copyOf(hits);
    }

    /** Whether the registry would refuse the file as a whole. */
    public boolean isRefused() {
        return hits.stream().anyMatch(hit -> hit.line() == 0);
    }

    /**
     * One record.
     *
     * @param number line in the file, the header being 1
     * @param text as it stood in the file
     * @param parsed the message, or why there is none
     */
    public record Line(int number, String text, ParsedLine parsed) {}
}
