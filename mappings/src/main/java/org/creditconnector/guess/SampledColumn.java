package org.creditconnector.guess;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column with a sample of its values.
 *
 * @param name as the table has it
 * @param type as the database declares it; {@link Type#TEXT} in files
 * @param unique whether no value stands twice and none is missing in the whole table, as far as is known
 * @param comment what the database's catalogue says of it; null where it says nothing
 * @param values of the sampled rows in their order, as text; null where there is none
 */
public record SampledColumn(
        String name, Type type, boolean unique, @Nullable String comment, List<@Nullable String> values) {
    /** Declared types, as far as a mapping tells them apart. */
    public enum Type {
        /** Text; what it holds must be found out. */
        TEXT,
        /** Whole numbers. */
        INTEGER,
        /** Numbers with places. */
        DECIMAL,
        /** Calendar dates. */
        DATE,
        /** Dates with a time. */
        TIMESTAMP,
        /** True or false. */
        BOOLEAN
    }
}
