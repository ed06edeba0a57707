package org.creditconnector.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.creditconnector.record.Finding;
import org.jspecify.annotations.Nullable;

/** Findings with what they belong to. */
final class FindingTable {
    static final String COLUMNS =
            "rule_id, severity, origin, account_key, item_id, package_id, path, masked_value, message,"
                    + " position, found_at";

    private static final String INSERT = """
            insert into finding (run_id, range_number, account_key, item_id, package_id, inbox_id, rule_id, severity, origin,
              path, masked_value, message, position, value_hash, found_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())""";

    private final Store store;

    FindingTable(Store store) {
        this.store = store;
    }

    /**
     * A finding and what it belongs to.
     *
     * @param runId run; null when it belongs to none
     * @param range range of the run; null when it belongs to the whole run
     * @param accountKey account; null when it is about no account
     * @param itemId item it is about; null when about none
     * @param packageId package it is about; null when about none
     * @param inboxId feedback it came with; null when it came with none
     * @param finding what was found
     * @param valueHash salted digest of the value it is about; null where nobody can accept it
     */
    record Row(
            @Nullable Long runId,
            @Nullable Integer range,
            @Nullable String accountKey,
            @Nullable String itemId,
            @Nullable String packageId,
            @Nullable Long inboxId,
            Finding finding,
            @Nullable String valueHash) {
        Row(
                @Nullable Long runId,
                @Nullable Integer range,
                @Nullable String accountKey,
                @Nullable String itemId,
                @Nullable String packageId,
                @Nullable Long inboxId,
                Finding finding) {
            this(runId, range, accountKey, itemId, packageId, inboxId, finding, null);
        }
    }

    /** Reads a row of the columns in {@link #COLUMNS}. */
    static FindingRow read(ResultSet row, int number) throws SQLException {
        return new FindingRow(
                row.getString("rule_id"),
                row.getString("severity"),
                row.getString("origin"),
                row.getString("account_key"),
                row.getString("item_id"),
                row.getString("package_id"),
                row.getString("path"),
                row.getString("masked_value"),
                row.getString("message"),
                row.getString("position"),
                row.getObject("found_at", OffsetDateTime.class));
    }

    void insert(List<Row> rows) {
        store.template().batchUpdate(INSERT, rows, 1_000, (statement, row) -> {
            statement.setObject(1, row.runId(), Types.BIGINT);
            statement.setObject(2, row.range(), Types.INTEGER);
            statement.setString(3, row.accountKey());
            statement.setString(4, row.itemId());
            statement.setString(5, row.packageId());
            statement.setObject(6, row.inboxId(), Types.BIGINT);
            Finding finding = row.finding();
            statement.setString(7, Text.line(finding.getRuleId(), 100));
            statement.setString(8, finding.getSeverity().name());
            statement.setString(9, finding.getOrigin().name());
            statement.setString(10, Text.line(finding.getPath(), 1000));
            statement.setString(11, Text.lineOrNull(finding.getMaskedValue(), 1000));
            statement.setString(12, Text.line(finding.getMessage(), 4000));
            statement.setString(13, Text.lineOrNull(finding.getPosition(), 1000));
            statement.setString(14, row.valueHash());
        });
    }
}
