package org.creditconnector.faults;

import java.sql.SQLException;

/**
 * What happens between our code and its store. Every method does nothing by itself; each may throw {@link SQLException} for a store
 * that fails, or what {@link Life#end} gives for a process that ends there. Single statements outside a transaction are commits,
 * too; transactions that wrote nothing are not counted as commits.
 */
public interface StoreFaults {
    /** Nothing happens. */
    StoreFaults NONE = new StoreFaults() {};

    /** The SQL that runs in place of ours: for planted bugs. */
    default String rewritten(String sql) {
        return sql;
    }

    /** A statement is about to run. */
    default void beforeStatement(String sql, Life life) throws SQLException {}

    /** What was written is about to become durable. */
    default void beforeCommit(Life life) throws SQLException {}

    /** What was written is durable; a failure thrown here is an answer to a commit that was lost on its way. */
    default void afterCommit(Life life) throws SQLException {}

    /** Whether the commit of a transaction with this statement is held back until {@link HeldBack#release}: for planted bugs. */
    default boolean holdsBack(String sql) {
        return false;
    }

    /** Where commits wait that are held back. */
    default HeldBack heldBack() {
        throw new IllegalStateException("no commit is held back here");
    }

    /** A connection is taken. */
    default void beforeConnection(Life life) throws SQLException {}
}
