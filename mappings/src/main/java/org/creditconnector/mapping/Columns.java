package org.creditconnector.mapping;

import org.jspecify.annotations.Nullable;

/** Finds the columns that expressions name. */
interface Columns {
    /**
     * Where a column stands.
     *
     * @param level row level, see {@link Scope#LEVELS}
     * @param position position in the row
     * @param query name of the query
     * @param name name of the column
     */
    record Place(int level, int position, String query, String name) {}

    /** The place of a column as a line writes it, null with a problem where there is none. */
    @Nullable Place find(Expression.Word column);

    /** What is known of a column's values. */
    Kind kind();
}
