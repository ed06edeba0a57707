package org.creditconnector.extract;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies a file of JSON objects, one after the other or in a list, into a table: every value exactly as it is written, so that no
 * reader's idea of a date or of a number comes between the lender and the mapping. A key that an object does not have is no value.
 */
final class JsonRows {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SourceFile file;

    private JsonRows(SourceFile file) {
        this.file = file;
    }

    /** Hears each object: the line that it begins on, and its values in the order of the file. */
    @FunctionalInterface
    private interface Objects {
        void row(int line, Map<String, @Nullable String> values) throws SQLException;
    }

    /**
     * Copies a file.
     *
     * @param number of the file among those of the source
     * @param before columns of the table's files before this one; null where it is the first and makes the table
     * @return columns of the table
     * @throws SourceFaultException when it is no JSON, holds something else than objects, or an object in an object
     */
    static TableColumns load(Connection connection, SourceFile file, int number, @Nullable TableColumns before)
            throws SQLException {
        JsonRows json = new JsonRows(file);
        List<String> names = json.names();
        TableColumns columns = TableColumns.of(before, file, names);
        if (before == null) {
            SeparatedValues.createTable(connection, file, names);
        }
        String name = file.path().getFileName().toString();
        try (DuckDBAppender rows = connection
                .unwrap(DuckDBConnection.class)
                .createAppender("main", file.table().name())) {
            json.each((line, values) -> {
                Map<String, @Nullable String> folded = new LinkedHashMap<>();
                values.forEach((key, value) -> folded.put(key.toLowerCase(Locale.ROOT), value));
                rows.beginRow();
                for (String column : columns.names()) {
                    rows.append(folded.get(column.toLowerCase(Locale.ROOT)));
                }
                rows.append(name);
                rows.append(SourceLines.of(number, line));
                rows.endRow();
            });
        }
        return columns;
    }

    /** All keys of all objects, in the order in which they first appear. */
    private List<String> names() throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        each((line, values) -> {
            for (String key : values.keySet()) {
                String known = names.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
                if (key.isBlank() || FileCopy.OWN_COLUMNS.contains(key.toLowerCase(Locale.ROOT))) {
                    throw fault(
                            line,
                            key.isBlank() ? "a key is blank" : "a key is called " + key + ", a name that is taken",
                            null);
                }
                if (known != null && !known.equals(key)) {
                    throw fault(
                            line,
                            "the key " + key + " stands elsewhere as " + known + ", expected one way to write it",
                            null);
                }
            }
        });
        if (names.isEmpty()) {
            throw fault(1, "holds no object, expected one for each row", null);
        }
        return new ArrayList<>(names.values());
    }

    private void each(Objects objects) throws SQLException {
        try (InputStream in = SeparatedValues.open(file.path());
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            boolean list = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                int line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.START_OBJECT) {
                    objects.row(line, values(parser));
                } else if (token == JsonToken.START_ARRAY && !list) {
                    list = true;
                } else if (token == JsonToken.END_ARRAY) {
                    list = false;
                } else {
                    throw fault(line, "holds something else than objects, expected an object for each row", null);
                }
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            // The library's message quotes the text around the place.
            throw fault(line, "is no JSON, expected an object for each row, one after the other or in a list", e);
        } catch (IOException e) {
            throw fault(0, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private Map<String, @Nullable String> values(JsonParser parser) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                throw fault(
                        parser.currentTokenLocation().getLineNr(),
                        "the key " + key + " holds " + (token == JsonToken.START_OBJECT ? "an object" : "a list")
                                + ", expected plain values: what belongs to several rows is a file of its own",
                        null);
            }
            String text = token == JsonToken.VALUE_NULL ? null : parser.getString();
            values.put(
                    key,
                    text == null || text.isEmpty() || text.equals(file.table().missing()) ? null : text);
        }
        return values;
    }

    private SourceFaultException fault(int line, String what, @Nullable Throwable cause) {
        return SeparatedValues.fault(file, line, what, cause);
    }
}
