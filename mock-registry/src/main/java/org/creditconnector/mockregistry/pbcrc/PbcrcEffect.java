package org.creditconnector.mockregistry.pbcrc;

import java.util.List;

/**
 * One thing that happened at the central bank's registry, in the order in which it happened.
 *
 * @param number running number from 1
 * @param kind what happened
 * @param file name of the file
 * @param line line in the file, the header being 1; 0 for the file itself
 * @param record record type, e.g. {@code 210}; of a file as its name says, empty when it says none
 * @param subject report record and identifier, e.g. {@code 210/Z99999999H0001LN1}, a digest for persons; empty for a file or an
 *     unreadable line
 * @param reportDate {@code 2024-04-30}; empty where the record has none
 * @param point time point, or letter of the segment corrected or deleted; empty where there is none
 * @param codes the codes in the feedback, at most as many as the registry returns; empty when accepted
 */
public record PbcrcEffect(
        long number,
        Kind kind,
        String file,
        int line,
        String record,
        String subject,
        String reportDate,
        String point,
        List<String> codes) {
    public PbcrcEffect {
        codes = List.copyOf(codes);
    }

    /** Kinds of effects. */
    public enum Kind {
        /** A file was read; its records follow. */
        FILE_READ,
        /** A file was refused as a whole; none of its records was looked at. */
        FILE_REFUSED,
        /** A record was loaded. */
        RECORD_LOADED,
        /** A record was refused. */
        RECORD_REFUSED
    }

    /** Record type, report date and point, e.g. {@code 210 2024-04-30 30}. */
    public String brief() {
        return (record + " " + reportDate + " " + point).strip();
    }
}
