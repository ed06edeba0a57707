package org.creditconnector.registry.pbcrc.message;

/** What a line turned out to be. */
public sealed interface ParsedLine {
    /** A record, right or wrong in content. */
    record Read(Message message) implements ParsedLine {}

    /**
     * No record: ABR006.
     *
     * @param why in words, without any value of the line
     */
    record Unreadable(String why) implements ParsedLine {}
}
