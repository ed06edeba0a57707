package org.creditconnector.benchmarks;

import java.util.Locale;

/** What others do in the product's place. */
enum Peer {
    /** A Spring Batch job with two queries and one POST for each account. */
    TUTORIAL,
    /** The same page by page, with packages. */
    PAGED,
    /** CSV exports and SQL in DuckDB. */
    DUCKDB,
    /** A script that merges three cursors. */
    PYTHON,
    /** A Spark job on two local cores. */
    SPARK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
