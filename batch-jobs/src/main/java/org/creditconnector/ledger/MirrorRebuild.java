package org.creditconnector.ledger;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes the mirror of a target anew and says whether the live one was the same. */
public final class MirrorRebuild {
    private static final int FETCH = 5_000;
    private static final String NEWEST =
            "select subject, account_key, item_id, sequence, report_date, content_hash, reported_state from registry_mirror"
                    + " where target = ? order by subject";
    private static final String STANDING = "select subject, report_date, sequence, item_id, currency, "
            + AmountColumns.NAMES
            + " from registry_mirror_date where target = ? order by subject, report_date, sequence";

    private final Store store;
    private final Targets targets;
    private final RegistryMirror mirror;

    /** @param store where the mirror is kept */
    public MirrorRebuild(Store store) {
        this.store = store;
        this.targets = new Targets(store);
        this.mirror = new RegistryMirror(store);
    }

    /**
     * What came of it.
     *
     * @param subjects subjects on file now
     * @param items accepted items that stand now
     * @param before subjects that were on file before
     * @param itemsBefore items that stood before
     * @param equal whether every row was the same before; otherwise the live mirror was wrong, and is right now
     */
    public record Rebuilt(long subjects, long items, long before, long itemsBefore, boolean equal) {}

    /** In one transaction, while nothing is sent or answered. */
    public Rebuilt rebuild(String target) {
        return store.transactions().execute(status -> {
            targets.lock(target);
            Rows newestBefore = rows(target, NEWEST);
            Rows standingBefore = rows(target, STANDING);
            mirror.rebuild(target);
            Rows newest = rows(target, NEWEST);
            Rows standing = rows(target, STANDING);
            if (!newest.equals(newestBefore) || !standing.equals(standingBefore)) {
                new Scopes(store).fileChanged(target);
            }
            return new Rebuilt(
                    newest.count(),
                    standing.count(),
                    newestBefore.count(),
                    standingBefore.count(),
                    newest.equals(newestBefore) && standing.equals(standingBefore));
        });
    }

    private record Rows(long count, String digest) {}

    private Rows rows(String target, String sql) {
        MessageDigest digest = Digests.sha256();
        long[] count = {0};
        store.template()
                .query(
                        connection -> {
                            var statement = connection.prepareStatement(sql);
                            statement.setFetchSize(FETCH);
                            statement.setString(1, target);
                            return statement;
                        },
                        row -> {
                            count[0]++;
                            add(digest, row);
                        });
        return new Rows(count[0], Digests.hex(digest));
    }

    private static void add(MessageDigest digest, ResultSet row) throws SQLException {
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            byte[] bytes = row.getMetaData().getColumnName(column).equalsIgnoreCase("reported_state")
                    ? row.getBytes(column)
                    : null;
            String text = bytes == null
                    ? row.getString(column)
                    : java.util.HexFormat.of().formatHex(bytes);
            Digests.line(digest, text == null ? "-" : "=" + text);
        }
    }
}
