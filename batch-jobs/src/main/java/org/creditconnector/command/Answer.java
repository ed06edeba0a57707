package org.creditconnector.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.creditconnector.night.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * What a command has to say, in both forms.
 *
 * @param exit how it ended
 * @param json one object with stable keys
 * @param text for people
 */
record Answer(ExitCode exit, Map<String, @Nullable Object> json, String text) {
    /** The object {@code {"command": command, key: value}}. */
    static Answer of(ExitCode exit, String command, String key, @Nullable Object value, String text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put(key, value);
        return new Answer(exit, json, text);
    }

    /** As above, ended well. */
    static Answer done(String command, String key, @Nullable Object value, String text) {
        return of(ExitCode.DONE, command, key, value, text);
    }
}
