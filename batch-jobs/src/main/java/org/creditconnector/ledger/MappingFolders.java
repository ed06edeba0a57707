package org.creditconnector.ledger;

import java.util.Optional;
import java.util.function.Supplier;

/** Source folders by version, as the runs were made with them. */
public final class MappingFolders {
    private final Store store;

    /** @param store where they are kept */
    public MappingFolders(Store store) {
        this.store = store;
    }

    /**
     * A folder of one version.
     *
     * @param name name of the folder
     * @param content its files as a zip file
     */
    public record Kept(String name, byte[] content) {}

    /**
     * Keeps a version; one that is kept already stays as it is.
     *
     * @param content makes the zip file; not asked where the version is kept, which is nearly every night
     */
    public void keep(String version, String name, Supplier<byte[]> content) {
        if (isKept(version)) {
            return;
        }
        byte[] packed = content.get();
        store.transactions().executeWithoutResult(status -> {
            store.lockLedger();
            if (!isKept(version)) {
                store.jdbc()
                        .sql(
                                "insert into mapping_folder (version, name, content, kept_at) values (?, ?, ?, clock_timestamp())")
                        .params(version, name, packed)
                        .update();
            }
        });
    }

    private boolean isKept(String version) {
        return store.jdbc()
                        .sql("select count(*) from mapping_folder where version = ?")
                        .param(version)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** A version; empty where no run of this store was made with it, or only before versions were kept. */
    public Optional<Kept> find(String version) {
        return store.jdbc()
                .sql("select name, content from mapping_folder where version = ?")
                .param(version)
                .query((row, number) -> new Kept(row.getString(1), row.getBytes(2)))
                .optional();
    }

    /** The version of the last run of a source that was sent to any target; empty where none was. */
    public Optional<String> lastSent(String source) {
        return store.jdbc()
                .sql("select mapping_version from submission_run where source = ? and state in " + RunBook.SENT
                        + " order by as_of desc, run_id desc fetch first row only")
                .param(source)
                .query(String.class)
                .optional();
    }
}
