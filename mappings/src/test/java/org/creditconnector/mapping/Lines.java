package org.creditconnector.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.creditconnector.source.RowShape;
import org.creditconnector.source.SourceAccount;
import org.creditconnector.source.SourceRow;

/** A mapping with few lines and one row, to try a line on a value. */
final class Lines {
    private static final String HEADER = """
            mapping: lines
            source: {kind: %s}
            range-key: {column: id, type: integer}
            account-key: id
            as-of: %s
            queries: {accounts: accounts.sql}
            %s
            fields:
              account.kind: = NON_REVOLVING
              account.currency: = EUR
              state.status.value: = OPEN
            %s
            missing:
              others: unknown
            """;

    private final SortedMap<String, String> files = new TreeMap<>();
    private String kind = "jdbc";
    private String asOf = "business-date";
    private String codes = "";
    private final StringBuilder lines = new StringBuilder();

    Lines() {
        files.put("accounts.sql", "select id from t where :range(id) order by id\n");
    }

    static Lines line(String line) {
        Lines lines = new Lines();
        lines.lines.append("  ").append(line).append('\n');
        return lines;
    }

    Lines and(String line) {
        lines.append("  ").append(line).append('\n');
        return this;
    }

    Lines files() {
        kind = "files, tables: {t: {}}";
        return this;
    }

    Lines asOf(String rule) {
        asOf = rule;
        return this;
    }

    Lines codes(String name, String... rows) {
        codes = "codes: {" + name + ": codes/" + name + ".csv}";
        files.put(
                "codes/" + name + ".csv", "code,canonical,valid-from,valid-to,note\n" + String.join("\n", rows) + "\n");
        return this;
    }

    SourceMapping load() {
        files.put("mapping.yaml", HEADER.formatted(kind, asOf, codes, lines));
        return SourceMapping.load(SourceFolder.of("lines", files));
    }

    /** Maps one row of the columns; the range key is added. */
    MappedAccount map(Map<String, Object> columns) {
        List<String> names = new java.util.ArrayList<>(columns.keySet());
        names.add("id");
        Object[] values = Arrays.copyOf(columns.values().toArray(), names.size());
        values[names.size() - 1] = 7L;
        RowShape shape = new RowShape("accounts", names);
        SourceRow row = new SourceRow(shape, values, "accounts 7");
        java.time.LocalDate day = java.time.LocalDate.of(2024, 4, 15);
        SourceMapping mapping = load();
        return mapping.bind(Map.of("accounts", shape))
                .map(
                        new SourceAccount(7L, row, new HashMap<>()),
                        new MappingRun("LENDER", "test", mapping.asOf(day), day, ""));
    }

    /** Maps one row with one column {@code c}. */
    MappedAccount of(Object value) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("c", value);
        return map(columns);
    }
}
