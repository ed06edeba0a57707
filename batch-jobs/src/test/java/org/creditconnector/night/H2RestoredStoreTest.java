package org.creditconnector.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipInputStream;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;

class H2RestoredStoreTest extends RestoredStoreContract {
    @Override
    StoreSettings store(Path home) {
        return new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit-connector"), "sa", "");
    }

    @Override
    void backUp(StoreSettings settings) {
        try (Store store = Store.open(settings)) {
            store.backup(home.resolve("backup.zip"));
        }
    }

    /** As an operator does it by hand. */
    @Override
    void putBack(StoreSettings settings) {
        try (var zip = new ZipInputStream(Files.newInputStream(home.resolve("backup.zip")))) {
            String name = zip.getNextEntry().getName();
            Files.copy(zip, home.resolve("store").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
