package org.creditconnector.totals;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;

/**
 * Every amount of a record, added up by field: so that two versions of a mapping can be compared in money, field by field. Amounts
 * are the decimals with six places of the schema; rates and shares are none.
 */
public final class RecordAmounts {
    private static final int PLACES = 6;
    private static final String CURRENCY = "currency";

    private RecordAmounts() {}

    /**
     * Sums of one record.
     *
     * @return by ISO 4217 code of the section that the amount stands in, else of the account; then by path of the field with {@code
     *     []} for elements, whose amounts are added up
     */
    public static SortedMap<String, SortedMap<String, BigDecimal>> of(CreditRecord record) {
        SortedMap<String, SortedMap<String, BigDecimal>> sums = new TreeMap<>();
        add("", record, record.getAccount().getCurrency(), sums);
        return sums;
    }

    private static void add(
            String prefix,
            IndexedRecord section,
            String currencyAround,
            SortedMap<String, SortedMap<String, BigDecimal>> sums) {
        Schema.Field own = section.getSchema().getField(CURRENCY);
        String currency = own == null ? currencyAround : String.valueOf(section.get(own.pos()));
        for (Schema.Field field : section.getSchema().getFields()) {
            Object value = section.get(field.pos());
            String path = prefix + field.name();
            if (value instanceof BigDecimal amount && isAmount(field.schema())) {
                sums.computeIfAbsent(currency, any -> new TreeMap<>()).merge(path, amount, BigDecimal::add);
            } else if (value instanceof IndexedRecord inner) {
                add(path + ".", inner, currency, sums);
            } else if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (element instanceof IndexedRecord inner) {
                        add(path + "[].", inner, currency, sums);
                    }
                }
            }
        }
    }

    private static boolean isAmount(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return schema.getTypes().stream().anyMatch(RecordAmounts::isAmount);
        }
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && decimal.getScale() == PLACES;
    }
}
