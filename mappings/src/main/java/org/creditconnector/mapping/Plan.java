package org.creditconnector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.MissingReason;
import org.creditconnector.source.SourceRow;
import org.jspecify.annotations.Nullable;

/** What a bound mapping does for each account: fields by position, compiled expressions, no names. */
final class Plan {
    private Plan() {}

    /** A line: a compiled expression and the field it fills. */
    record Leaf(FieldSlot slot, int position, Cell cell, Cell.Step coercion, boolean literal) {
        /** The field's value, null, a reason or {@link Cell#BAD}. */
        @Nullable Object value(Scope scope) {
            scope.at(slot);
            Object value = cell.value(scope);
            if (literal || Cell.isIdle(value)) {
                return value;
            }
            return coercion.apply(Objects.requireNonNull(value), scope);
        }

        /** Says why there is no value, or that nobody knows. */
        void explain(@Nullable Object nothing, Scope scope) {
            if (nothing != Cell.BAD) {
                Plan.explain(slot, nothing, scope);
            }
        }
    }

    private static void explain(FieldSlot slot, @Nullable Object nothing, Scope scope) {
        scope.at(slot);
        if (slot.required()) {
            scope.refuse(
                    MappingRule.MAP_REQUIRED,
                    null,
                    "the field is required and the source gives nothing; mend the source");
        } else if (nothing instanceof MissingReason reason) {
            scope.missing(slot.pathId(), reason);
        } else if (slot.reason() != null) {
            scope.missing(slot.pathId(), slot.reason());
        } else if (!slot.absentMeansNone()) {
            scope.refuse(
                    MappingRule.MAP_NULL_UNEXPLAINED,
                    null,
                    "the source gives nothing and the mapping does not say why; add | or-missing REASON to the line or the"
                            + " path under missing");
        }
    }

    /** A condition on a section or on rows. */
    record Condition(FieldSlot slot, Cell cell) {
        /** TRUE, FALSE, or {@link Cell#BAD} after a finding. */
        Object holds(Scope scope) {
            scope.at(slot);
            Object value = cell.value(scope);
            if (value instanceof Boolean || value == Cell.BAD) {
                return value;
            }
            return Cell.isIdle(value)
                    ? (Object) Boolean.FALSE
                    : scope.refuse(
                            MappingRule.MAP_TYPE,
                            value,
                            "the condition got " + Targets.named(Objects.requireNonNull(value))
                                    + ", expected true or false; add a step such as | present");
        }
    }

    /** A section inside a section. */
    record Child(FieldSlot slot, int position, Section section) {}

    /**
     * A section of the record.
     *
     * @param type makes an empty one
     * @param optional whether it is left out when no line gives a value
     * @param empty positions of lists that no line fills
     */
    record Section(
            Supplier<IndexedRecord> type,
            boolean optional,
            @Nullable Condition when,
            List<Leaf> leaves,
            List<Child> children,
            List<ListOf> lists,
            List<Integer> empty) {
        /** The section, null where it is left out, or {@link Cell#BAD}. */
        @Nullable Object build(Scope scope) {
            if (when != null) {
                Object holds = when.holds(scope);
                if (!Boolean.TRUE.equals(holds)) {
                    return holds == Cell.BAD ? Cell.BAD : null;
                }
            }
            @Nullable Object[] values = new @Nullable Object[leaves.size() + children.size() + lists.size()];
            boolean any = !optional || when != null;
            boolean onlyLiterals = true;
            int at = 0;
            for (Leaf leaf : leaves) {
                Object value = leaf.value(scope);
                values[at++] = value;
                onlyLiterals &= leaf.literal();
                any |= !leaf.literal() && value != null && !(value instanceof MissingReason);
            }
            for (Child child : children) {
                Object value = child.section().build(scope);
                values[at++] = value;
                onlyLiterals = false;
                any |= value != null;
            }
            for (ListOf list : lists) {
                List<Object> elements = list.build(scope);
                values[at++] = elements;
                onlyLiterals = false;
                any |= !elements.isEmpty();
            }
            return any || onlyLiterals ? record(values, scope) : null;
        }

        private IndexedRecord record(@Nullable Object[] values, Scope scope) {
            IndexedRecord record = type.get();
            int at = 0;
            for (Leaf leaf : leaves) {
                Object value = values[at++];
                if (Cell.isIdle(value)) {
                    leaf.explain(value, scope);
                } else {
                    record.put(leaf.position(), value);
                }
            }
            for (Child child : children) {
                Object value = values[at++];
                if (value == null) {
                    Plan.explain(child.slot(), null, scope);
                } else if (value != Cell.BAD) {
                    record.put(child.position(), value);
                }
            }
            for (ListOf list : lists) {
                record.put(list.position(), values[at++]);
            }
            for (int position : empty) {
                record.put(position, new ArrayList<>(0));
            }
            return record;
        }
    }

    /** A list with its groups of rows. */
    record ListOf(int position, List<Group> groups) {
        List<Object> build(Scope scope) {
            List<Object> elements = new ArrayList<>();
            for (Group group : groups) {
                group.addTo(elements, scope);
            }
            return elements;
        }
    }

    /**
     * A group of rows of a list.
     *
     * @param level level of its rows, see {@link Scope#LEVELS}
     * @param query number of the query it reads; {@link #ROW_AROUND} where the row around it gives one element
     * @param match which rows of a list inside an element belong to it; null where all do
     * @param section elements that are sections, else null
     * @param leaf elements that are single values, else null
     */
    record Group(
            int level,
            int query,
            @Nullable Match match,
            @Nullable Section section,
            @Nullable Leaf leaf) {
        /** In place of a query's number. */
        static final int ROW_AROUND = -1;

        void addTo(List<Object> elements, Scope scope) {
            if (query == ROW_AROUND) {
                scope.rows[level] = scope.rows[level - 1];
                addElement(elements, scope);
                return;
            }
            ChildRows children = scope.children[query];
            List<SourceRow> rows = children.rows;
            if (match != null && rows.size() >= ChildRows.LOOKED_UP_FROM) {
                for (int row : children.candidates(match.inner, scope.rows[level - 1].value(match.outer))) {
                    addRow(children, row, elements, scope);
                }
                return;
            }
            for (int row = 0; row < rows.size(); row++) {
                addRow(children, row, elements, scope);
            }
        }

        private void addRow(ChildRows children, int number, List<Object> elements, Scope scope) {
            SourceRow row = children.rows.get(number);
            if (match != null && !match.fits(row, scope.rows[level - 1])) {
                return;
            }
            if (level > 1) {
                children.take(number);
            }
            scope.rows[level] = row;
            addElement(elements, scope);
        }

        private void addElement(List<Object> elements, Scope scope) {
            scope.indexes[level - 1] = elements.size();
            if (section != null) {
                Object element = section.build(scope);
                if (element != null && element != Cell.BAD) {
                    elements.add(element);
                }
            } else if (leaf != null) {
                Object value = leaf.value(scope);
                if (Cell.isIdle(value)) {
                    leaf.explain(value, scope);
                } else {
                    elements.add(Objects.requireNonNull(value));
                }
            }
        }
    }

    /** Rows of an inner list belong to the outer element with the same value. */
    record Match(int inner, int outer) {
        boolean fits(SourceRow row, SourceRow around) {
            Object left = row.value(inner);
            Object right = around.value(outer);
            if (left == null || right == null) {
                return false;
            }
            return left.equals(right)
                    || !left.getClass().equals(right.getClass())
                            && Objects.equals(CodeSteps.codeText(left), CodeSteps.codeText(right))
                            && CodeSteps.codeText(left) != null;
        }
    }
}
