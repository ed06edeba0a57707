package org.creditconnector.mapping;

import java.math.BigDecimal;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.MaskLevel;
import org.creditconnector.masking.Masking;
import org.creditconnector.record.MissingReason;
import org.jspecify.annotations.Nullable;

/**
 * One field that a line fills: where it is in the record, what it accepts, how careful to be with it.
 *
 * @param path path with {@code []} for elements, e.g. {@code instalments[].dueOn}
 * @param pathId number of the path among all paths of the mapping
 * @param type the field's type without null
 * @param required whether the schema refuses null
 * @param absentMeansNone whether the schema takes a null as a fact that needs no reason
 * @param dataClass data class of the field
 * @param level level of the row that findings point at, see {@link Scope#LEVELS}
 * @param reason why it may be null, as the mapping's {@code missing} says; null where it says nothing
 */
record FieldSlot(
        String path,
        int pathId,
        Schema type,
        boolean required,
        boolean absentMeansNone,
        DataClass dataClass,
        int level,
        @Nullable MissingReason reason) {
    /** The account as a whole. */
    static final FieldSlot NONE =
            new FieldSlot("", 0, Schema.create(Schema.Type.STRING), true, false, DataClass.INTERNAL, 0, null);

    /** Longest code that a finding shows as it stands. */
    private static final int LONGEST_CODE = 6;

    /** Longest text that a finding shows as it stands. */
    private static final int LONGEST_SHOWN = 60;

    /** The path with the indexes of the elements under construction. */
    String pathIn(Scope scope) {
        String text = path;
        for (int depth = 0; ; depth++) {
            int at = text.indexOf("[]");
            if (at < 0) {
                return text;
            }
            text = text.substring(0, at) + "[" + scope.indexes[depth] + "]" + text.substring(at + 2);
        }
    }

    /**
     * Whether a code without a row in its table holds the account: in state, history, identity and amounts a guess would harm the
     * borrower; elsewhere the field is reported as unknown with a warning.
     */
    boolean holdsUnmapped() {
        return required
                || path.startsWith("state.")
                || path.startsWith("months[]")
                || path.startsWith("report.")
                || path.contains("documents[]")
                || isDecimal();
    }

    boolean isDecimal() {
        return type.getType() == Schema.Type.BYTES;
    }

    /** A value as a finding may show it. */
    @Nullable String masked(Object value) {
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > Numbers.MOST_PLACES
                || value instanceof String text && (text.length() > LONGEST_SHOWN || !TextSteps.isReadable(text))) {
            // A finding is a line for a person: no thousand zeros, nothing that moves the cursor.
            return Masking.mask(DataClass.SENSITIVE, value, MaskLevel.EVERYONE);
        }
        return Masking.mask(dataClass, value, MaskLevel.EVERYONE);
    }

    /**
     * A code that its table does not know. A short one is shown although its field is personal: it has no meaning yet that could
     * say something about a person, and without it nobody can write the missing row.
     */
    @Nullable String maskedCode(String code) {
        return code.length() <= LONGEST_CODE && dataClass != DataClass.SENSITIVE ? code : masked(code);
    }
}
