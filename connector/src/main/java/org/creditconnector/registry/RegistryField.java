package org.creditconnector.registry;

import java.util.List;

/**
 * A field of a registry's interface, and what a profile makes it from.
 *
 * @param record kind of record, in the registry's name
 * @param segment part of the record; empty where it has none
 * @param name the registry's name of the field
 * @param meaning in a few words
 * @param requirement how the registry's table writes when it must be there
 * @param required whether a record that has the segment is refused without it
 * @param from paths of the credit record, e.g. {@code account.openedOn}; or one word that says where else it comes from:
 *     {@code setting}, {@code calendar} (the dates of reporting), {@code fixed} (always the same, since no fact is known for it)
 * @param place file and line of the table that says so
 */
public record RegistryField(
        String record,
        String segment,
        String name,
        String meaning,
        String requirement,
        boolean required,
        List<String> from,
        String place) {
    /** From the configuration of the target. */
    public static final String SETTING = "setting";
    /** From the dates of reporting. */
    public static final String CALENDAR = "calendar";
    /** Always the same. */
    public static final String FIXED = "fixed";

    public RegistryField {
        from = List.copyOf(from);
    }
}
