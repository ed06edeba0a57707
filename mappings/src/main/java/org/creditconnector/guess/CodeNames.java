package org.creditconnector.guess;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the lender's own tables call its codes: a small table that a column of codes points at and that has a text for each, or one
 * table for all columns, whose rows say the column's name, the code and the text.
 */
final class CodeNames {
    private static final int MOST_ROWS = 300;
    private static final int LEAST_COLUMNS = 2;
    private static final double LEAST_SHARE = 0.9;
    private static final List<String> TEXTS =
            List.of("name", "value", "code value", "description", "label", "text", "meaning");

    private final FieldNames names;
    private final Map<SampledColumn, Map<String, String>> known = new IdentityHashMap<>();
    private final Set<String> tables = new HashSet<>();

    CodeNames(SampledSource source, FieldNames names) {
        this.names = names;
        for (SampledTable table : source.tables()) {
            if (table.rows() > 0 && table.rows() <= MOST_ROWS) {
                byColumnName(table, source);
            }
        }
        for (SampledSource.Reference reference : source.references()) {
            SampledTable from = table(source, reference.table());
            SampledTable to = table(source, reference.toTable());
            SampledColumn column = from == null ? null : from.column(reference.column());
            SampledColumn code = to == null ? null : to.column(reference.toColumn());
            if (to != null
                    && column != null
                    && code != null
                    && isCodeTable(to, code)
                    && reference.share() >= LEAST_SHARE) {
                SampledColumn text = text(to, code);
                if (text != null) {
                    known.put(column, pairs(code, text));
                    tables.add(to.name());
                }
            }
        }
    }

    /** Whether a table's texts are known for a column of codes. */
    boolean isCodeTable(String table) {
        return tables.contains(table);
    }

    /** Texts by code; empty where the source does not say. */
    Map<String, String> of(SampledColumn column) {
        return known.getOrDefault(column, Map.of());
    }

    private static @Nullable SampledTable table(SampledSource source, String name) {
        return source.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isCodeTable(SampledTable table, SampledColumn code) {
        return table.rows() <= MOST_ROWS && code.unique() && !code.values().isEmpty();
    }

    private @Nullable SampledColumn text(SampledTable table, SampledColumn code) {
        List<SampledColumn> texts = table.columns().stream()
                .filter(column -> column != code
                        && column.type() == SampledColumn.Type.TEXT
                        && !Values.of(column).isEmpty()
                        && Values.of(column).number() == null
                        && Values.of(column).date() == null)
                .toList();
        for (String wanted : TEXTS) {
            for (SampledColumn column : texts) {
                if (names.phrase(column.name()).text().equals(wanted)) {
                    return column;
                }
            }
        }
        return texts.size() == 1 ? texts.get(0) : null;
    }

    private static Map<String, String> pairs(SampledColumn code, SampledColumn text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int row = 0; row < code.values().size(); row++) {
            String value = code.values().get(row);
            String said = text.values().get(row);
            if (value != null && said != null && !said.isBlank()) {
                pairs.put(value.strip(), said.strip());
            }
        }
        return pairs;
    }

    /** A table whose rows begin with the name of the column that they speak of. */
    private void byColumnName(SampledTable table, SampledSource source) {
        Map<String, SampledColumn> columns = new LinkedHashMap<>();
        for (SampledTable other : source.tables()) {
            other.columns().forEach(column -> columns.putIfAbsent(column.name().toLowerCase(Locale.ROOT), column));
        }
        for (SampledColumn about : table.columns()) {
            Set<String> spoken = new HashSet<>();
            about.values()
                    .forEach(value ->
                            spoken.add(value == null ? "" : value.strip().toLowerCase(Locale.ROOT)));
            spoken.retainAll(columns.keySet());
            SampledColumn code = table.columns().stream()
                    .filter(column -> column != about && Values.of(column).areWhole())
                    .findFirst()
                    .orElse(null);
            SampledColumn text = code == null || spoken.size() < LEAST_COLUMNS ? null : last(table, about, code);
            if (code != null && text != null) {
                for (SampledTable other : source.tables()) {
                    for (SampledColumn column : other.columns()) {
                        Map<String, String> pairs = said(column, about, code, text);
                        if (!pairs.isEmpty()) {
                            known.put(column, pairs);
                            tables.add(table.name());
                        }
                    }
                }
            }
        }
    }

    private static @Nullable SampledColumn last(SampledTable table, SampledColumn about, SampledColumn code) {
        SampledColumn last = null;
        for (SampledColumn column : table.columns()) {
            if (column != about && column != code && column.type() == SampledColumn.Type.TEXT) {
                last = column;
            }
        }
        return last;
    }

    private static Map<String, String> said(
            SampledColumn column, SampledColumn about, SampledColumn code, SampledColumn text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int row = 0; row < about.values().size(); row++) {
            String name = about.values().get(row);
            String value = code.values().get(row);
            String said = text.values().get(row);
            if (name != null && name.strip().equalsIgnoreCase(column.name()) && value != null && said != null) {
                pairs.put(value.strip(), said.strip());
            }
        }
        return pairs;
    }
}
