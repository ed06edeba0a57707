package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.creditconnector.night.NightFixture.ACCOUNTS;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.creditconnector.config.StoreConfig.Copies;
import org.creditconnector.ledger.Store;
import org.creditconnector.ledger.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of an H2 store that each night leaves. */
class NightlyCopyTest {
    @TempDir
    Path home;

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsCopiedIsTheNightAndTheNewestAreKept() throws Exception {
        Path directory = home.resolve("copies");
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + home.resolve("store/credit"), "sa", "");
        NightFixture night = new NightFixture(home, settings);
        assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);
        night.close();
        assertThat(NightlyCopy.newest(directory)).startsWith("none in ");
        Path copy;
        try (Store store = Store.open(settings)) {
            NightlyCopy copies = new NightlyCopy(store, new Copies(directory, 2));
            copies.write(FRIDAY.minusDays(1));
            copies.write(FRIDAY);
            copies.write(FRIDAY);
            copy = copies.write(FRIDAY.plusDays(1));
        }
        assertThat(names(directory))
                .containsExactly(
                        "credit-connector-2024-03-22.zip",
                        "credit-connector-2024-03-22.zip.sha256",
                        "credit-connector-2024-03-23.zip",
                        "credit-connector-2024-03-23.zip.sha256");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(NightlyCopy.newest(directory)).isEqualTo("2 dates, the newest " + copy + " is whole");

        Path unpacked = Files.createDirectories(home.resolve("unpacked"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(copy))) {
            String name = zip.getNextEntry().getName();
            Files.copy(zip, unpacked.resolve(name));
        }
        try (Store store = Store.open(new StoreSettings("jdbc:h2:file:" + unpacked.resolve("credit"), "sa", ""));
                var connection = store.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from registry_mirror")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(ACCOUNTS);
        }

        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy, bytes);
        assertThatThrownBy(() -> NightlyCopy.newest(directory))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("do not restore it");
    }
}
