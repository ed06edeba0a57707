package org.creditconnector.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.yaml.Problems;
import org.creditconnector.yaml.YamlDocument;
import org.creditconnector.yaml.YamlMap;
import org.creditconnector.yaml.YamlValue;

/** A document as plain maps, lists, numbers, flags and texts, as other people's tools see it. */
public final class PlainYaml {
    private PlainYaml() {}

    public static Map<String, Object> load(String text) {
        Problems problems = new Problems();
        Map<String, Object> plain = plain(YamlDocument.read("test", text, problems));
        problems.throwIfAny();
        return plain;
    }

    private static Map<String, Object> plain(YamlMap map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.named().forEach((key, value) -> plain.put(key, plain(value)));
        return plain;
    }

    private static Object plain(YamlValue value) {
        if (value.isMap()) {
            return plain(value.map());
        }
        if (value.isList()) {
            return value.list().stream().map(PlainYaml::plain).toList();
        }
        String text = String.valueOf(value.text());
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?(0|[1-9][0-9]{0,8})") ? (Object) Integer.valueOf(text) : text;
    }
}
