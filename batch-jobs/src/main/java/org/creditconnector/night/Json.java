package org.creditconnector.night;

import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How results become JSON: keys in the order in which the records declare them, dates in ISO form, amounts as decimal strings
 * (a number would be rounded by many readers), exit codes as numbers.
 */
public final class Json {
    private Json() {}

    /** One line of JSON. */
    public static String write(Object value) {
        return Holder.LINE.writeValueAsString(value);
    }

    /** JSON over several lines, for files that people read. */
    public static String pretty(Object value) {
        return Holder.LINE.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** JSON text as a tree, to be part of a larger result. */
    public static JsonNode tree(String json) {
        return Holder.LINE.readTree(json);
    }

    /** An amount as it is shown everywhere: never scientific, no zeros at the end. */
    public static String amount(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /** Loaded only by commands that write JSON. */
    private static final class Holder {
        static final JsonMapper LINE = JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModule(new SimpleModule()
                        .addSerializer(BigDecimal.class, new AmountSerializer())
                        .addSerializer(ExitCode.class, new ExitCodeSerializer()))
                .build();
    }

    private static final class AmountSerializer extends StdSerializer<BigDecimal> {
        AmountSerializer() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializationContext context) {
            json.writeString(amount(value));
        }
    }

    private static final class ExitCodeSerializer extends StdSerializer<ExitCode> {
        ExitCodeSerializer() {
            super(ExitCode.class);
        }

        @Override
        public void serialize(ExitCode value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(value.number());
        }
    }
}
