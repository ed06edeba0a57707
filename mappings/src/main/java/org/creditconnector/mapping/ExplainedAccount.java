package org.creditconnector.mapping;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * One account with everything that its mapping did.
 *
 * @param account what came out, the same as without explanation
 * @param lines each line for each place of the record, in the order in which they were computed
 */
public record ExplainedAccount(MappedAccount account, List<LineTrace> lines) {
    /**
     * What the record holds at a path with indexes, e.g. {@code parties[0].role}; null where nothing is there, or a section around it is
     * not, or the account is held.
     */
    public @Nullable Object at(String path) {
        Object value = account.record();
        for (String part : path.split("\\.", -1)) {
            int bracket = part.indexOf('[');
            String name = bracket < 0 ? part : part.substring(0, bracket);
            if (!(value instanceof IndexedRecord section)) {
                return null;
            }
            Schema.Field field = section.getSchema().getField(name);
            if (field == null) {
                return null;
            }
            value = section.get(field.pos());
            if (bracket >= 0 && value instanceof List<?> list) {
                String index = part.substring(bracket + 1, part.length() - 1);
                value = isPlaceOf(list, index) ? list.get(Integer.parseInt(index)) : null;
            }
        }
        return value;
    }

    private static boolean isPlaceOf(List<?> list, String index) {
        return index.matches("[0-9]{1,6}") && Integer.parseInt(index) < list.size();
    }

    /** Never shows values. */
    @Override
    public String toString() {
        return "explained " + account;
    }
}
