package org.creditconnector.yaml;

/**
 * One thing wrong in a file that a person wrote: configuration, mapping, code table, layout.
 *
 * @param code stable id of the kind of problem, e.g. {@code YAML-KEY-UNKNOWN}
 * @param file the file as the person knows it
 * @param line line from 1; 0 when the problem is about the whole file
 * @param column column from 1; 0 when the problem is about the whole line or file
 * @param field path of the field, e.g. {@code targets.bureau.url}; empty when there is none
 * @param message what, got, expected, what to do: one sentence without a final stop
 */
public record Problem(String code, String file, int line, int column, String field, String message) {
    /** The one line a person sees: {@code CODE file:line:col field: message}. */
    public String render() {
        StringBuilder text = new StringBuilder(code).append(' ').append(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (line > 0 && column > 0) {
            text.append(':').append(column);
        }
        if (!field.isEmpty()) {
            text.append(' ').append(field);
        }
        return text.append(": ").append(message).toString();
    }

    @Override
    public String toString() {
        return render();
    }
}
