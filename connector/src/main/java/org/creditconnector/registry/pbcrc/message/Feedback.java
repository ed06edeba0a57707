package org.creditconnector.registry.pbcrc.message;

import java.time.LocalDateTime;
import java.util.List;

/**
 * A feedback file: the registry's verdict on one message file.
 *
 * @param version feedback version
 * @param submission first 29 characters of the name of the file it answers
 * @param flag {@code 1} all loaded, {@code 2} the file refused, {@code 3} some records refused
 * @param recordVersion version in the header of the file it answers
 * @param loaded records loaded
 * @param refused records refused
 * @param errors one per refused record; with flag 2 those of the file
 */
public record Feedback(
        String version,
        String submission,
        char flag,
        String recordVersion,
        LocalDateTime createdAt,
        int loaded,
        int refused,
        List<Entry> errors) {
    /** All records are loaded. */
    public static final char ALL_LOADED = '1';
    /** Nothing of the file is loaded. */
    public static final char FILE_REFUSED = '2';
    /** The records listed are refused, all others loaded. */
    public static final char SOME_REFUSED = '3';

    public Feedback {
        errors = List.copyOf(errors);
    }

    /**
     * What is wrong with a record, or with the file.
     *
     * @param record the registry's number of the record: its line, the header being 1; 0 when it is about the file
     * @param codes at most as many as the registry returns
     * @param line the refused line; empty when it is about the file. Holds personal values
     */
    public record Entry(int record, List<Code> codes, String line) {
        public Entry {
            codes = List.copyOf(codes);
        }

        /** Without the refused line. */
        @Override
        public String toString() {
            return "record " + record + " " + codes;
        }
    }

    /**
     * A code with the tag to blame.
     *
     * @param message a tag, or {@link Hit#NO_TAG}
     */
    public record Code(String code, String message) {}
}
