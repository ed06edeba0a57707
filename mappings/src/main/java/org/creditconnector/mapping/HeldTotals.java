package org.creditconnector.mapping;

import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;
import org.creditconnector.totals.RecordTotals;
import org.jspecify.annotations.Nullable;

/**
 * What a held account adds to the totals, as far as its amounts can be read: a loan that is held for an unknown status still owes
 * what it owes, and the totals of the source must find it.
 */
final class HeldTotals {
    private HeldTotals() {}

    /** @param held a record that is never sent; it is changed here */
    static ControlTotals of(@Nullable CreditRecord held) {
        if (held == null || held.getAccount() == null || held.getAccount().getCurrency() == null) {
            return ControlTotals.ofUnreadable();
        }
        if (complete(held)) {
            return RecordTotals.of(HistoryDerivation.derive(held).record());
        }
        return ControlTotals.of(
                held.getAccount().getCurrency(),
                new Amounts(held.getAccount().getPrincipal(), held.getAccount().getCreditLimit(), null, null, null));
    }

    /** Puts stand-ins where no amount or day depends on them and drops list elements that miss one; false where that is not enough. */
    private static boolean complete(IndexedRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value == null && !field.schema().isNullable()) {
                Object standIn = standIn(field.schema());
                if (standIn == null) {
                    return false;
                }
                record.put(field.pos(), standIn);
            } else if (value instanceof List<?> elements) {
                for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
                    if (each.next() instanceof IndexedRecord element && !complete(element)) {
                        each.remove();
                    }
                }
            } else if (value instanceof IndexedRecord section && !complete(section)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object standIn(Schema type) {
        if (type.getType() == Schema.Type.ENUM && type.getEnumDefault() != null) {
            return Targets.symbols(type).get(type.getEnumDefault());
        }
        return type.getType() == Schema.Type.STRING ? "" : null;
    }
}
