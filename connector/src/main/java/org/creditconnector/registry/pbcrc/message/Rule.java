package org.creditconnector.registry.pbcrc.message;

import java.util.List;

/**
 * One code of the registry: codes are unique within a rule group only.
 *
 * @param group record type whose family shares the code, or {@link #COMMON}
 * @param level file, record, segment or item
 * @param number the registry's 8-character rule number; empty where it is not public
 * @param local true when it can be decided from the file, false when it takes what the registry has on file
 * @param decidedBy how it is decided here
 * @param whyNot why it is not, otherwise empty
 * @param fields the fields it looks at
 * @param refusedWhen one clause
 * @param source where the fact comes from
 * @param since version of the form that brought it
 * @param place file and line of the row
 */
public record Rule(
        String group,
        String code,
        String level,
        String number,
        boolean local,
        DecidedBy decidedBy,
        String whyNot,
        List<String> fields,
        String refusedWhen,
        String source,
        String since,
        String place) {
    /** Group of the codes that every record shares. */
    public static final String COMMON = "common";

    /** How a code is decided before sending. */
    public enum DecidedBy {
        /** By the tables of the pack. */
        TABLE,
        /** By a small rule over one record. */
        RULE,
        /** By a look at the whole file. */
        FILE,
        /** By what is on file at the registry. */
        STATE,
        /** Not at all. */
        NO
    }
}
