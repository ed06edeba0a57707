package org.creditconnector.masking;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;
import org.jspecify.annotations.Nullable;

/**
 * Masks a single value by the data class of its field. A masked value keeps its kind and nothing else: {@code ###} for a number,
 * {@code ####-##-##} for a date, {@code ***} for everything else and for every sensitive value, whatever its length. The same
 * value always gives the same text.
 */
public final class Masking {
    static final String TEXT = "***";
    private static final String NUMBER = "###";
    private static final String DATE = "####-##-##";

    private Masking() {}

    /**
     * A value of the credit record as everyone may see it, e.g. for a finding.
     *
     * @param path path of the field, e.g. {@code instalments[3].dueOn}
     * @throws IllegalArgumentException when the credit record has no such field
     */
    public static @Nullable String mask(String path, @Nullable Object value) {
        return mask(SchemaClasses.dataClass(CreditRecord.getClassSchema(), path), value, MaskLevel.EVERYONE);
    }

    /** A value of a schema field as everyone may see it. */
    public static @Nullable String mask(Schema.Field field, @Nullable Object value) {
        return mask(DataClass.of(field), value, MaskLevel.EVERYONE);
    }

    /** A value of a data class as a viewer may see it; null stays null, because absence is no secret. */
    public static @Nullable String mask(DataClass dataClass, @Nullable Object value, MaskLevel level) {
        if (value == null) {
            return null;
        }
        if (value instanceof IndexedRecord || value instanceof Collection || value instanceof Map) {
            // What it holds has classes of its own, which may be stricter.
            return TEXT;
        }
        if (!level.masks(dataClass)) {
            return SchemaClasses.plain(value);
        }
        if (dataClass == DataClass.SENSITIVE) {
            return TEXT;
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        return value instanceof Temporal ? DATE : TEXT;
    }
}
