package org.creditconnector.mapping;

import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way from a source to a record, with what is known of how careful to be with it.
 *
 * @param value the value; null where there is none; a {@link MissingReason} where there is none and somebody says why
 * @param dataClass strictest class of the fields that the value goes into
 */
public record TracedValue(@Nullable Object value, DataClass dataClass) {
    /** The value as everyone may see it. */
    public String shown() {
        return shown(MaskLevel.EVERYONE);
    }

    /** The value as a viewer may see it. */
    public String shown(MaskLevel level) {
        if (value == null) {
            return "nothing";
        }
        return value instanceof MissingReason reason
                ? "nothing (" + Reasons.spelled(reason) + ")"
                : String.valueOf(Masking.mask(dataClass, value, level));
    }

    /** The value as everyone may see it. */
    @Override
    public String toString() {
        return shown();
    }
}
