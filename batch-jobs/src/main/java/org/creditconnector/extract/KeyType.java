package org.creditconnector.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Type of a range key: how keys are compared, bound and written down. */
public enum KeyType {
    /** Whole numbers of up to 64 bits. */
    INTEGER,
    /** Text in the order of its UTF-8 bytes, on every database. */
    TEXT;

    /** Compares two keys of this type. */
    int compare(Object a, Object b) {
        return this == INTEGER
                ? Long.compare((Long) a, (Long) b)
                : Arrays.compareUnsigned(bytes((String) a), bytes((String) b));
    }

    /** A key as a driver gave it, as {@link Long} or {@link String}. */
    Object normalise(Object value) {
        if (this == TEXT) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return new java.math.BigDecimal(number.toString()).longValueExact();
        }
        return Long.valueOf(value.toString().strip());
    }

    /** Reads back what {@link Object#toString()} of a key wrote. */
    public Object parse(String text) {
        return this == INTEGER ? (Object) Long.valueOf(text) : text;
    }

    /** Keys that {@link Object#toString()} wrote, read back, ascending, each once. */
    public List<Object> sorted(Collection<String> texts) {
        Set<Object> keys = new TreeSet<>(this::compare);
        texts.forEach(text -> keys.add(parse(text)));
        return new ArrayList<>(keys);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
