package org.creditconnector.registry;

/**
 * A value as a rendered item tells it.
 *
 * @param record kind of record, in the registry's name
 * @param segment part of the record; empty where it has none
 * @param field the registry's name of the field
 * @param value as it travels, before it is enciphered
 */
public record RegistryValue(String record, String segment, String field, String value) {
    /** Whether it is told under a field. */
    public boolean isOf(RegistryField asked) {
        return record.equals(asked.record()) && segment.equals(asked.segment()) && field.equals(asked.name());
    }

    /** Never shows the value. */
    @Override
    public String toString() {
        return record + "." + field;
    }
}
