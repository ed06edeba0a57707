package org.creditconnector.registry.baihang;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A record that is ready to be written.
 *
 * @param layout of its kind
 * @param date it is true for
 * @param line its JSON, without ids
 * @param content digest of what it tells
 * @param recordId under which it was added; null for one that is added now
 * @param term number of the instalment; 0 for other kinds
 * @param facts digest over the facts of the night
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record Drafted(
        BaihangPack.Layout layout,
        LocalDate date,
        byte[] line,
        String content,
        @Nullable String recordId,
        int term,
        String facts) {
    /** Never shows the line: it is about a person. */
    @Override
    public String toString() {
        return "record " + layout.kind() + " of " + date + (term == 0 ? "" : " about instalment " + term);
    }
}
