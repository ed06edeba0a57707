package org.creditconnector.correction;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.creditconnector.masking.DataClass;
import org.creditconnector.masking.SchemaClasses;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.yaml.Suggestions;

/** What a field may hold, and its values as text. The text of a value has one form only, so that texts can be compared. */
final class FieldValue {
    private final String path;
    private final Schema schema;

    private FieldValue(String path, Schema schema) {
        this.path = path;
        this.schema = schema;
    }

    static FieldValue of(String path, Schema schema) {
        return switch (schema.getType()) {
            case STRING, INT, LONG, BOOLEAN, ENUM, BYTES -> new FieldValue(path, schema);
            default -> throw new IllegalArgumentException(path + " cannot be corrected as one value");
        };
    }

    /** The type beside null, or the type itself. */
    static Schema besideNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElse(schema);
    }

    static String text(Object value) {
        if (value instanceof BigDecimal amount) {
            return amount.toPlainString();
        }
        return value instanceof Enum<?> symbol ? symbol.name() : value.toString();
    }

    /** @param general path that tells the data class, for masking what was typed */
    Object parse(String text, String general) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return decimal(text, general, decimal);
        }
        if (logical instanceof LogicalTypes.Date) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(text, general, "a date like 2026-11-21");
            }
        }
        return switch (schema.getType()) {
            case STRING -> {
                if (text.isBlank()) {
                    throw wrong(text, general, "a text that says something; to take a value away, change the source");
                }
                yield text;
            }
            case INT, LONG -> whole(text, general);
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw wrong(text, general, "true or false");
                }
                yield Boolean.valueOf(text);
            }
            case ENUM -> symbol(text, general);
            default -> throw new IllegalStateException(path + " was let through as " + schema.getType());
        };
    }

    private Object whole(String text, String general) {
        try {
            if (schema.getType() == Schema.Type.INT) {
                return Integer.valueOf(text);
            }
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(text, general, "a whole number");
        }
    }

    private Object decimal(String text, String general, LogicalTypes.Decimal type) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(text, general, "a number like 1200.50");
        }
        boolean fits = value.stripTrailingZeros().scale() <= type.getScale()
                && value.precision() - value.scale() <= type.getPrecision() - type.getScale();
        if (!fits) {
            throw wrong(
                    text,
                    general,
                    "at most " + type.getScale() + " decimal places and " + (type.getPrecision() - type.getScale())
                            + " digits before them");
        }
        return value.setScale(type.getScale());
    }

    private Object symbol(String text, String general) {
        List<String> symbols = schema.getEnumSymbols();
        if (!symbols.contains(text)) {
            throw wrong(text, general, "one of " + String.join(", ", symbols) + nearest(text, symbols));
        }
        try {
            Class<?> type = Class.forName(schema.getFullName(), true, CreditRecord.class.getClassLoader());
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException("no generated class for " + schema.getFullName(), absent);
        }
        throw new IllegalStateException("the class of " + schema.getFullName() + " lacks a symbol of the schema");
    }

    private static String nearest(String text, List<String> symbols) {
        return Suggestions.nearest(text, symbols)
                .map(symbol -> "; did you mean " + symbol + "?")
                .orElse("");
    }

    private IllegalArgumentException wrong(String text, String general, String expected) {
        DataClass dataClass = SchemaClasses.dataClass(CreditRecord.getClassSchema(), general);
        boolean shown = dataClass == DataClass.PUBLIC || dataClass == DataClass.INTERNAL;
        return new IllegalArgumentException(
                path + ": got " + (shown ? "\"" + text + "\"" : "***") + ", expected " + expected);
    }
}
