package org.creditconnector.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What PostgreSQL knows of tables that a night fills. It looks again by itself some minutes later; until then it plans for tables as
 * small as they were, and a first night of a large lender would look every account up by reading all of them.
 */
final class Statistics {
    private static final String GROWN = """
            select relname from pg_class
            where relkind = 'r' and relnamespace = cast(current_schema() as regnamespace)
              and relname in ('report_item', 'account_verdict', 'source_account', 'registry_mirror', 'registry_mirror_date')
              and pg_relation_size(oid) > cast(2 * 8192 as bigint) * greatest(relpages, 32)
            order by relname""";

    /** How many and how spread is all that our plans ask for: a tenth of the usual sample tells it, at a tenth of the cost. */
    private static final String COARSE = "set local default_statistics_target = 10";

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    Statistics(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        // A look at a table locks out the next look until it is committed: never as part of a long transaction.
        this.apart = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** Lets the database look at the tables that have doubled since it looked last. Asking costs a fraction of a millisecond. */
    void keepUp() {
        apart.executeWithoutResult(status -> {
            List<String> grown = jdbc.sql(GROWN).query(String.class).list();
            if (!grown.isEmpty()) {
                jdbc.sql(COARSE).update();
            }
            grown.forEach(table -> jdbc.sql("analyze " + table).update());
        });
    }
}
