package org.creditconnector.registry.pbcrc.message;

/**
 * One code that the registry would answer with.
 *
 * @param code six characters
 * @param ruleGroup the group of the pack's rules that the code belongs to; a code alone is not unique
 * @param segment tag of the segment; empty when it is about the record or the file
 * @param tag the field or segment to blame, as the registry names it in its message; {@link #NO_TAG} when there is none
 * @param occurrence which repetition of a group, from 1; 0 outside groups
 * @param line line of the record in its file, the header being 1; 0 when it is about a message alone or the whole file
 */
public record Hit(String code, String ruleGroup, String segment, String tag, int occurrence, int line) {
    /** The registry's word for no single tag. */
    public static final String NO_TAG = "0000";

    /** A hit about a whole file or record. */
    static Hit whole(String code, int line) {
        return new Hit(code, Rule.COMMON, "", NO_TAG, 0, line);
    }

    /** The same at a line of a file. */
    public Hit at(int newLine) {
        return new Hit(code, ruleGroup, segment, tag, occurrence, newLine);
    }
}
