package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

abstract class StoreContract {
    private final TestDatabase database;

    StoreContract(TestDatabase database) {
        this.database = database;
    }

    @Test
    void bringsAnEmptyDatabaseUpToDateOnce() {
        StoreSettings settings = database.empty();
        try (Store first = Store.open(settings)) {
            assertThat(first.migrationsApplied()).isPositive();
        }
        try (Store second = Store.open(settings)) {
            assertThat(second.migrationsApplied()).isZero();
        }
    }

    @Test
    void refusesTheSchemaOfANewerProgramWithOneLine() {
        StoreSettings settings = database.empty();
        try (Store store = Store.open(settings)) {
            store.jdbc().sql("""
                         insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                           "checksum", "installed_by", "installed_on", "execution_time", "success")
                         values (99, '99', 'of tomorrow', 'SQL', 'V99__of_tomorrow.sql', 1, 'x', current_timestamp, 1, true)""").update();
        }
        assertThatThrownBy(() -> Store.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("STORE-NEWER ")
                .hasMessageContaining("schema version 99")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void ordersTextByItsBytes() {
        Store store = database.shared();
        // In UTF-16 the emoji (surrogates) comes before the full-width tilde, in UTF-8 after it.
        for (String name : List.of("\uD83D\uDE00", "\uFF5E", "b", "B", "_")) {
            store.jdbc()
                    .sql("insert into write_lock (name) values (?)")
                    .param("order-" + name)
                    .update();
        }
        assertThat(store.jdbc()
                        .sql("select name from write_lock where name like 'order-%' order by "
                                + store.vendor().byteOrder("name"))
                        .query(String.class)
                        .list())
                .containsExactly("order-B", "order-_", "order-b", "order-\uFF5E", "order-\uD83D\uDE00");
    }

    @Test
    void wallClockGoesOnWithinATransaction() {
        Store store = database.shared();
        boolean moved = store.transactions().execute(status -> {
            String first = now(store);
            for (int i = 0; i < 1_000_000; i++) {
                if (!now(store).equals(first)) {
                    return true;
                }
            }
            return false;
        });
        assertThat(moved).isTrue();
    }

    private static String now(Store store) {
        return store.jdbc().sql("select clock_timestamp()").query(String.class).single();
    }

    @Test
    void backupIsACopyThatOpensOrTheCommandThatMakesOne(@TempDir Path directory) throws Exception {
        StoreSettings settings = database.empty();
        Path file = directory.resolve("backup.zip");
        try (Store store = Store.open(settings)) {
            new Targets(store).pause("city", "Ann", "maintenance");
            if (database == TestDatabase.POSTGRESQL) {
                assertThatThrownBy(() -> store.backup(file))
                        .hasMessageStartingWith("STORE-BACKUP ")
                        .hasMessageContaining("pg_dump --format=custom --file=" + file
                                + " --username=postgres --dbname=postgresql://")
                        .message()
                        .doesNotContain("\n");
                return;
            }
            assertThat(store.backup(file)).contains(file.toString());
            assertThatThrownBy(() -> store.backup(file)).hasMessageContaining("is not overwritten");
        }
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            Files.copy(requireEntry(zip), directory.resolve("restored.mv.db"));
        }
        try (Store restored =
                Store.open(new StoreSettings("jdbc:h2:file:" + directory.resolve("restored"), "sa", ""))) {
            assertThat(new Targets(restored).state("city").reason()).isEqualTo("maintenance");
        }
    }

    private static ZipInputStream requireEntry(ZipInputStream zip) throws IOException {
        assertThat(zip.getNextEntry().getName()).endsWith(".mv.db");
        return zip;
    }

    @Test
    void saysInOneLineWhatIsWrongWithAnAddress() {
        assertThatThrownBy(() -> Store.open(new StoreSettings("jdbc:oracle:thin:@x;password=geheim", "u", "p")))
                .hasMessageStartingWith("STORE-URL store.url: got jdbc:oracle:thin:@x;password=***, expected ");
        assertThatThrownBy(() -> Store.open(new StoreSettings("jdbc:postgresql://127.0.0.1:1/none", "u", "p")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("STORE-UNAVAILABLE store.url: cannot open jdbc:postgresql://127.0.0.1:1/none: ")
                .message()
                .doesNotContain("\n");
    }
}
