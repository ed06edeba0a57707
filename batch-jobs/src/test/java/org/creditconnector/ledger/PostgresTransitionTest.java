package org.creditconnector.ledger;

/** {@link TransitionContract} on PostgreSQL. */
class PostgresTransitionTest extends TransitionContract {
    PostgresTransitionTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
