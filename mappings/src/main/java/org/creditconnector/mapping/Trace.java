package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.mapping.LineTrace.CodeRow;
import org.creditconnector.mapping.LineTrace.ColumnRead;
import org.creditconnector.mapping.LineTrace.Stage;
import org.creditconnector.masking.DataClass;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** Writes down what the lines do while one account is mapped. */
final class Trace {
    /** Stands for a month that is older than those that are kept. */
    private static final Integer GONE = -1;

    private final MappingLineage lineage;
    /** By path: a list element that was left out gives its index to the next one, whose traces then take the place. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private @Nullable Entry current;

    private static final class Entry {
        final String path;
        final String target;
        final String place;
        final String line;
        final DataClass fieldClass;
        final List<Stage> stages = new ArrayList<>();
        private DataClass strictest;
        private @Nullable Object last;

        Entry(String path, String target, String place, String line, DataClass fieldClass) {
            this.path = path;
            this.target = target;
            this.place = place;
            this.line = line;
            this.fieldClass = fieldClass;
            this.strictest = fieldClass;
        }

        /** A value that came as it stands in its columns is as delicate as they are, wherever it goes; our own symbol of a code is not. */
        private DataClass valueClass() {
            return stages.stream().anyMatch(stage -> stage.codeRow() != null) ? fieldClass : strictest;
        }

        LineTrace finished() {
            return new LineTrace(
                    path,
                    target,
                    place,
                    line,
                    List.copyOf(stages),
                    new TracedValue(last == Cell.BAD ? null : last, valueClass()),
                    last == Cell.BAD);
        }
    }

    Trace(MappingLineage lineage) {
        this.lineage = lineage;
    }

    void begin(String path, String target, String place, String line, DataClass fieldClass) {
        current = new Entry(path, target, place, line, fieldClass);
        entries.remove(path);
        entries.put(path, current);
    }

    void stage(
            String words, @Nullable Object value, List<Columns.Place> places, @Nullable CodeTable table, Scope scope) {
        Entry entry = Objects.requireNonNull(current, "a stage is observed inside a line");
        List<ColumnRead> reads = new ArrayList<>();
        for (Columns.Place place : places) {
            SourceRow row = scope.rows[place.level()];
            DataClass ofColumn = lineage.classOf(place.query(), place.name());
            reads.add(new ColumnRead(
                    place.query(),
                    place.name(),
                    new TracedValue(row.value(place.position()), ofColumn),
                    row.position()));
            entry.strictest = stricter(entry.strictest, ofColumn);
        }
        CodeRow codeRow = null;
        Object before = entry.last;
        if (table != null && before != null && !Cell.isIdle(before)) {
            String code = CodeSteps.codeText(before);
            CodeTable.Row row = code == null ? null : table.row(code, scope.asOf);
            if (row != null) {
                codeRow = new CodeRow(
                        table.file() + ":" + row.line(),
                        new TracedValue(row.code(), entry.strictest),
                        new TracedValue(row.canonical(), entry.fieldClass));
            }
        }
        entry.last = value;
        boolean bad = value == Cell.BAD;
        entry.stages.add(new Stage(
                words, List.copyOf(reads), codeRow, new TracedValue(bad ? null : value, entry.strictest), bad));
    }

    void filled(@Nullable Object value) {
        Objects.requireNonNull(current, "a field is filled by a line").last = value;
    }

    private static DataClass stricter(DataClass one, DataClass other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** All lines in the order in which they were computed, at the places where the record has them at last. */
    List<LineTrace> lines(@Nullable CreditRecord mapped, @Nullable CreditRecord derived) {
        Map<String, Integer> moved = mapped == null || derived == null ? Map.of() : moved(mapped, derived);
        return entries.values().stream()
                .map(Entry::finished)
                .filter(line -> !Objects.equals(moved.get(element(line)), GONE))
                .map(line -> moved(line, moved))
                .toList();
    }

    /** The derivation puts instalments, movements, events and months in order: where each of them stands now. */
    private static Map<String, Integer> moved(CreditRecord mapped, CreditRecord derived) {
        Map<String, Integer> moved = new LinkedHashMap<>();
        note("instalments", mapped.getInstalments(), derived.getInstalments(), moved);
        note("repayments", mapped.getRepayments(), derived.getRepayments(), moved);
        note("events", mapped.getEvents(), derived.getEvents(), moved);
        note("months", mapped.getMonths(), derived.getMonths(), moved);
        return moved;
    }

    private static void note(String list, List<?> before, List<?> after, Map<String, Integer> moved) {
        Map<Object, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < after.size(); i++) {
            places.put(after.get(i), i);
        }
        for (int i = 0; i < before.size(); i++) {
            moved.put(list + "[" + i + "]", places.getOrDefault(before.get(i), GONE));
        }
    }

    /** The element of the outermost list that a line is in; empty where it is in none. */
    private static String element(LineTrace line) {
        return line.path().substring(0, line.path().indexOf(']') + 1);
    }

    private static LineTrace moved(LineTrace line, Map<String, Integer> moved) {
        int end = line.path().indexOf(']') + 1;
        Integer now = moved.get(element(line));
        if (now == null) {
            return line;
        }
        String list = line.path().substring(0, line.path().indexOf('['));
        return line.at(list + "[" + now + "]" + line.path().substring(end));
    }
}
