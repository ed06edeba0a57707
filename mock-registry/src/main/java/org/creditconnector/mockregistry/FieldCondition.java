package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one field of an item.
 *
 * @param path names from the item down, e.g. record, account, currency; lists cannot be entered
 * @param test how the value is compared
 * @param operand what it is compared with
 */
record FieldCondition(List<String> path, Test test, String operand) {
    /** Ways to compare. */
    enum Test {
        EQUALS("equals"),
        NOT_EQUALS("not-equals"),
        ABOVE("above"),
        BELOW("below"),
        MATCHES("matches"),
        MISSING("missing");

        private final String key;

        Test(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        static @Nullable Test of(String key) {
            for (Test test : values()) {
                if (test.key.equals(key)) {
                    return test;
                }
            }
            return null;
        }
    }

    /** Whether it holds; a missing value is equal to nothing and neither above nor below anything. */
    boolean holds(GenericRecord item) {
        String[] names = path.toArray(new String[0]);
        Object value = Facts.at(item, names);
        if (test == Test.MISSING) {
            return (value == null) == Boolean.parseBoolean(operand);
        }
        if (value == null) {
            return test == Test.NOT_EQUALS;
        }
        return switch (test) {
            case EQUALS -> same(value);
            case NOT_EQUALS -> !same(value);
            case MATCHES -> Pattern.matches(operand, value.toString());
            case ABOVE -> compare(item, names) > 0;
            case BELOW -> compare(item, names) < 0;
            case MISSING -> throw new IllegalStateException("handled above");
        };
    }

    private boolean same(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.compareTo(new BigDecimal(operand)) == 0;
        }
        return value.toString().equals(operand);
    }

    private int compare(GenericRecord item, String[] names) {
        BigDecimal value = Facts.number(item, names);
        return value == null ? 0 : value.compareTo(new BigDecimal(operand));
    }
}
