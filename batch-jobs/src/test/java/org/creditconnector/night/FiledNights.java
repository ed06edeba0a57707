package org.creditconnector.night;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.creditconnector.config.ConfigFile;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.creditconnector.mockregistry.DropDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nights of one source to a registry that is spoken to by files: a home directory, a store, and whoever works while a night waits. */
abstract class FiledNights implements AutoCloseable {
    final Path home;
    final StoreSettings store;
    private final String target;
    private final String source;
    private @Nullable Nights nights;

    FiledNights(Path home, StoreSettings store, String target, String source) {
        this.home = home;
        this.store = store;
        this.target = target;
        this.source = source;
    }

    /** Lays out what the lender knows at the end of a day. */
    abstract void lenderAt(LocalDate night) throws IOException;

    /** The whole configuration. */
    abstract String configuration();

    /** What the registry does while a night waits. */
    abstract DropDirectory.Look registryLooks();

    void look() {
        new RegistryAtWork(registryLooks()).look();
    }

    RunReport run(String date) throws IOException {
        LocalDate night = LocalDate.parse(date);
        lenderAt(night);
        return nights().run(new RunRequest(target, source, night, null));
    }

    Nights nights() throws IOException {
        Nights open = nights;
        if (open == null) {
            Path file = Files.writeString(home.resolve("credit-connector.yaml"), configuration());
            open = StoredNights.open(
                    ConfigFile.read(file, home, name -> null),
                    Progress.SILENT,
                    NightParts.standard().pauses(new RegistryAtWork(registryLooks())));
            nights = open;
        }
        return open;
    }

    List<Map<String, Object>> rows(String sql) {
        try (Store open = Store.open(store)) {
            return JdbcClient.create(open.dataSource()).sql(sql).query().listOfRows();
        }
    }

    /** Items that a query names, as they were rendered. */
    List<String> staged(String query) {
        try (Store open = Store.open(store)) {
            return StagedBytes.of(open, query).stream()
                    .map(item -> new String(item.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Override
    public void close() {
        if (nights != null) {
            nights.close();
        }
    }
}
