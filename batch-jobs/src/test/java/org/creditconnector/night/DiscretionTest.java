package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A borrower's name, document or amount never leaves by the log, by what commands print, or by a notice. */
class DiscretionTest {
    private static final List<String> CANARIES =
            List.of("Quetzalcoatl", "ZX90817263", "777123.45", "Popocatepetl", "ZX11223344", "41.02.1987", "nocode77");

    @TempDir
    Path home;

    @Test
    void nothingPersonalIsLoggedPrintedOrTold() throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        HttpServer hook = hook(told);
        try (NightFixture night = new NightFixture(home)) {
            night.registry.scenarioPage("""
                    description: One account is rejected.
                    rejects: [{code: X1, message: Blocked., subjects: ['account:L-00003']}]
                    """);
            night.more = """
                    notify:
                      webhook: {url: "http://127.0.0.1:%d/", on: [success, attention, failure]}
                    log: {level: trace}
                    """.formatted(hook.getAddress().getPort());
            night.target = "feedback-wait: 1s\ngate: {held-percent: 50}";
            // Rejected, held by a rule, held by the mapping, a line that cannot be read; then a night that fails as a
            // whole.
            night.lender.change(3, "Name3 Surname,P3", "Quetzalcoatl,ZX90817263");
            night.lender.change(4, "Name4 Surname,P4,EUR,300.00", "Quetzalcoatl,ZX90817263,EUR,-777123.45");
            night.lender.change(
                    5, "Name5 Surname,P5,EUR,300.00,15.01.2024", "Popocatepetl,ZX11223344,EUR,777123.45,41.02.1987");
            night.lender.loans.add("L-00011,C-11,Quetzalcoatl,ZX90817263");
            night.lender.change(6, ",A,", ",nocode77,");
            night.lender.write(night.files());
            night.config();

            StringBuilder seen = new StringBuilder();
            seen.append(child("run", "--date", FRIDAY.toString(), "--json", "--debug"));
            seen.append(child("run", "--date", FRIDAY.toString()));
            night.lender.loans.add(night.lender.loans.get(2));
            night.lender.write(night.files());
            seen.append(child("run", "--date", FRIDAY.plusDays(1).toString(), "--json", "--debug"));

            assertThat(seen.toString()).contains("\"rejected\":1", "RECONCILED", "SRC-KEY-DUPLICATE");
            assertThat(told).as("the second call found an ended night").hasSize(2);
            Map<String, String> places = new LinkedHashMap<>();
            places.put("what commands print", seen.toString());
            places.put("notices", String.join("\n", told));
            places.put("the log", log());
            assertThat(places.get("the log")).contains("package ");
            places.forEach((place, text) -> assertThat(
                            CANARIES.stream().filter(text::contains).filter(canary -> !canary.equals("nocode77")))
                    .as(place)
                    .isEmpty());
            assertThat(places.get("notices")).doesNotContain("nocode77").doesNotContain("L-000");
        } finally {
            hook.stop(0);
        }
    }

    private String child(String... arguments) throws Exception {
        try (ChildProcess child = ChildProcess.start(home, arguments)) {
            child.exit();
            return child.standardOutput() + child.standardError();
        }
    }

    private String log() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static HttpServer hook(Queue<String> told) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            told.add(call.getRequestHeaders().values() + "\n"
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        server.start();
        return server;
    }
}
