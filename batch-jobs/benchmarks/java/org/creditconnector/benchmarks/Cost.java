package org.creditconnector.benchmarks;

/**
 * What one run of a program cost.
 *
 * @param wall seconds from start to exit
 * @param cpu CPU seconds of the program
 * @param database CPU seconds of the database server meanwhile
 * @param other CPU seconds of the registry that received; not counted as the program's
 * @param memory most resident memory of the program, MiB
 */
record Cost(double wall, double cpu, double database, double other, long memory) {
    /** CPU seconds of program and database together. */
    double work() {
        return cpu + database;
    }
}
