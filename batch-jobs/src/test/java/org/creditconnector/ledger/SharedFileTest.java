package org.creditconnector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** An H2 file that several processes use at once, one of which is killed. */
class SharedFileTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSecondProcessJoinsOverLoopbackAndGoesOnWhenTheFirstIsKilled() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("store");
        Process first = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(first.inputReader()
                            .lines()
                            .filter(line -> line.equals("ready"))
                            .findFirst())
                    .as("the first process has the file open")
                    .isPresent();
            assertThat(listeningAddresses(first.pid()))
                    .as("addresses the first process listens on")
                    .containsOnly("127.0.0.1");

            try (Store store = Store.open(new StoreSettings(url, "sa", ""))) {
                PaperNight night = new PaperNight(store);
                Run run = night.released(PaperNight.MONDAY, night.range(night.reported("a", PaperNight.MONDAY)));
                assertThat(new Targets(store).state("from-outside").paused()).isTrue();

                assertThat(first.destroyForcibly().waitFor()).isNotZero();

                StoredPackage built = eventually(() -> night.buildAll(run)).get(0);
                night.deliver(built);
                assertThat(night.books.items(run.runId()).unanswered()).isEqualTo(1);
                assertThat(new Targets(store).state("from-outside").paused())
                        .as("what the first one committed")
                        .isTrue();
            }
        } finally {
            first.destroyForcibly();
        }
        try (Store again = Store.open(new StoreSettings(url, "sa", ""))) {
            assertThat(again.migrationsApplied()).isZero();
        }
    }

    /** The one transaction that was under way when the other process died may fail; doing it again must work. */
    private static <T> T eventually(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException first) {
            return work.get();
        }
    }

    /** Local addresses of a process's listening sockets, from the kernel. */
    private static Set<String> listeningAddresses(long pid) throws Exception {
        Set<String> inodes;
        try (var descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            inodes = descriptors
                    .map(SharedFileTest::target)
                    .filter(link -> link.startsWith("socket:["))
                    .map(link -> link.substring(8, link.length() - 1))
                    .collect(Collectors.toSet());
        }
        Set<String> addresses = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line :
                    Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table), StandardCharsets.US_ASCII)) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals("0A") && inodes.contains(fields[9])) {
                    addresses.add(address(fields[1].split(":")[0]));
                }
            }
        }
        return addresses;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String address(String hex) {
        return switch (hex.toUpperCase(Locale.ROOT)) {
            case "0100007F", "0000000000000000FFFF00000100007F" -> "127.0.0.1";
            case "00000000000000000000000001000000" -> "::1";
            default -> hex;
        };
    }
}
