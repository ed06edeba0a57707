package org.creditconnector.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What the fields of the schema accept: a value fits exactly or is refused, nothing is rounded, cut or guessed. */
final class Targets {
    private Targets() {}

    /** What a field holds, in words for a person. */
    static String words(Schema type) {
        return switch (type.getType()) {
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case INT -> isDate(type) ? "a date" : "a whole number";
            case BYTES -> "a decimal number";
            case ENUM -> "a symbol of " + type.getName();
            default -> "a " + type.getType().getName();
        };
    }

    /** A literal that the field takes, for a person who wrote another. */
    static String example(Schema type) {
        return switch (type.getType()) {
            case BOOLEAN -> "true";
            case INT -> isDate(type) ? "2024-05-31" : "12";
            case BYTES ->
                "1234.56, with at most " + ((LogicalTypes.Decimal) type.getLogicalType()).getScale() + " places";
            default -> "text";
        };
    }

    static boolean isDate(Schema type) {
        return type.getLogicalType() instanceof LogicalTypes.Date;
    }

    /** Null where values of a kind may go into the field, else what to do. */
    static @Nullable String refusal(Kind kind, Schema type) {
        if (kind == Kind.OPEN) {
            return null;
        }
        return switch (type.getType()) {
            case STRING ->
                kind == Kind.TEXT || kind == Kind.NUMBER ? null : "leave the last step out or take another column";
            case BOOLEAN -> kind == Kind.FLAG ? null : "add a step such as | flag Y N, | present or | is 1";
            case ENUM -> kind == Kind.TEXT ? null : step(kind, Kind.NUMBER, "add the step | codes TABLE");
            case BYTES -> kind == Kind.NUMBER ? null : step(kind, Kind.TEXT, "add the step | decimal");
            case INT -> {
                if (isDate(type)) {
                    yield kind == Kind.DATE
                            ? null
                            : kind == Kind.TIMESTAMP
                                    ? "a time stamp loses its time: write the step | date"
                                    : step(kind, Kind.TEXT, "add the step | date PATTERN");
                }
                yield kind == Kind.NUMBER ? null : step(kind, Kind.TEXT, "add the step | decimal");
            }
            default -> "no line can fill it";
        };
    }

    private static String step(Kind got, Kind taken, String whatToDo) {
        return got == taken ? whatToDo : "no step turns the one into the other; take another column";
    }

    /** The Java value of a literal; null where it does not fit. */
    static @Nullable Object literal(Schema type, String text) {
        try {
            return switch (type.getType()) {
                case STRING -> text;
                case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
                case ENUM -> symbols(type).get(text);
                case BYTES -> {
                    BigDecimal number = Numbers.parse(text);
                    yield number == null ? null : fitting(number, type);
                }
                case INT -> {
                    if (isDate(type)) {
                        yield DateSteps.iso(text);
                    }
                    BigDecimal number = Numbers.parse(text);
                    yield number == null ? null : number.intValueExact();
                }
                default -> null;
            };
        } catch (ArithmeticException unfit) {
            return null;
        }
    }

    /** Enum constants by symbol. */
    static Map<String, Object> symbols(Schema type) {
        Class<?> enumClass = GeneratedTypes.of(type);
        Map<String, Object> symbols = new HashMap<>();
        for (Object constant : enumClass.getEnumConstants()) {
            symbols.put(constant.toString(), constant);
        }
        return symbols;
    }

    private static @Nullable BigDecimal fitting(BigDecimal number, Schema type) {
        LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) type.getLogicalType();
        if (Math.abs((long) number.scale()) > Numbers.MOST_PLACES) {
            return null;
        }
        BigDecimal scaled = number;
        if (number.scale() > decimal.getScale()) {
            scaled = number.stripTrailingZeros();
            if (scaled.scale() > decimal.getScale()) {
                return null;
            }
        }
        scaled = scaled.setScale(decimal.getScale());
        return scaled.precision() > decimal.getPrecision() ? null : scaled;
    }

    /** Turns a value into the field's Java type, or notes a finding. */
    static Cell.Step coercion(Schema type) {
        return switch (type.getType()) {
            case STRING -> Targets::text;
            case BOOLEAN ->
                (value, scope) -> value instanceof Boolean ? value : wrongType(value, type, scope, "| flag YES NO");
            case ENUM -> symbol(type);
            case BYTES -> (value, scope) -> decimal(value, type, scope);
            case INT -> isDate(type) ? Targets::date : (value, scope) -> whole(value, type, scope);
            default -> throw new IllegalArgumentException("no line can fill a field of type " + type.getType());
        };
    }

    private static Object text(Object value, Scope scope) {
        if (value instanceof String) {
            return value;
        }
        String text = Numbers.wholeText(value);
        return text == null
                ? scope.refuse(
                        MappingRule.MAP_TYPE,
                        value,
                        "got " + named(value) + ", expected text or a whole number; cast it in the query")
                : text;
    }

    private static Object date(Object value, Scope scope) {
        if (value instanceof LocalDate) {
            return value;
        }
        return scope.refuse(
                MappingRule.MAP_TYPE,
                value,
                "got " + named(value) + ", expected a date; "
                        + (value instanceof String ? "add the step | date PATTERN" : "add the step | date"));
    }

    private static Cell.Step symbol(Schema type) {
        Map<String, Object> symbols = symbols(type);
        return (value, scope) -> {
            Object symbol = value instanceof String text ? symbols.get(text) : null;
            return symbol == null ? wrongType(value, type, scope, "| codes TABLE") : symbol;
        };
    }

    private static Object decimal(Object value, Schema type, Scope scope) {
        BigDecimal number = Numbers.number(value);
        if (number == null) {
            return wrongType(value, type, scope, "| decimal");
        }
        BigDecimal fitting = fitting(number, type);
        if (fitting == null) {
            LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) type.getLogicalType();
            return scope.refuse(
                    MappingRule.MAP_NARROWING,
                    value,
                    "the number does not fit exactly, expected at most " + decimal.getScale() + " places and "
                            + decimal.getPrecision() + " digits; mend the source, nothing is rounded here");
        }
        return fitting;
    }

    private static Object whole(Object value, Schema type, Scope scope) {
        BigDecimal number = Numbers.number(value);
        if (number == null) {
            return wrongType(value, type, scope, "| decimal");
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException narrow) {
            return scope.refuse(
                    MappingRule.MAP_NARROWING,
                    value,
                    "the number has a fraction or is too large, expected a whole number up to " + Integer.MAX_VALUE
                            + "; mend the source, nothing is rounded here");
        }
    }

    private static Object wrongType(Object value, Schema type, Scope scope, String step) {
        return scope.refuse(
                MappingRule.MAP_TYPE,
                value,
                "got " + named(value) + ", expected " + words(type) + "; add the step " + step);
    }

    /** What a value is, without showing it. */
    static String named(Object value) {
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof LocalDate) {
            return "a date";
        }
        return value instanceof Number ? "a number" : "a time stamp";
    }

    /** Symbols of an enum in the order of the schema. */
    static List<String> symbolNames(Schema type) {
        return type.getEnumSymbols();
    }
}
