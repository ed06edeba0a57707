package org.creditconnector.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** The values of one section, by key. */
final class Values {
    private final Map<Key<?>, Object> found = new IdentityHashMap<>();
    private final Set<Key<?>> written = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Notes notes;

    private Values(Notes notes) {
        this.notes = notes;
    }

    /** A section without keys. */
    static Values none() {
        return new Values((key, code, message) -> {
            throw new IllegalStateException("a section without keys has the problem " + code);
        });
    }

    /** Reads a section key by key, noting what is missing or wrong. */
    static Values read(YamlMap map, List<Key<?>> keys, References references) {
        Values values = new Values(map::problem);
        for (Key<?> key : keys) {
            values.take(key, map.value(key.name()), references);
        }
        return values;
    }

    /** Reads a section of which only the value of one key is written. */
    static Values read(Key<?> written, YamlValue value, List<Key<?>> keys, References references) {
        Values values = new Values((key, code, message) -> value.problem(code, message));
        for (Key<?> key : keys) {
            values.take(key, key == written ? value : null, references);
        }
        return values;
    }

    private <T> void take(Key<T> key, @Nullable YamlValue value, References references) {
        if (value != null) {
            written.add(key);
        }
        T read = value == null ? key.fallback() : key.kind().read(value, references);
        if (read != null) {
            found.put(key, read);
        } else if (value == null && key.required()) {
            problem(key, "CFG-KEY-MISSING", "the key \"" + key.name() + "\" is missing: " + key.doc());
        }
    }

    /** The value of a required key or one with a fallback. Only after the pass ended without problems. */
    <T> T get(Key<T> key) {
        return Objects.requireNonNull(find(key), key.name());
    }

    /** The value of a key; null when it is absent, or wrong and noted. */
    @SuppressWarnings("unchecked") // put there by take(Key<T>)
    <T> @Nullable T find(Key<T> key) {
        return (T) found.get(key);
    }

    /** Whether the key is written, rightly or wrongly. */
    boolean has(Key<?> key) {
        return written.contains(key);
    }

    /** Notes a problem that only several keys together show. */
    void problem(Key<?> key, String code, String message) {
        notes.problem(key.name(), code, message);
    }

    /** Where a problem of a key is noted. */
    private interface Notes {
        void problem(String key, String code, String message);
    }
}
