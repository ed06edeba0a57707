package org.creditconnector.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.creditconnector.delivery.RegistryConnection.Statement;
import org.creditconnector.totals.Amounts;
import org.creditconnector.totals.ControlTotals;

/** Statements of registries, each kept as it was taken. */
final class Statements {
    private final Store store;

    Statements(Store store) {
        this.store = store;
    }

    void save(String target, Statement statement) {
        store.transactions().executeWithoutResult(status -> {
            new Targets(store).lock(target);
            store.jdbc()
                    .sql("""
                         insert into registry_statement
                           (target, statement_date, accounts, items, digest, holdings_digest, taken_at)
                         values (?, ?, ?, ?, ?, ?, clock_timestamp())""")
                    .param(target)
                    .param(statement.date())
                    .param(statement.accounts())
                    .param(statement.items())
                    .param(statement.digest())
                    .param(statement.holdingsDigest())
                    .update();
            long id = store.jdbc()
                    .sql("select max(statement_id) from registry_statement where target = ?")
                    .param(target)
                    .query(Long.class)
                    .single();
            List<Map.Entry<String, Amounts>> rows =
                    List.copyOf(statement.totals().amounts().entrySet());
            store.template()
                    .batchUpdate(
                            "insert into registry_statement_total (statement_id, currency, " + AmountColumns.NAMES
                                    + ") values (?, ?, ?, ?, ?, ?, ?)",
                            rows,
                            100,
                            (insert, row) -> {
                                insert.setLong(1, id);
                                insert.setString(2, row.getKey());
                                AmountColumns.bind(insert, 3, row.getValue());
                            });
        });
    }

    Optional<Statement> newest(String target, LocalDate date) {
        return store.jdbc()
                .sql("""
                     select statement_id, accounts, items, digest, holdings_digest from registry_statement
                     where target = ? and statement_date = ? order by statement_id desc fetch first row only""")
                .params(target, date)
                .query((row, number) -> new Statement(
                        date,
                        row.getLong(2),
                        row.getLong(3),
                        totals(row.getLong(1), row.getLong(2)),
                        row.getString(4),
                        row.getString(5)))
                .optional();
    }

    private ControlTotals totals(long statementId, long accounts) {
        TreeMap<String, Amounts> sums = new TreeMap<>();
        store.jdbc()
                .sql("select currency, " + AmountColumns.NAMES
                        + " from registry_statement_total where statement_id = ?")
                .param(statementId)
                .query(row -> {
                    sums.put(row.getString(1), AmountColumns.read(row));
                });
        return new ControlTotals(accounts, sums);
    }
}
