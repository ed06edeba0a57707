package org.creditconnector.config;

import java.util.List;
import java.util.Map;
import org.creditconnector.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a key is.
 *
 * @param <T> the value in Java
 */
interface Kind<T> {
    /** Reads a value; null with a noted problem when it is something else. */
    @Nullable T read(YamlValue value, References references);

    /** The JSON Schema of the value. */
    Map<String, Object> schema();

    /** The keys below, for a section or a map of sections; empty otherwise. */
    default List<Key<?>> keys() {
        return List.of();
    }
}
