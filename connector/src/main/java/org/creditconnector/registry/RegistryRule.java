package org.creditconnector.registry;

import java.util.List;
import org.creditconnector.record.Severity;

/**
 * A rule that decides whether a registry takes an item, or whether we send it.
 *
 * @param id the registry's code, or ours; unique within its group
 * @param group kind of record whose family shares the code; empty for all
 * @param severity what it does to the account
 * @param text what is wrong when it finds something, one clause
 * @param reads the registry's fields, as {@code 210.OpenDate}, or {@code *.OpenDate} of any kind of record; or paths of the credit record;
 *     {@code *} for every field
 * @param decided who decides it before sending; empty where the check of the item itself does
 * @param since version of the registry's form, or of the program, that brought it; empty where nobody knows
 * @param place file and line that say so
 */
public record RegistryRule(
        String id,
        String group,
        Severity severity,
        String text,
        List<String> reads,
        String decided,
        String since,
        String place) {
    public RegistryRule {
        reads = List.copyOf(reads);
    }

    /** Whether it reads a field, or what the field is made from. */
    public boolean isReading(RegistryField field) {
        return reads.stream()
                .anyMatch(read -> read.equals("*")
                        || read.equals(field.record() + "." + field.name())
                        || read.equals("*." + field.name())
                        || field.from().stream().anyMatch(from -> from.equals(read) || from.startsWith(read + ".")));
    }
}
