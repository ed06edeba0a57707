package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** The rows of one query for one account, and which of them found their element. */
final class ChildRows {
    /** From so many rows on, those of an element are looked up instead of looked for. */
    static final int LOOKED_UP_FROM = 32;

    private static final int[] NONE = {};

    final List<SourceRow> rows;
    private final BitSet taken = new BitSet();
    private final Map<Integer, Map<Object, int[]>> byColumn = new HashMap<>(2);

    ChildRows(List<SourceRow> rows) {
        this.rows = rows;
    }

    /** Notes that a row belongs to an element of the list around. */
    void take(int row) {
        taken.set(row);
    }

    /** Rows that no element took. */
    int left() {
        return rows.size() - taken.cardinality();
    }

    /** Rows that may have a value in a column: all that have it, in their order, and some that only look like it. */
    int[] candidates(int column, @Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        return byColumn.computeIfAbsent(column, this::index).getOrDefault(likeness(value), NONE);
    }

    private Map<Object, int[]> index(int column) {
        Map<Object, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Object value = rows.get(i).value(column);
            if (value != null) {
                found.computeIfAbsent(likeness(value), like -> new ArrayList<>(2))
                        .add(i);
            }
        }
        Map<Object, int[]> index = new HashMap<>(found.size() * 2);
        found.forEach((like, places) ->
                index.put(like, places.stream().mapToInt(Integer::intValue).toArray()));
        return index;
    }

    /** The same for values that {@link Plan.Match} takes for equal. */
    private static Object likeness(Object value) {
        return Objects.requireNonNullElse(CodeSteps.codeText(value), value);
    }
}
