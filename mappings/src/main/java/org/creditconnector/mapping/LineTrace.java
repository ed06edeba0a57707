package org.creditconnector.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a mapping did for one place of one record: what it read and what every step made of it. It is written down while
 * the compiled mapping of the night computes the record, and not computed a second time.
 *
 * @param path the place in the record with the indexes of elements, e.g. {@code parties[0].documents[0].number}; of a condition the
 *     section with {@code .when} behind it
 * @param target the path as the mapping writes it, e.g. {@code parties[borrower].documents[].number}
 * @param place file and line of the mapping, {@code mapping.yaml:31}
 * @param line the right side as written
 * @param stages the column or literal, then each step
 * @param value what goes into the record
 * @param refused whether the value could not be used and a finding says why
 */
public record LineTrace(
        String path, String target, String place, String line, List<Stage> stages, TracedValue value, boolean refused) {
    /**
     * A column as it was read.
     *
     * @param query the query
     * @param column the column
     * @param value its value in the lender's words
     * @param position row of the source, {@code loans.csv:2}
     */
    public record ColumnRead(String query, String column, TracedValue value, String position) {
        /** The column as lines write it: without the query where it is one of the account's row. */
        public String name() {
            return query.equals(SourceMapping.ACCOUNTS) ? column : query + "." + column;
        }
    }

    /**
     * The row of a code table that translated a code.
     *
     * @param place file and line of the row
     * @param code the lender's code
     * @param canonical ours
     */
    public record CodeRow(String place, TracedValue code, TracedValue canonical) {}

    /**
     * The beginning of a line or one of its steps.
     *
     * @param words the column, literal or step as written
     * @param reads columns that it read
     * @param codeRow row of a code table that it used
     * @param value what there is after it
     * @param refused whether it refused the value; the finding says why
     */
    public record Stage(
            String words, List<ColumnRead> reads, @Nullable CodeRow codeRow, TracedValue value, boolean refused) {}

    /** Whether it is a condition and fills no field. */
    public boolean isCondition() {
        return path.endsWith("." + TargetTree.WHEN);
    }

    LineTrace at(String newPath) {
        return new LineTrace(newPath, target, place, line, stages, value, refused);
    }
}
