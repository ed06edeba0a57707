package org.creditconnector.simulation;

import org.creditconnector.delivery.RegistryConnection;

/** A bug planted from outside: SQL that is not what was meant, or a connection that is not what it says. */
interface PlantedBug {
    /** The rig as it is. */
    PlantedBug NONE = new PlantedBug() {};

    /** SQL in place of ours. */
    default String rewritten(String sql) {
        return sql;
    }

    /** Whether a transaction with this statement becomes durable only after the next send. */
    default boolean holdsBack(String sql) {
        return false;
    }

    /** A connection in place of the right one. */
    default RegistryConnection around(RegistryConnection right) {
        return right;
    }
}
