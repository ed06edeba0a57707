-- The database's wall clock. PostgreSQL has clock_timestamp(); H2 freezes current_timestamp within a transaction, which is
-- wrong for a lease that may run out while a transaction is open, so it gets a function of the same name.
${clock}
