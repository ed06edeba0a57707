package org.creditconnector.masking;

import java.util.Locale;
import org.apache.avro.Schema;

/** How freely a value may be shown; written on every field of our schemas as {@code dataClass}, in lower case. */
public enum DataClass {
    /** May be shown anywhere. */
    PUBLIC,
    /** The lender's own business: shown to its staff. */
    INTERNAL,
    /** Says something about a person: masked in logs, errors, lists and JSON. */
    PERSONAL,
    /** Identifies a person or would harm one: never shown. */
    SENSITIVE;

    /** The schema property. */
    public static final String PROPERTY = "dataClass";

    /**
     * The class of a field.
     *
     * @throws IllegalArgumentException when the field has none, or one that does not exist
     */
    public static DataClass of(Schema.Field field) {
        String name = field.getProp(PROPERTY);
        for (DataClass value : values()) {
            if (value.propertyValue().equals(name)) {
                return value;
            }
        }
        throw new IllegalArgumentException("field " + field.name() + " has the data class " + name
                + ", expected one of public, internal, personal, sensitive");
    }

    private String propertyValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
