package org.creditconnector.night;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.creditconnector.ledger.ItemBlocks;
import org.creditconnector.ledger.Store;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bytes of all items of a store, in the order of runs and ranges. */
final class StagedBytes {
    private StagedBytes() {}

    /** One string an item, a character for each byte. */
    static List<String> of(Store store) {
        return of(store, "select run_id, range_number, send_class, block_offset, block_length from report_item");
    }

    /** The same, of the items that a query names by the columns of {@code report_item}. */
    static List<String> of(Store store, String query) {
        ItemBlocks blocks = new ItemBlocks(store);
        return JdbcClient.create(store.dataSource())
                .sql(query + " order by run_id, range_number, send_class, block_offset")
                .query((row, number) -> new String(
                        blocks.item(row.getLong(1), row.getInt(2), row.getString(3), row.getInt(4), row.getInt(5)),
                        StandardCharsets.ISO_8859_1))
                .list();
    }
}
