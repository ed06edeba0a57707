package org.creditconnector.night;

import java.util.ArrayList;
import java.util.List;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store of a crash walk: emptied before each night, and read after it. */
final class WalkedStore {
    private final JdbcClient jdbc;
    private final StoreSettings settings;
    private final List<String> tables;

    /** @param store that is empty but for its migrations */
    WalkedStore(Store store, StoreSettings settings) {
        this.jdbc = JdbcClient.create(store.dataSource());
        this.settings = settings;
        this.tables = tables(jdbc);
    }

    /** All tables that are empty after the migrations. */
    private static List<String> tables(JdbcClient jdbc) {
        return jdbc
                .sql("select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
                        + " and table_type = 'BASE TABLE' and lower(table_name) <> 'flyway_schema_history'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()
                        == 0)
                .toList();
    }

    /** As if nothing had ever been written. */
    void empty() {
        if (settings.url().startsWith("jdbc:postgresql:")) {
            jdbc.sql("truncate table " + String.join(", ", tables) + " cascade").update();
        } else {
            jdbc.sql("set referential_integrity false").update();
            tables.forEach(table -> jdbc.sql("truncate table " + table).update());
            jdbc.sql("set referential_integrity true").update();
        }
    }

    /** Our books in words that are the same for the same nights. */
    List<String> books() {
        List<String> books = new ArrayList<>();
        for (String sql : List.of(
                "select target, source, business_date, pass, state, exit_code, cause, vanished, as_of, open_before from submission_run",
                "select run_id, range_number, lower_bound, upper_bound, state, source_accounts, booked_accounts, seen_again, item_count from key_range",
                "select * from range_total",
                "select * from account_verdict",
                "select * from source_account",
                "select * from vanished_account",
                "select range_number, account_key, subject, kind, report_date, sequence, supersedes, content_hash, state from report_item",
                "select subject, account_key, range_number, report_date, content_hash from subject_claim",
                "select target, last_serial from file_serial",
                "select sequence, live_sequence, state, item_count, accepted_count, detail is null from submission_package",
                "select subject, account_key, sequence, report_date, content_hash from registry_mirror",
                "select subject, report_date, sequence, principal, outstanding from registry_mirror_date",
                "select account_key, kind, state, author, end_reason, stale_known from decision",
                "select d.kind, i.account_key, i.kind as item, i.sequence from decision_item x"
                        + " join decision d on d.decision_id = x.decision_id join report_item i on i.item_id = x.item_id",
                "select distinct package_id is null, state, problem, reason from feedback_inbox",
                "select rule_id, severity, account_key, message from finding")) {
            List<String> rows = new ArrayList<>(jdbc.sql(sql).query().listOfRows().stream()
                    .map(row -> sql.replaceFirst(".* from ", "") + " " + row)
                    .toList());
            rows.sort(null);
            books.addAll(rows);
        }
        return books;
    }

    /** Executions of Batch that look as if somebody still worked on them, and leases that are held. */
    long underWay() {
        return jdbc.sql(
                        "select (select count(*) from batch_job_execution where status not in ('COMPLETED','STOPPED','FAILED','ABANDONED'))"
                                + " + (select count(*) from batch_step_execution where status not in ('COMPLETED','STOPPED','FAILED','ABANDONED'))"
                                + " + (select count(*) from lease where holder <> '')")
                .query(Long.class)
                .single();
    }
}
