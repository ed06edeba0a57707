package org.creditconnector.ledger;

import static java.util.Map.entry;

import com.zaxxer.hikari.HikariConfig;
import java.util.Locale;
import java.util.Map;

/** The two databases a store may live in, and the few words in which they differ. */
enum Vendor {
    H2(Map.ofEntries(
            entry("key", "varchar(300)"),
            entry("blob", "blob"),
            entry("bytes", "varbinary(1000000)"),
            entry("clob", "clob"),
            entry("stored_as_is", "select 1;"),
            entry("only_held", ""),
            entry("only_taking", ""),
            entry("drop_key_of_accounts", "alter table source_account drop primary key;"),
            entry("room_for_changes", "select 1;"),
            entry("random", "lower(rawtohex(secure_rand(32)))"),
            entry("clock", "create alias if not exists clock_timestamp for 'java.time.OffsetDateTime.now()';"))),
    POSTGRESQL(Map.ofEntries(
            entry("key", "varchar(300) collate \"C\""),
            entry("blob", "bytea"),
            entry("bytes", "bytea"),
            entry("clob", "text"),
            entry("stored_as_is", """
                    alter table item_block alter column content set storage external;
                    alter table package_part alter column content set storage external;"""),
            entry("only_held", " where verdict in ('HELD', 'WAITING')"),
            entry("only_taking", " where kind not in ('REPORT', 'ID_CHANGE')"),
            entry("drop_key_of_accounts", "alter table source_account drop constraint source_account_pkey;"),
            entry("room_for_changes", """
                    alter table report_item set (fillfactor = 50);
                    alter table source_account set (fillfactor = 50);"""),
            entry(
                    "random",
                    "replace(cast(gen_random_uuid() as varchar) || cast(gen_random_uuid() as varchar), '-', '')"),
            entry("clock", "select clock_timestamp();")));

    /** Seconds a statement waits for a row that another transaction holds; building a package may take that long. */
    private static final int LOCK_WAIT_SECONDS = 60;

    private final Map<String, String> placeholders;

    Vendor(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** What the migrations' placeholders stand for. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /**
     * What to order by where the order of UTF-8 bytes matters. PostgreSQL's keys have that order; H2's have UTF-16's, which differs
     * for characters beyond the basic plane.
     */
    String byteOrder(String column) {
        return this == H2 ? "stringtoutf8(" + column + ")" : column;
    }

    /** Whether an update may take its values from an array that is given. */
    boolean updatesFromArrays() {
        return this == POSTGRESQL;
    }

    /** Whether many rows are written at once by COPY. */
    boolean copiesIn() {
        return this == POSTGRESQL;
    }

    /** The vendor of an address. */
    static Vendor of(StoreSettings settings) {
        if (settings.url().startsWith("jdbc:h2:file:")) {
            return H2;
        }
        if (settings.url().startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new StoreException("STORE-URL store.url: got " + settings
                + ", expected jdbc:h2:file:PATH or jdbc:postgresql://HOST:PORT/DATABASE");
    }

    /**
     * The address with what the store relies on. H2: other processes may join while one has the file open, a commit is on disk
     * when it returns. PostgreSQL: batched inserts travel together, error messages do not carry row values, and a statement is
     * planned for the tables as they are now: a plan kept from the first ranges of a first night would read the growing tables from
     * end to end for every range after them.
     */
    String address(String url) {
        return switch (this) {
            case H2 ->
                with(url, ";", ";", "AUTO_SERVER=TRUE", "WRITE_DELAY=0", "LOCK_TIMEOUT=" + LOCK_WAIT_SECONDS * 1000);
            case POSTGRESQL ->
                with(
                        url,
                        "?",
                        "&",
                        "reWriteBatchedInserts=true",
                        "logServerErrorDetail=false",
                        "tcpKeepAlive=true",
                        "ApplicationName=credit-connector",
                        "options=-c%20lock_timeout%3D" + LOCK_WAIT_SECONDS
                                + "s%20-c%20plan_cache_mode%3Dforce_custom_plan");
        };
    }

    /** Tells a pool where its connections come from. */
    void connect(HikariConfig pool, StoreSettings settings) {
        String address = address(settings.url());
        switch (this) {
            case H2 -> pool.setDataSource(new FileStoreConnections(address, settings.user(), settings.password()));
            case POSTGRESQL -> {
                pool.setJdbcUrl(address);
                pool.setUsername(settings.user());
                pool.setPassword(settings.password());
            }
        }
    }

    private static String with(String url, String first, String next, String... settings) {
        StringBuilder address = new StringBuilder(url);
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            if (!url.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
                address.append(address.indexOf(first) < 0 ? first : next).append(setting);
            }
        }
        return address.toString();
    }
}
