package org.creditconnector.synthetic;

import java.io.Closeable;

/** Takes the rows of the lender, in no particular order of tables; within a table they come in the order of its first column. */
interface LenderRows extends Closeable {
    /**
     * Takes one row.
     *
     * @param values one of each column; empty where there is nothing
     */
    void row(LenderTable table, String... values);

    /** Finishes the files or the transaction. */
    @Override
    void close();

    /** Gives each row to both. */
    static LenderRows both(LenderRows one, LenderRows other) {
        return new LenderRows() {
            @Override
            public void row(LenderTable table, String... values) {
                one.row(table, values);
                other.row(table, values);
            }

            @Override
            public void close() {
                try (one) {
                    other.close();
                }
            }
        };
    }
}
