package org.creditconnector.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of the configuration, written from the same definition as the reader. */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** The schema (draft 2020-12) as nested maps and lists in a stable order, ready to be written as JSON. */
    public static Map<String, Object> document() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Configuration of the credit reporting connector");
        schema.putAll(object(ConfigKeys.TOP));
        return schema;
    }

    /** An object with exactly these keys. */
    static Map<String, Object> object(List<Key<?>> keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : keys) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.shown() == null ? key.doc() : key.doc() + " Default: " + key.shown() + ".");
            property.putAll(key.kind().schema());
            properties.put(key.name(), property);
            if (key.required()) {
                required.add(key.name());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("properties", properties);
        return object;
    }
}
